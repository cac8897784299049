"""What an operation promises beside its data: errors, repeats, caching, long work, proof of identity."""

from collections.abc import Iterator, Mapping, Sequence

from archkit.contracts.calls import Call
from archkit.contracts.contract import (
    Audience,
    Caching,
    Idempotency,
    LongRunning,
    RateLimit,
    Scheme,
    Scope,
    Security,
)
from archkit.contracts.data import REPEAT_KEYS
from archkit.contracts.ground import Ground
from archkit.contracts.trace import Verb
from archkit.diagnostics import Place
from archkit.model import Component, Dimension, Entity, Measure, Message, Ref, Requirements

DAY = 86_400.0
LONG = 1.0
"""Seconds above which the 99th percentile makes an operation long-running (Azure's REST guidelines)."""
CHANGES: frozenset[Verb] = frozenset({"create", "replace", "update", "delete", "command", "notify"})

_PROOF: Mapping[str, Scheme] = {
    "oauth": "oauth2", "oauth2": "oauth2", "oauth 2": "oauth2", "oauth2.0": "oauth2", "openid": "openid",
    "oidc": "openid", "openid connect": "openid", "api-key": "api-key", "apikey": "api-key", "api key": "api-key",
    "key": "api-key", "mutual-tls": "mutual-tls", "mtls": "mutual-tls", "mutual tls": "mutual-tls",
    "client-certificate": "mutual-tls", "bearer": "bearer", "jwt": "bearer", "token": "bearer", "session": "bearer",
    "basic": "basic", "password": "basic", "none": "none", "anonymous": "none",
}  # fmt: skip


def long_running(ground: Ground, component: Component, calls: Sequence[Call]) -> LongRunning | None:
    """Return why an operation takes longer than a caller should wait; None where nothing says so.

    A step's ``duration`` says so, and a response time whose 99th percentile may be above a second.
    """
    for call in calls:
        if call.message.duration is not None and call.message.duration.high > LONG:
            text = str(call.message.duration)
            return LongRunning(
                f"The step states a duration of {text}.",
                call.message.field("duration"),
                _pause(call.message.duration.high),
            )
    for call in calls:
        if behind := _slow_step_behind(ground.requirements, call):
            reason = f"The step “{behind.name}” behind it takes {behind.duration}."
            return LongRunning(
                reason, behind.field("duration"), _pause(behind.duration.high if behind.duration else 1)
            )
    for call in calls:
        goal = ground.requirements.use_cases[call.trace.use_case.id].primary_actor
        if goal is None or goal.id != call.trace.caller:
            continue
        for measure, place, owner in _measures(ground, component, call.trace.use_case):
            if _is_long(measure):
                reason = f"“{owner}” allows a response time of {measure.value} at {measure.statistic}, more than a second."
                return LongRunning(reason, place, _pause(measure.value.high))
    return None


def _slow_step_behind(requirements: Requirements, call: Call) -> Message | None:
    """Return a step of more than a second for which the caller would wait: before anybody outside speaks again."""
    flow = list(requirements.use_cases[call.trace.use_case.id].messages())
    behind = flow[next(index for index, one in enumerate(flow) if one is call.message) + 1 :]
    working = {call.message.target}
    for one in behind:
        if one.source not in working:
            return None
        if one.waits:
            working.add(one.target)
            if one.duration is not None and one.duration.high > LONG:
                return one
    return None


def _pause(seconds: float) -> int:
    return max(1, min(60, round(seconds / 5)))


def _is_long(measure: Measure) -> bool:
    return (
        measure.metric == "response_time"
        and measure.is_upper_limit
        and measure.value.dimension is Dimension.DURATION
        and measure.value.high > LONG
        and isinstance(measure.percentile, float)
        and measure.percentile >= 99
    )


def _measures(ground: Ground, component: Component, use_case: Ref) -> Iterator[tuple[Measure, Place, str]]:
    own = ground.requirements.use_cases[use_case.id]
    for index, measure in enumerate(own.measures):
        yield measure, own.at("measures", index), own.label
    for quality in ground.demands_on(use_case, component.ref):
        for measure in quality.measure:
            yield measure, quality.at("measure"), quality.label


def idempotency_of(verb: Verb, calls: Sequence[Call]) -> Idempotency:
    """Return why a repeated call does no harm."""
    if verb not in CHANGES:
        return Idempotency("safe", reason="It changes nothing.")
    if verb in {"replace", "delete", "update"}:
        return Idempotency("natural", reason="Done twice, it leaves what it left the first time.")
    for call in calls:
        if call.message.idempotent:
            return Idempotency(
                "key", required=True, reason="The step says that it may be repeated without harm."
            )
        if any(one.name in REPEAT_KEYS for one in call.data):
            return Idempotency(
                "key", required=True, reason="The step sends a key by which a repeat is known again."
            )
        if call.message.retries:
            return Idempotency("key", required=True, reason="The step is tried again when it fails.")
    return Idempotency("key", reason="A lost answer leaves the caller unsure whether to repeat it.")


def caching_of(entity: Entity | None, calls: Sequence[Call]) -> Caching:
    """Return what may be kept of an answer: by whom it may be seen, and how old it may be."""
    if entity is not None and entity.classification == "secret":
        return Caching("none", 0, f"{entity.label} is secret.")
    scope, who = _scope(entity)
    ages = list(_ages(entity, calls))
    if not ages:
        return Caching(scope, 0, f"{_first_big(who)}, and nothing says how old an answer may be.")
    seconds, age = min(ages)
    return Caching(scope, int(seconds), f"{_first_big(who)}, and {age}.")


def _first_big(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scope(entity: Entity | None) -> tuple[Scope, str]:
    """Return who may see an answer, and why."""
    if entity is None:
        return "private", "nothing says who may see it"
    if entity.personal_data:
        return "private", f"{entity.label} is personal"
    if entity.classification is None:
        return "private", f"nothing says who may see {entity.label}"
    return (
        "public" if entity.classification == "public" else "private",
        f"{entity.label} is {entity.classification}",
    )


def _ages(entity: Entity | None, calls: Sequence[Call]) -> Iterator[tuple[float, str]]:
    """Yield how old an answer may be, in seconds, and what says so: the steps, or else the entity."""
    said = False
    for one in calls:
        if one.message.staleness is not None:
            said = True
            yield one.message.staleness.low, f"the step takes an answer up to {one.message.staleness} old"
        if one.message.cache is not None and one.message.cache.ttl is not None:
            said = True
            yield one.message.cache.ttl.low, f"the step's cache keeps it {one.message.cache.ttl}"
    if entity is None or said:
        return
    if entity.staleness is not None:
        yield entity.staleness.low, f"it may be up to {entity.staleness} old"
    elif entity.mutability == "immutable":
        yield DAY, "it never changes"


def security_of(component: Component, audience: Audience) -> Security:
    """Return how callers prove who they are: as ``api.auth`` says, else what suits the audience."""
    stated = component.api.auth.strip() if component.api else ""
    if stated:
        return Security(
            _PROOF.get(stated.lower(), "bearer"), stated=True, reason=f"The component states auth: {stated}."
        )
    scheme: Scheme = "mutual-tls" if audience == "private" else "oauth2"
    return Security(scheme, stated=False, reason=f"No auth is stated; this suits {audience} callers.")


def rate_limit_of(component: Component) -> RateLimit | None:
    """Return how often one client may call, in the smallest usual window that holds a whole call."""
    limit = component.api.rate_limit if component.api else None
    if limit is None or limit.low <= 0:
        return None
    window = next((one for one in (1, 60, 3600, 86400) if limit.low * one >= 1), 86400)
    return RateLimit(max(1, round(limit.low * window)), window, str(limit))
