"""Measures of time along a flow become answers: response, work and elapsed time, the worst of what is asked."""

from collections.abc import Iterator
from typing import NamedTuple

from archkit.evaluate.bench import Bench
from archkit.evaluate.figures import key_of
from archkit.evaluate.flow import Again, Call, Fork, Interaction, Nodes, Together, calls
from archkit.evaluate.formulas.distributions import Constant, Distribution
from archkit.evaluate.formulas.percentiles import Estimate
from archkit.evaluate.formulas.queueing import Queue
from archkit.evaluate.latency import NOTHING, Clock, OverloadedError, Part, Question, spread
from archkit.evaluate.load import FULL, Stated
from archkit.evaluate.network import NOWHERE
from archkit.evaluate.result import Answer, Line, NotComputableError, Target, show
from archkit.evaluate.words import over_full, part, several
from archkit.model import Component, Dimension, UseCase

_CLOCKS = {
    "response_time": Clock.RESPONSE,
    "processing_time": Clock.WORK,
    "elapsed_time": Clock.ELAPSED,
    "added_latency": Clock.RESPONSE,
}


class _Run(NamedTuple):
    """One interaction from one region, and what it comes to."""

    use_case: UseCase
    interaction: Interaction
    start: str
    question: Question
    distribution: Distribution
    estimate: Estimate | None

    @property
    def value(self) -> float:
        return float("inf") if self.estimate is None else self.estimate.value


def answer(bench: Bench, target: Target) -> Answer:
    """Return what a measure of time comes to: of several interactions and regions the worst.

    Raises:
        NotComputableError: The measure is about nothing that takes time, or people act within it.
    """
    clock = _CLOCKS[target.measure.metric]
    if target.of.kind == Component.KIND and clock is not Clock.ELAPSED:
        return _of_component(bench, target, clock)
    try:
        runs = list(_runs(bench, target, clock))
    except OverloadedError as error:
        return _unstable(bench, error)
    if not runs:
        raise NotComputableError("no step in it is one that an actor waits for")
    worst = max(runs, key=lambda run: run.value)
    if worst.estimate is None:
        bench.figures.lacks_at(
            target.place,
            f"{target.of}: a timeout on each call",
            "a bound: without time-outs the longest run has none",
        )
        return Answer(None, Dimension.DURATION, tuple(_derivation(bench, target, worst, runs)))
    if bench.bounded and target.reached_by(worst.value):
        return Answer(worst.value, Dimension.DURATION, ())
    parts = bench.clockwork.parts(worst.use_case, worst.interaction.nodes, worst.start, worst.question)
    value, doubtful = _with_unsaid_shares(bench, target, worst)
    impossible = _floor(bench, target, runs) if clock is Clock.RESPONSE else ""
    return Answer(
        value,
        Dimension.DURATION,
        tuple(_derivation(bench, target, worst, runs)),
        error=worst.estimate.error,
        notes=tuple(_dominant(bench, target, parts)) + doubtful,
        risks=tuple(_busy(bench, parts, worst.question.at)),
        impossible=impossible,
        curve=worst.distribution,
        components=tuple(dict.fromkeys(one.component for one in parts)),
    )


def _runs(bench: Bench, target: Target, clock: Clock) -> Iterator[_Run]:
    for flow in bench.flows_of(target):
        use_case, layout = bench.design.use_cases[flow], bench.design.flows[flow]
        longest = target.measure.percentile == "max"
        question = Question(bench.stated_load(target, flow), clock, rank=bench.rank(target), longest=longest)
        chosen = layout.waited_for
        if clock is Clock.ELAPSED:
            chosen = layout.interactions
            if len(chosen) > 1 or any(_speaks_to_person(bench, one) for one in chosen):
                raise NotComputableError("people act within the flow, and their time is in no field")
            bench.figures.assume(
                "elapsed time counts what happens behind ~> too, one step after another, without backlog"
            )
        for interaction in chosen:
            if question.at is None:
                _load_or_lack(bench, use_case, interaction)
            for start in bench.network.starts(interaction.starter.source):
                found, estimate = bench.time(target, use_case, interaction, start, question)
                yield _Run(use_case, interaction, start, question, found, estimate)


def _speaks_to_person(bench: Bench, interaction: Interaction) -> bool:
    known = bench.figures.requirements
    return any(
        call.message.waits
        and (actor := known.actors.get(call.message.target)) is not None
        and actor.kind == "person"
        for call in calls(interaction.nodes)
        if call.message.target not in known.components
    )


def _load_or_lack(bench: Bench, use_case: UseCase, interaction: Interaction) -> None:
    """Note that the load of a flow is missing, where anything on its way has a queue that it decides."""
    if bench.traffic.rate(use_case.id, peak=True) is not None:
        return
    queued = (bench.stations.queue(call.message.target) for call in calls(interaction.nodes) if call.waits)
    if any(queued):
        bench.figures.lacks(
            use_case, "load", f"how often {use_case.id} starts, which decides how long calls queue"
        )


def _with_unsaid_shares(bench: Bench, target: Target, worst: _Run) -> tuple[float | None, tuple[str, ...]]:
    """Return the value, and whether ways whose share nobody stated disagree about the target."""
    assert worst.estimate is not None  # noqa: S101 - the caller has looked
    unsaid = [
        fork for fork in _forks(worst.interaction.nodes) if bench.traffic.shares(worst.use_case, fork) is None
    ]
    if not unsaid:
        return worst.estimate.value, ()
    question = worst.question._replace(fastest=True)
    quick = bench.statistic(
        target, bench.clockwork.time(worst.use_case, worst.interaction, worst.start, question)
    )
    slow, fast = worst.estimate.value, quick.value if quick else worst.estimate.value
    if target.reached_by(slow) == target.reached_by(fast):
        return slow, ("where no share is stated, the slowest way counts",)
    for fork in unsaid:
        bench.figures.lacks_at(
            fork.step.place,
            key_of(fork.step.at("share")),
            f"how often '{fork.step.title}' happens: its ways lie on both sides of the target",
        )
    return fast, (
        f"{show(fast, Dimension.DURATION)} by the fastest way, {show(slow, Dimension.DURATION)} by the slowest",
    )


def _forks(nodes: Nodes) -> Iterator[Fork]:
    for node in nodes:
        match node:
            case Call() if node.waits:
                yield from _forks(node.inner)
            case Fork():
                if any(call.waits for _, way in node.ways for call in calls(way)):
                    yield node
                for _, way in node.ways:
                    yield from _forks(way)
            case Again():
                yield from _forks(node.inner)
            case Together():
                for branch in node.branches:
                    yield from _forks(branch)


def _floor(bench: Bench, target: Target, runs: list[_Run]) -> str:
    """Tell why light forbids the target, where it does."""
    for run in runs:
        starter = run.interaction.starter
        starts = {
            name: point for name, point in bench.network.regions(starter.source).items() if name == run.start
        }
        forced = bench.network.floor(starts, starter.target)
        if forced and target.at_most and forced[0] > target.value:
            return (
                f"light needs {show(forced[0], Dimension.DURATION)} from {forced[1]} to {forced[2]} and back; "
                "a nearer region would have to be allowed"
            )
    return ""


def _unstable(bench: Bench, error: OverloadedError) -> Answer:
    needed = bench.stations.replicas_for(error.component, error.queue.arrivals)
    cure = (f"{several(needed, 'replica')} of {error.component} would carry it",) if needed else ()
    lines = (queue_line(bench, error.component, error.queue),)
    return Answer(
        None,
        Dimension.DURATION,
        lines,
        overloaded=f"{error.component} is used to {part(error.utilisation)}, so its queue grows without end",
        cures=cure,
        components=(error.component,),
    )


def queue_line(bench: Bench, identifier: str, queue: Queue) -> Line:
    """Return the load of a component as a line: what arrives, and what it can serve."""
    server = bench.traffic.server(identifier)
    place = () if server is None else (server.at("capacity"),)
    return Line(
        f"{identifier}: {show(queue.arrivals, Dimension.RATE)} arrive, {queue.servers} x "
        f"{show(queue.service_rate, Dimension.RATE)} can be served",
        queue.utilisation,
        Dimension.SHARE,
        place,
    )


def _derivation(bench: Bench, target: Target, worst: _Run, runs: list[_Run]) -> Iterator[Line]:
    statistic = target.measure.statistic or "p95"
    where = f", from {worst.start}" if worst.start != NOWHERE else ""
    yield Line(
        f"{worst.interaction.name}{where}",
        evidence=(worst.interaction.starter.place,),
    )
    rate = worst.question.at.quantity.text if worst.question.at else None
    flow_rate = bench.traffic.rate(worst.use_case.id, peak=True)
    if rate is None and flow_rate is not None:
        rate = show(flow_rate, Dimension.RATE)
    if rate:
        yield Line(f"{worst.use_case.id} at {rate}, the other flows at their peak", depth=1)
    for each in bench.clockwork.parts(worst.use_case, worst.interaction.nodes, worst.start, worst.question):
        yield from _part_lines(bench, each, worst.question.clock)
    if worst.estimate is not None:
        yield Line(
            f"{statistic} of all together", worst.estimate.value, Dimension.DURATION, closing=True, depth=1
        )
    for run in runs:
        if run is not worst and run.estimate is not None:
            name = run.interaction.name if run.interaction is not worst.interaction else "the same"
            origin = f", from {run.start}" if run.start != NOWHERE else ""
            yield Line(f"{statistic} of {name}{origin}", run.estimate.value, Dimension.DURATION)


def _part_lines(bench: Bench, one: Part, clock: Clock) -> Iterator[Line]:
    server = bench.traffic.server(one.component)
    rare = "" if one.share > 0.9995 else f" ({one.share * 100:.3g} % of runs)"
    many = f" ({one.share:g} times)" if one.share > 1.0005 else ""
    yield Line(f"{one.component}: {one.words}{many or rare}", evidence=(one.call.message.place,), depth=1)
    if one.network and clock is not Clock.WORK:
        yield Line(one.network_words, one.network, Dimension.DURATION, depth=2)
    if one.wait_words and clock is not Clock.WORK:
        text = f"queue: {one.wait_words}, mean wait"
        place = () if server is None else (server.at("capacity"),)
        yield Line(
            text, one.wait.mean if one.wait is not NOTHING else 0.0, Dimension.DURATION, place, depth=2
        )
    if server is not None and one.work is not NOTHING:
        latency = server.latency
        stated = f"p50 {latency.p50}, p99 {latency.p99}, " if latency and latency.p50 and latency.p99 else ""
        place = (server.at("latency"),) if latency else (server.at("capacity"),)
        yield Line(
            f"own work: {stated}{one.work_words}, mean", one.work.mean, Dimension.DURATION, place, depth=2
        )


def _dominant(bench: Bench, target: Target, parts: list[Part]) -> Iterator[str]:
    """Name what makes the slow runs slow."""
    if target.measure.percentile == "mean":
        return
    rank = bench.rank(target) if target.measure.percentile != "max" else 0.99
    lifts = sorted(
        ((lift, what) for lift, what in (spread(one, rank) for one in parts) if lift), reverse=True
    )
    if not lifts:
        longest = max(parts, key=lambda one: one.network, default=None)
        if longest is not None and longest.network:
            yield f"the network dominates: {show(longest.network, Dimension.DURATION)} to {longest.component}"
        return
    merged: dict[str, float] = {}
    for lift, what in lifts:
        merged[what] = merged.get(what, 0.0) + lift
    ranked = sorted(merged.items(), key=lambda pair: (-pair[1], pair[0]))
    name = f"p{rank * 100:.10g}"
    text = f"{ranked[0][0]} dominates the tail: its {name} is {show(ranked[0][1], Dimension.DURATION)} above its median"
    if len(ranked) > 1:
        text += f"; next {ranked[1][0]} ({show(ranked[1][1], Dimension.DURATION)})"
    yield text


def _busy(bench: Bench, parts: list[Part], at: Stated | None) -> Iterator[str]:
    for name in dict.fromkeys(one.component for one in parts):
        used = bench.stations.utilisation(name, at)
        if used is not None and used > FULL:
            yield f"{name} is used to {over_full(used)} at that load"


def _of_component(bench: Bench, target: Target, clock: Clock) -> Answer:
    """Return wait and work of one component; the way to it is not its own."""
    name = target.of.id
    server = bench.traffic.server(name)
    if not isinstance(server, Component):
        raise NotComputableError(f"{target.of} is not there")
    load = target.measure.load
    question = Question(clock=clock)
    lines: list[Line] = []
    only = _single_point(bench, server, target)
    if only is not None:
        return only
    try:
        distribution = bench.clockwork.alone(name, question)
        wait, wait_words = bench.clockwork.wait(name, question)
    except OverloadedError as error:
        return _unstable(bench, error)
    if load is not None:
        bench.figures.assume(f"{name} is judged at the load that reaches it from all flows")
    estimate = bench.statistic(target, distribution)
    if estimate is None:
        bench.figures.lacks(
            server, "resilience.timeout", "a bound: without time-outs the longest run has none"
        )
        return Answer(None, Dimension.DURATION)
    queue = bench.stations.queue(name)
    if queue is not None:
        lines.append(queue_line(bench, name, queue))
    work, words = bench.clockwork.work(name)
    if wait_words and clock is not Clock.WORK:
        lines.append(Line(f"queue: {wait_words}, mean wait", wait.mean, Dimension.DURATION))
    lines.append(Line(f"own work: {words}, mean", work.mean, Dimension.DURATION, (server.at("latency"),)))
    lines.append(
        Line(
            f"{target.measure.statistic or 'p95'} of wait and work",
            estimate.value,
            Dimension.DURATION,
            closing=True,
        )
    )
    used = bench.stations.utilisation(name)
    risks = (f"{name} is used to {over_full(used)} at peak",) if used is not None and used > FULL else ()
    curve = distribution if not isinstance(distribution, Constant) else None
    return Answer(
        estimate.value,
        Dimension.DURATION,
        tuple(lines),
        estimate.error,
        risks=risks,
        curve=curve,
        components=(name,),
    )


def _single_point(bench: Bench, server: Component, target: Target) -> Answer | None:
    """Return the one percentile that a component states, where just that one is asked for and nobody waits."""
    latency = server.latency
    if latency is None or (latency.p50 is None) == (latency.p99 is None) or server.capacity is not None:
        return None
    name = "p50" if latency.p99 is None else "p99"
    if target.measure.statistic != name:
        return None
    stated = latency.p50 or latency.p99
    value = bench.figures.amount(server, server.at("latency", name), stated)
    line = Line(f"{name} as stated", value, Dimension.DURATION, (server.at("latency", name),))
    return Answer(value, Dimension.DURATION, (line,), components=(server.id,))
