"""Service levels and measures become objectives: stated ones, and proposed ones for what nobody watches yet."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from archkit.model import (
    Component,
    Dimension,
    Indicator,
    Measure,
    QualityAttribute,
    Ref,
    Requirements,
    ServiceLevel,
    UseCase,
    name_from,
)
from archkit.objectives.indicator import Gap, read_indicator
from archkit.objectives.objective import Objective, Traffic
from archkit.objectives.promql import PromqlError, quote, read_matchers
from archkit.objectives.spoken import exact

DAY = 86_400
USUAL_PERIOD = 30 * DAY
"""The period where neither the service level nor its measure states one."""

_KINDS = {
    "response_time": "request-latency",
    "time_to_first_byte": "request-latency",
    "processing_time": "request-latency",
    "elapsed_time": "request-latency",
    "availability": "availability",
    "downtime": "availability",
    "error_rate": "error-rate",
    "staleness": "freshness",
    "throughput": "throughput",
    "durability": "durability",
    "success_share": "custom",
    "lost": "correctness",
    "duplicates": "correctness",
}
"""Metric of a measure to the kind of indicator that watches it."""
_PROPOSED = {"response_time", "time_to_first_byte", "availability", "downtime", "error_rate", "staleness"}
"""What users feel and a usual metric counts: proposed where nobody has stated an objective."""
_METRICS = {
    "request-latency": "http_request_duration_seconds",
    "availability": "http_requests_total",
    "error-rate": "http_requests_total",
    "freshness": "data_age_seconds",
}
"""The usual name of the metric of a proposed objective."""
_EDGES = {"gateway", "load-balancer", "cdn"}
CLIENT = "client"


def find_objectives(requirements: Requirements) -> tuple[Objective, ...]:
    """Return every objective: the stated ones in the order of the files, then the proposed ones."""
    stated = tuple(objective_of(requirements, level) for level in requirements.service_levels.values())
    return (*stated, *_proposals(requirements))


def objective_of(requirements: Requirements, level: ServiceLevel) -> Objective:
    """Return the objective that a service level states."""
    quality = None
    if level.objective_of is not None:
        quality = requirements.quality_attributes.get(level.objective_of.id)
    measures, about = (quality.measure, quality.applies_to) if quality else ((), ())
    return _objective(requirements, _Demand(level.id, level.label, measures, about, level, quality))


def _proposals(requirements: Requirements) -> Iterator[Objective]:
    watched = {level.objective_of for level in requirements.service_levels.values()}
    taken = set(requirements.service_levels)
    dropped = {one.ref for one in requirements.use_cases.values() if one.priority == "wont"}
    for quality in requirements.quality_attributes.values():
        fits = tuple(one for one in quality.measure if _is_proposed(one))
        if (
            fits
            and quality.ref not in watched
            and not (quality.applies_to and dropped.issuperset(quality.applies_to))
        ):
            key = _free(quality.id, taken)
            demand = _Demand(key, quality.label, fits, quality.applies_to, quality=quality)
            yield _objective(requirements, demand)
    for use_case in requirements.use_cases.values():
        fits = tuple(one for one in use_case.measures if _is_proposed(one))
        if fits and use_case.priority != "wont":
            key, name = _free(use_case.id, taken), use_case.title or use_case.label
            yield _objective(requirements, _Demand(key, name, fits, (use_case.ref,)))


def _free(identifier: str, taken: set[str]) -> str:
    """Return an id that no other objective has, and take it."""
    key = identifier
    while key in taken:
        key = f"{key}-objective"
    taken.add(key)
    return key


def _is_proposed(measure: Measure) -> bool:
    return measure.metric in _PROPOSED and implied_target(measure) is not None


class _Demand(NamedTuple):
    """What an objective is made of."""

    id: str
    name: str
    measures: tuple[Measure, ...]
    about: tuple[Ref, ...]
    level: ServiceLevel | None = None
    quality: QualityAttribute | None = None


def _objective(requirements: Requirements, demand: _Demand) -> Objective:
    level, about = demand.level, demand.about
    stated = level.sli if level and level.sli else Indicator()
    wished = exact(level.target.low) if level and level.target else None
    measure = _fitting(demand.measures, stated.kind, wished)
    kind = stated.kind or (_KINDS.get(measure.metric, "") if measure else "")
    use_cases = _use_cases(requirements, about)
    service = _service(requirements, stated, about, use_cases)
    if level is None:
        stated = _usual(requirements, kind, service, about)
    component = requirements.components.get(service)
    service_name = component.label if component else requirements.system.name or name_from(service)
    sli, gaps = read_indicator(stated, kind, _threshold(measure), _subject(requirements, service_name, about))
    target = wished if wished is not None else (implied_target(measure) if measure else None)
    if target is None:
        gaps = (*gaps, Gap((), "no target is stated, and no measure implies one", "write target: 99.9 %"))
    place = _measured_at(stated.measured_at)
    return Objective(
        demand.id,
        demand.name,
        service,
        service_name,
        level,
        demand.quality,
        measure,
        sli,
        target,
        exact(level.external_target.low) if level and level.external_target else None,
        _period(level, measure),
        _traffic(use_cases, measure),
        about,
        use_cases,
        place or ("" if level else service),
        _is_client_side(requirements, place or service) if place or component else None,
        gaps,
    )


def _subject(requirements: Requirements, service: str, about: tuple[Ref, ...]) -> str:
    """Return whose events they are, in words."""
    use_case = requirements.get(about[0]) if len(about) == 1 else None
    if isinstance(use_case, UseCase):
        return f"{service} in '{use_case.title or use_case.label}'"
    return service


def _fitting(measures: tuple[Measure, ...], kind: str | None, target: Decimal | None) -> Measure | None:
    """Return the measure behind an objective: of its kind, and with its percentile where several are."""
    fits = [one for one in measures if kind in {None, "custom", _KINDS.get(one.metric)} or _is_age(one, kind)]
    same = [one for one in fits if target is not None and implied_target(one) == target]
    return next(iter(same or fits), None)


def _is_age(measure: Measure, kind: str | None) -> bool:
    return kind in {"batch-age", "queue-age"} and measure.value.dimension is Dimension.DURATION


def implied_target(measure: Measure) -> Decimal | None:
    """Return the share of good events that a measure implies; None where it implies none."""
    value = measure.value
    if value.dimension is Dimension.SHARE:
        worse = exact(value.worse(at_most=measure.is_upper_limit))
        return 1 - worse if measure.is_upper_limit else worse
    if measure.metric == "downtime":
        window = exact(measure.window.middle) if measure.window else Decimal(USUAL_PERIOD)
        return max(Decimal(0), 1 - exact(value.high) / window)
    if value.dimension is Dimension.DURATION and isinstance(measure.percentile, float):
        return exact(measure.percentile) / 100
    return None


def _threshold(measure: Measure | None) -> Decimal | None:
    if measure is None or measure.value.dimension not in {Dimension.DURATION, Dimension.RATE}:
        return None
    return exact(measure.value.worse(at_most=measure.is_upper_limit))


def _period(level: ServiceLevel | None, measure: Measure | None) -> int:
    if level and level.window and level.window.middle >= 1:
        return int(level.window.middle)
    if measure and measure.window and measure.window.middle >= DAY:
        return int(measure.window.middle)
    return USUAL_PERIOD


def _use_cases(requirements: Requirements, about: tuple[Ref, ...]) -> tuple[UseCase, ...]:
    """Return whose users feel it: the use cases that it is about, or those that pass through what it is about."""
    built = [one for one in requirements.use_cases.values() if one.priority != "wont"]
    if any(ref.kind == "system" for ref in about):
        return tuple(built)
    ids = {ref.id for ref in about if ref.kind == "use_case"}
    parts = {ref.id for ref in about if ref.kind == "component"}
    return tuple(one for one in built if one.id in ids or any(m.target in parts for m in one.messages()))


def _traffic(use_cases: tuple[UseCase, ...], measure: Measure | None) -> Traffic | None:
    """Return the events a second to expect: one for each start of a flow that it is about."""
    loads = [(one, one.load) for one in use_cases if one.load]
    average = [(one, load.average) for one, load in loads if load.average]
    if average:
        rate = sum((exact(load.middle) for _, load in average), Decimal(0))
        names = ", ".join(one.id for one, _ in average)
        return Traffic(rate, f"the average load of {names}, one event for each start")
    if measure and measure.load and measure.load.dimension is Dimension.RATE:
        return Traffic(exact(measure.load.middle), f"the load that the measure states, {measure.load}")
    return None


def _service(
    requirements: Requirements, stated: Indicator, about: tuple[Ref, ...], use_cases: tuple[UseCase, ...]
) -> str:
    """Return whose promise it is: where it is measured, whose job it is, or who is called first."""
    place = _measured_at(stated.measured_at)
    try:
        jobs = [one.value for one in read_matchers(stated.selector) if one.label in {"job", "service"}]
    except PromqlError:
        jobs = []
    named = [ref.id for ref in about if ref.kind == "component"]
    for key in (place, *jobs, *named):
        if key in requirements.components:
            return key
    called = (_first_called(requirements, one) for one in use_cases)
    return next((key for key in called if key in requirements.components), requirements.system.id or "system")


def _first_called(requirements: Requirements, use_case: UseCase) -> str:
    actors = set(requirements.actors)
    return next((m.target for m in use_case.messages() if m.source in actors and m.waits), "")


def _usual(requirements: Requirements, kind: str, service: str, about: tuple[Ref, ...]) -> Indicator:
    """Return the indicator of a proposed objective, by the usual names of metrics and labels."""
    labels = [f"job={quote(service)}"]
    if len(about) == 1 and isinstance(use_case := requirements.get(about[0]), UseCase):
        asked = [m for m in use_case.messages() if m.target == service and m.waits and m.operation]
        wished = use_case.primary_actor.id if use_case.primary_actor else ""
        operation = next((m.operation for m in sorted(asked, key=lambda m: m.source != wished)), "")
        _, _, path = operation.partition(" ")
        if path.strip().startswith("/"):
            labels.append(f"route={quote(path.strip())}")
    return Indicator(metric=_METRICS.get(kind, ""), selector=",".join(labels))


def _measured_at(text: str) -> str:
    return text.strip().removeprefix("component:").removeprefix("actor:")


def _is_client_side(requirements: Requirements, place: str) -> bool:
    """Tell whether users meet the system there: at the client itself, or at what actors call directly."""
    component = requirements.components.get(place)
    if component is None:
        return place == CLIENT or place in requirements.actors
    return _is_edge(component) or any(
        message.target == place and message.source in requirements.actors
        for use_case in requirements.use_cases.values()
        for message in use_case.messages()
    )


def _is_edge(component: Component) -> bool:
    return component.kind in _EDGES
