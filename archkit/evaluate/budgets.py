"""Objectives become error budgets: minutes and requests of a window, and what the design leaves of them."""

from collections.abc import Iterator, Sequence

from archkit.evaluate.availability import TooFewError
from archkit.evaluate.bench import Bench
from archkit.evaluate.formulas.availability import budget_used, error_budget, in_series
from archkit.evaluate.formulas.percentiles import share_within
from archkit.evaluate.latency import COARSE
from archkit.evaluate.result import MONTH, ErrorBudget, Result, Verdict
from archkit.model import ServiceLevel, UseCase


def budgets(bench: Bench, results: Sequence[Result]) -> Iterator[ErrorBudget]:
    """Yield the budget of each measure that is an objective over a window.

    Availability and error rates have one; a percentile of a response time has one where a service level makes an
    objective of it. A service level's own target and window win over those of the measure.
    """
    levels: dict[str, ServiceLevel] = {}
    for stated in bench.figures.requirements.service_levels.values():
        if stated.objective_of is not None:
            levels.setdefault(stated.objective_of.id, stated)
    for result in results:
        metric = result.target.measure.metric
        level = levels.get(result.target.owner.id)
        with bench.figures.trace():
            if metric in {"availability", "error_rate"}:
                yield _of_share(bench, result, level)
            elif metric == "response_time" and level is not None:
                found = _of_percentile(bench, result, level)
                if found is not None:
                    yield found


def _window(result: Result, level: ServiceLevel | None) -> float:
    if level is not None and level.window is not None:
        return level.window.middle
    window = result.target.measure.window
    return window.middle if window is not None else MONTH


def _of_share(bench: Bench, result: Result, level: ServiceLevel | None) -> ErrorBudget:
    target, window = result.target, _window(result, level)
    aim = target.value if target.measure.metric == "availability" else 1 - target.value
    if level is not None and level.target is not None and target.measure.metric == "availability":
        aim = level.target.low
    requests = _requests(bench, result, window)
    known = result.answer.down is not None and result.verdict is not Verdict.CANNOT_TELL
    left = 1 - budget_used(aim, result.answer.down or 0.0) if known else None
    return ErrorBudget(
        quality_attribute=target.owner.id,
        metric=target.measure.metric,
        window=window,
        downtime=error_budget(aim, window) if target.measure.metric == "availability" else None,
        requests=None if requests is None else error_budget(aim, requests),
        left=left if left is None or left > float("-inf") else None,
        by_dependencies=_by_dependencies(bench, result, aim),
    )


def _of_percentile(bench: Bench, result: Result, level: ServiceLevel) -> ErrorBudget | None:
    target, window = result.target, _window(result, level)
    percentile = target.measure.percentile
    if not isinstance(percentile, float | int) or result.answer.curve is None:
        return None
    aim = percentile / 100
    if level.target is not None and abs(level.target.low - aim) > 1e-9:
        return None
    late = 1 - share_within(result.answer.curve, target.value, COARSE).value
    requests = _requests(bench, result, window)
    left = 1 - budget_used(aim, late) if result.verdict is not Verdict.CANNOT_TELL else None
    return ErrorBudget(
        target.owner.id,
        target.measure.metric,
        window,
        None,
        None if requests is None else error_budget(aim, requests),
        left,
    )


def _requests(bench: Bench, result: Result, window: float) -> float | None:
    """Return the runs of the flows that an objective is about, within a window, at their average."""
    of = result.target.of
    if of.kind == UseCase.KIND:
        flows = [of.id] if of.id in bench.design.flows else []
    elif of.kind == "system":
        flows = list(bench.must_flows)
    else:
        average = bench.stations.average(of.id)
        return None if average is None else average * window
    rates = [bench.traffic.rate(flow, peak=False) for flow in flows]
    if not rates or None in rates:
        return None
    return sum(rate for rate in rates if rate is not None) * window


def _by_dependencies(bench: Bench, result: Result, aim: float) -> float | None:
    """Return the share of the budget that external dependencies use, whatever we do."""
    of = result.target.of
    if aim >= 1:
        return None
    if of.kind == UseCase.KIND and of.id in bench.design.flows:
        needs = bench.faults.needs(of.id)
    elif of.kind == "system":
        needs = bench.faults.whole_system()
    else:
        return None
    try:
        path = bench.faults.path(needs)
    except TooFewError:
        return None
    outside = [one.weighted for one in path if one.external]
    return budget_used(aim, in_series(outside)) if outside else 0.0
