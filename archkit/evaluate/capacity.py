"""Measures of throughput become answers: what a flow, a component or the whole system can sustain."""

from collections.abc import Iterator

from archkit.evaluate.bench import Bench
from archkit.evaluate.load import FULL, Stated
from archkit.evaluate.result import Answer, Line, NotComputableError, Target, show
from archkit.evaluate.words import over_full, part, several
from archkit.model import Component, Dimension, UseCase


def throughput(bench: Bench, target: Target) -> Answer:
    """Return the sustainable rate of what a target is about.

    Raises:
        NotComputableError: It is about nothing that is called, or about bytes.
    """
    if target.measure.value.dimension is not Dimension.RATE:
        raise NotComputableError("throughput in bytes is no rate of calls; bandwidth stands under storage")
    if target.of.kind == Component.KIND:
        return _of_component(bench, target)
    if target.of.kind == "system":
        return _of_system(bench)
    if target.of.kind == UseCase.KIND and target.of.id in bench.design.flows:
        return _of_flow(bench, target, target.of.id)
    raise NotComputableError(f"throughput of {target.of} has no flow to be computed along")


def _of_flow(bench: Bench, target: Target, flow: str) -> Answer:
    """Least over components of replicas x capacity / calls a run."""
    limits = []
    for name, calls in sorted(bench.traffic.calls(flow).items()):
        server = bench.traffic.server(name)
        if server is None or not calls:
            continue
        whole = bench.traffic.total_capacity(server)
        if whole is None:
            bench.figures.lacks(server, "capacity", f"how many calls a second {name} serves")
            continue
        limits.append((whole / calls, name, calls, whole))
    if not limits:
        if not bench.traffic.calls(flow):
            raise NotComputableError("its flow calls no component")
        return Answer(float("inf"), Dimension.RATE)
    limits.sort()
    value, tightest, calls, whole = limits[0]
    lines = [_limit_line(bench, *limit) for limit in limits[:6]]
    if len(limits) > len(lines):
        lines.append(Line(f"{len(limits) - len(lines)} more carry more than these"))
    lines.append(Line("the least of them", value, Dimension.RATE, closing=True))
    peak = bench.traffic.rate(flow, peak=True)
    risks = list(_crowded(bench, target, flow))
    if peak is not None:
        lines.append(
            Line("its peak", peak, Dimension.RATE, (bench.design.use_cases[flow].at("load", "peak"),))
        )
    short = (
        f"its peak of {show(peak, Dimension.RATE)} is more than it sustains" if peak and value < peak else ""
    )
    needed = bench.stations.replicas_for(tightest, target.value * calls, 1.0)
    cures = (f"{several(needed, 'replica')} of {tightest} would carry it",) if needed else ()
    return Answer(
        value,
        Dimension.RATE,
        tuple(lines),
        notes=(
            f"{tightest} is the narrowest: {show(whole, Dimension.RATE)} at {several(calls, 'call')} a run",
        ),
        risks=tuple(risks),
        short=short,
        cures=cures,
        components=(tightest,),
    )


def _limit_line(bench: Bench, limit: float, name: str, calls: float, whole: float) -> Line:
    server = bench.traffic.server(name)
    place = () if server is None else (server.at("capacity"),)
    count = bench.traffic.serving(server) if server is not None else 1
    text = f"{name}: {several(count, 'replica')} serve {show(whole, Dimension.RATE)}, {several(calls, 'call')} a run"
    return Line(text, limit, Dimension.RATE, place)


def _crowded(bench: Bench, target: Target, flow: str) -> Iterator[str]:
    """Tell which components are nearly full at the target's rate while the other flows have their peak."""
    quantity = target.measure.value
    at = Stated(flow, quantity, target.place, target.owner, is_target=True)
    for name in bench.traffic.calls(flow):
        used = bench.stations.utilisation(name, at)
        if used is None:
            used = bench.stations.utilisation(name)
        if used is not None and used > FULL:
            yield f"{name} is used to {over_full(used)} at the target's rate with the other flows at their peak"


def _of_component(bench: Bench, target: Target) -> Answer:
    server = bench.traffic.server(target.of.id)
    if not isinstance(server, Component):
        raise NotComputableError(f"{target.of} is not there")
    one, whole = bench.traffic.capacity(server), bench.traffic.total_capacity(server)
    if one is None or whole is None:
        bench.figures.lacks(server, "capacity", f"how many calls a second {server.id} serves")
        return Answer(float("inf"), Dimension.RATE)
    count = bench.traffic.serving(server)
    gain = bench.traffic.scalability(server).gain(count)
    how = (
        f"{count} replicas"
        if gain == count
        else f"{count} replicas do the work of {gain:.3g} (contention, coherency)"
    )
    line = Line(f"{how}, {show(one, Dimension.RATE)} each", whole, Dimension.RATE, (server.at("capacity"),))
    used = bench.stations.utilisation(server.id)
    risks = (f"{server.id} is used to {over_full(used)} at peak",) if used is not None and used > FULL else ()
    needed = bench.stations.replicas_for(server.id, target.value, 1.0)
    cures = (f"{several(needed, 'replica')} would carry it",) if needed else ()
    return Answer(whole, Dimension.RATE, (line,), risks=risks, cures=cures, components=(server.id,))


def _of_system(bench: Bench) -> Answer:
    """All flows together, mixed as at their peaks, until the first component is full."""
    rates = [bench.traffic.rate(flow, peak=True) for flow in sorted(bench.design.flows)]
    for flow, rate in zip(sorted(bench.design.flows), rates, strict=True):
        if rate is None:
            bench.figures.would_help(
                bench.design.use_cases[flow], "load", f"{flow} states no load, so it is not in the mix"
            )
    total = sum(rate for rate in rates if rate is not None)
    used = {
        name: found for name in bench.stations.all if (found := bench.stations.utilisation(name)) is not None
    }
    if not used or not total:
        raise NotComputableError("no flow with a load reaches a component with a capacity")
    fullest = max(sorted(used), key=lambda name: used[name])
    if used[fullest] <= 0:
        raise NotComputableError("no component gets any load")
    value = total / used[fullest]
    lines = (
        Line("all flows at their peaks", total, Dimension.RATE),
        Line(f"{fullest} is the fullest then", used[fullest], Dimension.SHARE),
        Line("the same mix until it is full", value, Dimension.RATE, closing=True),
    )
    risks = (f"{fullest} is used to {part(used[fullest])} at peak",) if used[fullest] > FULL else ()
    return Answer(value, Dimension.RATE, lines, risks=risks, components=(fullest,))
