"""Components with a price become the cost of a month, now and at the load that is asked for."""

from archkit.evaluate.bench import Bench
from archkit.evaluate.result import Answer, Cost, Line, NotComputableError, Target
from archkit.model import Component, Dimension, Quantity

_FREE = frozenset({"library", "client", "mobile-app"})
"""Kinds that run where somebody else pays for the machine."""


def cost(bench: Bench, target: Target) -> Answer:
    """Return what a target's components cost a month; at a higher load with the replicas that it needs.

    Raises:
        NotComputableError: The target is about nothing that costs by the month.
    """
    if target.measure.value.dimension is not Dimension.MONEY_RATE:
        raise NotComputableError("what is paid once is in no field of a component")
    if target.of.kind == "system":
        components = _paid(bench)
    elif target.of.kind == Component.KIND and target.of.id in bench.figures.requirements.components:
        components = [bench.figures.requirements.components[target.of.id]]
    else:
        raise NotComputableError(f"no field states the cost of {target.of}")
    if not components:
        raise NotComputableError("no component is there that could cost anything")
    currency = target.measure.value.currency
    lines: list[Line] = []
    total = 0.0
    for one in components:
        price = _price(bench, one, currency)
        if price is None:
            continue
        count = _replicas(bench, one)
        total += price * count
        lines.append(
            Line(
                f"{one.id}: {count} x {one.cost}",
                price * count,
                Dimension.MONEY_RATE,
                (one.at("cost"),),
                currency=currency,
            )
        )
    lines.sort(key=lambda line: (-(line.value or 0.0), line.text))
    lines.append(Line("together", total, Dimension.MONEY_RATE, currency=currency, closing=True))
    if bench.figures.load != 1:
        bench.figures.assume(
            "at another load each component has the replicas that it needs, but no fewer than now"
        )
    return Answer(
        total,
        Dimension.MONEY_RATE,
        tuple(lines),
        currency=currency,
        components=tuple(one.id for one in components),
    )


def _paid(bench: Bench) -> list[Component]:
    known = bench.figures.requirements.components
    return [
        one
        for key, one in sorted(known.items())
        if key not in bench.figures.without and one.state != "retire" and one.kind not in _FREE
    ]


def _price(bench: Bench, one: Component, currency: str) -> float | None:
    """Return the price of one replica a month; what is missing or in another currency is noted."""
    stated: Quantity | None = one.cost
    if stated is None:
        if one.is_external:
            bench.figures.assume(f"{one.id} states no cost and is run by others, so it counts as free")
        else:
            bench.figures.lacks(one, "cost", f"what a replica of {one.id} costs")
        return None
    if stated.currency != currency:
        bench.figures.lacks(one, "cost", f"the cost of {one.id} in {currency}, the currency of the measure")
        return None
    if stated.dimension is not Dimension.MONEY_RATE:
        bench.figures.assume(f"{one.id} costs {stated.text} once, which is no cost of a month")
        return None
    return bench.figures.amount(one, one.at("cost"), stated)


def _replicas(bench: Bench, one: Component) -> int:
    now = bench.traffic.replicas(one)
    if bench.figures.load == 1 or one.is_external:
        return now
    needed = bench.stations.replicas_for(one.id, bench.stations.load(one.id))
    return max(now, needed or now)


def summary(bench: Bench) -> Cost | None:
    """Return the cost of all components that state one, beside the budget; None where none does."""
    priced = [one for one in _paid(bench) if one.cost and one.cost.dimension is Dimension.MONEY_RATE]
    if not priced:
        return None
    budget = bench.figures.requirements.organisation.budget
    currency = (budget.currency if budget else "") or next(one.cost.currency for one in priced if one.cost)
    same = [one for one in priced if one.cost and one.cost.currency == currency]
    now = sum(one.cost.middle * bench.traffic.replicas(one) for one in same if one.cost)
    at_load = sum(one.cost.middle * _replicas(bench, one) for one in same if one.cost)
    names = {one.id for one in same}
    unpriced = tuple(one.id for one in _paid(bench) if one.id not in names)
    monthly = budget.middle if budget and budget.dimension is Dimension.MONEY_RATE else None
    return Cost(currency, now, at_load, monthly, unpriced)
