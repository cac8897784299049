"""An answer beside its target becomes a verdict, with the reason that decides."""

from collections.abc import Callable

from archkit.evaluate import capacity, cost, recovery, reliability, storage, timing
from archkit.evaluate.bench import Bench
from archkit.evaluate.figures import Missing, Trace
from archkit.evaluate.result import (
    HEADROOM,
    Answer,
    NotComputableError,
    NotComputed,
    Result,
    Target,
    Verdict,
    show,
)
from archkit.evaluate.words import part
from archkit.model import Dimension, Ref

Progress = Callable[[int, int], None]
"""Told how many measures of how many are judged."""
_ANSWERS = {
    "response_time": timing.answer,
    "processing_time": timing.answer,
    "elapsed_time": timing.answer,
    "added_latency": timing.answer,
    "availability": reliability.availability,
    "downtime": reliability.downtime,
    "error_rate": reliability.error_rate,
    "mtbf": reliability.stated_time,
    "mttr": reliability.stated_time,
    "throughput": capacity.throughput,
    "data_volume": storage.data_volume,
    "rpo": recovery.rpo,
    "rto": recovery.rto,
    "cost": cost.cost,
}
"""The metrics that a design's numbers can tell, each with what computes it."""
_UNDER_A_FAULT = frozenset({"rpo", "rto", "cost", "data_volume", "mtbf", "mttr"})
"""Metrics that are about faults anyway, or not touched by one."""
_FEW = 100
"""Up to so many measures every percentile is computed finely; of more, only those near their target."""
BUDGET = 0.8
"""More of an error budget than this share used is at risk."""


def targets(bench: Bench) -> tuple[Target, ...]:
    """Return every measure of what will be built, once for each element that it applies to."""
    known = bench.figures.requirements
    dropped = {one.ref for one in known.use_cases.values() if one.priority == "wont"}
    found: list[Target] = []
    for quality in known.quality_attributes.values():
        if quality.applies_to and dropped.issuperset(quality.applies_to):
            continue
        elements = [ref for ref in quality.applies_to if ref not in dropped] or [Ref("system")]
        for index, measure in enumerate(quality.measure):
            place = quality.at("measure", index)
            found += [Target(measure, index, quality, ref, place) for ref in elements]
    for use_case in bench.design.use_cases.values():
        for index, measure in enumerate(use_case.measures):
            place = use_case.at("measures", index)
            found.append(Target(measure, index, use_case, use_case.ref, place))
    return tuple(
        sorted(
            found, key=lambda one: (one.owner.KIND != "quality_attribute", one.owner.id, one.index, one.of)
        )
    )


def judge_all(bench: Bench, progress: Progress | None = None) -> tuple[list[Result], list[NotComputed]]:
    """Judge every measure; return what they come to, and those that the design's numbers do not tell.

    Args:
        bench: The workspace; how finely it computes is decided by how many measures there are.
        progress: Told after each measure.
    """
    wanted = targets(bench)
    bench.thorough = len(wanted) <= _FEW
    judged: list[Result] = []
    other: list[NotComputed] = []
    for done, target in enumerate(wanted, 1):
        found = judge(bench, target)
        if isinstance(found, Result):
            judged.append(found)
        else:
            other.append(found)
        if progress is not None:
            progress(done, len(wanted))
    return contradictions(judged), other


def judge(bench: Bench, target: Target) -> Result | NotComputed:
    """Return what a measure comes to and whether the design meets it, doubts about its inputs left aside."""
    if target.measure.metric not in _ANSWERS:
        return NotComputed(
            target, f"no number of a design tells {target.measure.metric}: a test or a log has to"
        )
    fault = getattr(target.owner, "fault", None)
    if fault is not None and target.measure.metric not in _UNDER_A_FAULT:
        return NotComputed(target, "it has to hold while something is broken: an exercise has to show it")
    with bench.figures.trace() as trace:
        try:
            answer = _ANSWERS[target.measure.metric](bench, target)
        except NotComputableError as error:
            return NotComputed(target, str(error))
    verdict, reason = _verdict(target, answer, trace)
    if bench.bounded and verdict in {Verdict.MET, Verdict.AT_RISK}:
        answer = Answer(
            answer.value, answer.dimension, ()
        )  # of thousands of measures, nobody reads how these are met
    return Result(
        target,
        verdict,
        reason,
        answer,
        inputs=dict(trace.inputs),
        assumptions=_assumptions(trace),
        missing=_missing(trace),
    )


def _missing(trace: Trace) -> tuple[Missing, ...]:
    """Return what is missing, then what would make the result surer; a part of a missing field only with the whole."""
    hints = [
        one
        for one in trace.hints.values()
        if not any(one.field.startswith(f"{key}.") for key in trace.missing)
    ]
    return (*trace.missing.values(), *hints)


def _assumptions(trace: Trace) -> tuple[str, ...]:
    """Return every default, guess and simplification, each once."""
    defaults = [one.text for one in trace.inputs.values() if one.place is None]
    guesses = [f"{one.key} is a guess: {one.because}" for one in trace.inputs.values() if one.because]
    return tuple(dict.fromkeys((*defaults, *trace.assumptions, *trace.risks, *guesses)))


def _verdict(target: Target, answer: Answer, trace: Trace) -> tuple[Verdict, str]:
    if answer.impossible:
        return Verdict.INFEASIBLE, answer.impossible
    if answer.overloaded:
        cures = f"; {answer.cures[0]}" if answer.cures else ""
        return Verdict.MISSED, answer.overloaded + cures
    missing = list(trace.missing.values())
    if answer.value is None:
        return Verdict.CANNOT_TELL, _lacking(missing)
    if not reaches(target, answer):
        value = show(answer.value, answer.dimension, answer.currency)
        at_best = " at best" if missing else ""
        cures = f"; {answer.cures[0]}" if answer.cures else ""
        return Verdict.MISSED, f"{value}{at_best}, {_by(target, answer)}{cures}"
    if missing:
        return Verdict.CANNOT_TELL, _lacking(missing)
    if answer.short:
        return Verdict.MISSED, answer.short
    doubts = tuple(_doubts(target, answer)) + tuple(trace.risks)
    if doubts:
        return Verdict.AT_RISK, doubts[0]
    return Verdict.MET, _room(target, answer)


def _lacking(missing: list[Missing]) -> str:
    first = missing[0].text if missing else "nothing is known"
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    return f"missing: {first}{more}"


def reaches(target: Target, answer: Answer) -> bool:
    """Tell whether an answer reaches its target; of availability by what is down, which keeps its digits."""
    if answer.value is None or answer.overloaded:
        return False
    if (
        target.measure.metric == "availability"
        and answer.down is not None
        and target.measure.comparison != ">"
    ):
        return answer.down <= (1 - target.value) * (1 + 1e-9)
    return target.reached_by(answer.value)


def _doubts(target: Target, answer: Answer) -> list[str]:
    """Return why a target that is reached is at risk."""
    found: list[str] = []
    value = answer.value if answer.value is not None else 0.0
    if answer.error and not target.reached_by(value + (answer.error if target.at_most else -answer.error)):
        found.append(f"within the error of the computation, {show(answer.error, answer.dimension)}")
    timed = answer.dimension in {Dimension.DURATION, Dimension.SIZE}
    if answer.used is not None:
        if answer.used > BUDGET:
            found.append(f"{part(answer.used)} of the error budget is used")
    elif timed and target.at_most and value > HEADROOM * target.value and target.value > 0:
        left = 1 - value / target.value
        found.append(f"{part(left)} headroom, less than 10 %")
    found += answer.risks
    return found


def _by(target: Target, answer: Answer) -> str:
    """Return by how much a target is missed."""
    value = answer.value or 0.0
    if answer.used is not None and answer.used < float("inf"):
        return f"{answer.used:.3g} times the error budget"
    if target.value > 0 and target.at_most:
        times = value / target.value
        shown = f"{times:.3g}" if times < 1000 else f"{times:,.0f}".replace(",", " ")
        return f"{shown} times the limit"
    if value > 0 and not target.at_most:
        return f"{part(value / target.value)} of what is wanted" if target.value else "not reached"
    return "not reached"


def _room(target: Target, answer: Answer) -> str:
    """Return how much room a target that is met has."""
    value = answer.value or 0.0
    if answer.used is not None:
        return f"{part(answer.used)} of the error budget used"
    if target.at_most and target.value > 0:
        return f"{part(1 - value / target.value)} headroom"
    if not target.at_most and target.value > 0:
        return (
            f"{value / target.value:.3g} times what is wanted"
            if value < float("inf")
            else "no limit is known"
        )
    return "reached"


def contradictions(found: list[Result]) -> list[Result]:
    """Return the results with those marked infeasible that no value could satisfy together."""
    groups: dict[tuple[object, ...], list[Result]] = {}
    for one in found:
        measure = one.target.measure
        load = measure.load.middle if measure.load else None
        window = measure.window.middle if measure.window else None
        key = (one.target.of, measure.metric, measure.percentile, load, window)
        groups.setdefault(key, []).append(one)
    against: dict[int, str] = {}
    for group in groups.values():
        floors = [one for one in group if not one.target.measure.is_upper_limit]
        ceilings = [one for one in group if not one.target.measure.is_lower_limit]
        for low in floors:
            for high in ceilings:
                if low.target.measure.value.low > high.target.measure.value.high:
                    against[id(low)] = high.target.measure.text
                    against[id(high)] = low.target.measure.text
    return [
        one.judged(Verdict.INFEASIBLE, f"it contradicts '{against[id(one)]}'") if id(one) in against else one
        for one in found
    ]
