"""What surrounds the verdicts becomes tables: load, storage, budgets, cost, where it gives way, what trades off."""

from collections.abc import Callable, Iterator

from archkit.diagnostics import Place, visible
from archkit.evaluate.evaluation import Evaluation
from archkit.evaluate.forms.charts import bar, wrapped
from archkit.evaluate.load import FULL
from archkit.evaluate.result import YEAR, ComponentState, show
from archkit.evaluate.storage import HORIZONS
from archkit.evaluate.tradeoffs import Effect, Pull
from archkit.evaluate.words import part
from archkit.model import Dimension

Paint = Callable[[str, str], str]
_NAME = 29
"""Columns for the name of an error budget."""
_MANY = 24
"""Components and entities that a table lists; the busiest and the largest come first."""


def surroundings(
    evaluation: Evaluation, width: int, *, paint: Paint, where: Callable[[Place], str]
) -> Iterator[str]:
    """Yield the tables, each only where there is something in it."""
    for table in (_load, _storage, _budgets, _cost, _trade_offs):
        lines = list(table(evaluation, width, where))
        if lines:
            yield paint(lines[0], "1")
            yield from lines[1:]
            yield ""


def _load(evaluation: Evaluation, width: int, where: Callable[[Place], str]) -> Iterator[str]:
    del where
    loaded = [one for one in evaluation.components if one.utilisation is not None]
    if not loaded:
        return
    yield f"Load at peak (│ is {FULL * 100:.0f} %, the most that leaves room)"
    loaded.sort(key=lambda one: (-(one.utilisation or 0.0), one.component))
    longest = min(22, max(len(one.component) for one in loaded[:_MANY]))
    for one in loaded[:_MANY]:
        used = one.utilisation or 0.0
        name = visible(one.component)[:longest]
        yield f"  {name:<{longest}} {bar(used, 20, FULL)} {used * 100:>4.0f} %  {_served(one)}"[: width + 20]
    if len(loaded) > _MANY:
        yield f"  and {len(loaded) - _MANY} more, each less busy"
    lone = [one.component for one in evaluation.components if one.single_point_of_failure]
    if lone:
        yield from wrapped(
            visible(f"Single points of failure: {', '.join(lone)}"),
            width,
            "  ",
            "    ",
        )
    first = evaluation.degrades_at
    if first is not None:
        relation = "this load" if evaluation.load != 1 else "today's load"
        what = f"{first.component} is full" if first.component else "a component is full"
        if first.quality_attribute is not None:
            what = f"{first.quality_attribute} fails ({first.measure})" + (
                f", because of {first.component}" if first.component else ""
            )
        yield from wrapped(
            visible(f"Gives way first at {first.factor:.3g} times {relation}: {what}"),
            width,
            "  ",
            "    ",
        )


def _served(one: ComponentState) -> str:
    load = show(one.load, Dimension.RATE)
    text = f"{load} on {one.replicas}"
    if one.replicas_needed is None:
        return f"{text}, no number would do"
    return text if one.replicas_needed == one.replicas else f"{text}, needs {one.replicas_needed}"


def _storage(evaluation: Evaluation, width: int, where: Callable[[Place], str]) -> Iterator[str]:
    del where
    grouped: dict[tuple[str, str], dict[float, float]] = {}
    for one in evaluation.storage:
        grouped.setdefault((one.entity, one.component or "(no store)"), {})[one.horizon] = one.bytes
    if not grouped:
        return
    heads = "".join(f"{f'{horizon / YEAR:.0f} y':>10}" for horizon in HORIZONS)
    yield f"{'Storage, copies and indexes included':<{46}}{heads}"[:width]
    ranked = sorted(grouped.items(), key=lambda pair: (-pair[1][HORIZONS[-1]], pair[0]))
    for (entity, component), years in ranked[:_MANY]:
        name = visible(f"{entity} in {component}")[:43]
        yield f"  {name:<44}" + "".join(f"{show(years[horizon], Dimension.SIZE):>10}" for horizon in HORIZONS)
    if len(ranked) > _MANY:
        yield f"  and {len(ranked) - _MANY} more, each smaller"
    for store, seconds in evaluation.outgrown:
        when = "now" if seconds < 86_400 else f"in {show(seconds, Dimension.DURATION)}"
        yield f"  {visible(store)} outgrows 10 TB, about what one node is kept to, {when}"
    for moved in evaluation.bandwidth:
        peak = show(moved.peak, Dimension.BANDWIDTH)
        average = show(moved.average, Dimension.BANDWIDTH)
        yield f"  to {visible(moved.component)}: {average} on average, {peak} at peak"


def _budgets(evaluation: Evaluation, width: int, where: Callable[[Place], str]) -> Iterator[str]:
    del where
    if not evaluation.error_budgets:
        return
    yield f"{'Error budgets':<32}{'window':>8}{'downtime':>11}{'requests':>12}{'left':>9}"[:width]
    for one in evaluation.error_budgets:
        name = visible(f"{one.quality_attribute} ({one.metric})")
        if len(name) > _NAME:
            name = visible(one.quality_attribute)
        if len(name) > _NAME:
            name = f"{name[: _NAME - 1]}…"
        left = "–" if one.left is None else f"{one.left * 100:.0f} %"
        requests = "–" if one.requests is None else f"{one.requests:,.0f}".replace(",", " ")
        yield (
            f"  {name:<30}{show(one.window, Dimension.DURATION):>8}{show(one.downtime, Dimension.DURATION):>11}"
            f"{requests:>12}{left:>9}"
        )
        if one.by_dependencies:
            yield f"    what others run uses {part(one.by_dependencies)} of it"


def _cost(evaluation: Evaluation, width: int, where: Callable[[Place], str]) -> Iterator[str]:
    del where
    cost = evaluation.cost
    if cost is None:
        return
    now = show(cost.now, Dimension.MONEY_RATE, cost.currency)
    text = f"Cost: {now} now"
    if evaluation.load != 1:
        text += (
            f", {show(cost.at_load, Dimension.MONEY_RATE, cost.currency)} at {evaluation.load:g}x the load"
        )
    if cost.budget is not None:
        text += f", of a budget of {show(cost.budget, Dimension.MONEY_RATE, cost.currency)}"
    yield text
    if cost.unpriced:
        yield from wrapped(
            f"without {', '.join(cost.unpriced)}, which state none in {cost.currency}",
            width,
            "  ",
            "    ",
        )


def _trade_offs(evaluation: Evaluation, width: int, where: Callable[[Place], str]) -> Iterator[str]:
    found = evaluation.trade_offs
    if not found.pulls and not found.points:
        return
    yield "Trade-offs"
    yield from _matrix(found.pulls, width)
    for point in found.points:
        if not point.trades_off:
            continue
        place = f" ({where(point.place)})" if point.place else ""
        yield from wrapped(visible(f"trade-off point: {point.key}, {point.turn}{place}"), width, "  ", "    ")
        yield from _effects(point.effects, width)
    sensitive = [point for point in found.points if not point.trades_off][:6]
    for point in sensitive:
        strongest = max(point.effects, key=lambda effect: abs(effect.change))
        yield from wrapped(
            visible(f"sensitivity point: {point.key}, {point.turn}: {_effect(strongest)}"),
            width,
            "  ",
            "    ",
        )


def _effects(effects: tuple[Effect, ...], width: int) -> Iterator[str]:
    for effect in sorted(effects, key=lambda one: -one.change):
        yield from wrapped(visible(_effect(effect)), width, "    ", "      ")


def _effect(effect: Effect) -> str:
    turn = "better" if effect.change > 0 else "worse"
    return f"{effect.quality_attribute} ({effect.measure}) {abs(effect.change) * 100:.2g} % {turn}"


def _matrix(pulls: tuple[Pull, ...], width: int) -> Iterator[str]:
    """Yield the lower half of a matrix: who pulls against whom, and who says so."""
    if not pulls:
        return
    names = sorted({name for one in pulls for name in (one.one, one.other)})
    if len(names) > (width - 30) // 3:
        yield f"  {len(pulls)} pairs pull against each other: --format json lists them"
        return
    cells = {frozenset((one.one, one.other)): one for one in pulls}
    yield f"  {'':<26}" + "".join(f"{index:>3}" for index in range(1, len(names)))
    for row, name in enumerate(names):
        marks = "".join(
            f"{_mark(cells.get(frozenset((name, names[column])))):>3}"
            for column in range(min(row, len(names) - 1))
        )
        yield f"  {row + 1:>2} {visible(name)[:22]:<23}{marks}"
    yield "  ● the team says so   ○ the catalog does   ◆ the numbers here do"


def _mark(pull: Pull | None) -> str:
    if pull is None:
        return "·"
    if any("at the expense" in reason for reason in pull.because):
        return "◆"
    return "●" if pull.stated else "○"
