"""Availability targets become the components that must keep them."""

from collections.abc import Iterator

from archkit.model import Component, Ref, UseCase
from archkit.rules import Subject, Target, awaited

HIGH = 0.999
"""Three nines: 43 minutes a month, less than most repairs of a lost machine."""


def promised(subject: Subject) -> dict[str, Target]:
    """Return the components that a target of three nines or more needs to be up, each with that target."""
    found: dict[str, Target] = {}
    seen: set[Ref] = set()
    for target in high_targets(subject):
        for ref in target.of:
            if ref in seen:
                continue
            seen.add(ref)
            for identifier in _needed(subject, ref):
                found.setdefault(identifier, target)
    return found


def high_targets(subject: Subject) -> Iterator[Target]:
    """Yield the targets on availability of three nines or more."""
    for target in subject.targets:
        measure = target.measure
        if measure.metric == "availability" and not measure.is_upper_limit and measure.value.low >= HIGH:
            yield target


def _needed(subject: Subject, ref: Ref) -> list[str]:
    """Return what is up when an element is: of the system, whatever its most important flows wait for."""
    if ref.kind == "component":
        return [ref.id]
    if ref.kind == "system":
        flows = [one for one in subject.use_cases if one.priority == "must" and one.kind == "business"]
    else:
        named = subject.requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
        flows = [named] if named is not None and named.priority != "wont" else []
    return list(dict.fromkeys(name for one in flows for name in _waited_for(subject, one)))


def _waited_for(subject: Subject, use_case: UseCase) -> Iterator[str]:
    for message in awaited(use_case, subject.parts):
        if not message.fallback and not message.optional:
            yield message.target


def stated_availability(component: Component) -> float | None:
    """Return how much of the time one replica works, as a share, where the component says so."""
    if component.availability:
        return component.availability.low
    if component.mtbf and component.mttr:
        return component.mtbf.low / (component.mtbf.low + component.mttr.high)
    return None


def comes_back(component: Component) -> bool:
    """Tell whether anything is said that brings a component back after a failure."""
    spare = component.redundancy not in {None, "none"}
    rollback = component.deployment is not None and component.deployment.rollback not in {None, "none"}
    stated = (
        component.failover,
        component.health_check,
        component.mttr,
        component.backup,
        component.availability,
    )
    return spare or rollback or any(one is not None for one in stated)
