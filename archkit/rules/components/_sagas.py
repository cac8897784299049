"""Decisions and flows become sagas: changes over several stores, undone step by step when a later one fails."""

from collections.abc import Iterator

from archkit.model import Decision, Message, Step, UseCase, messages
from archkit.rules import Subject

SAGA = ("saga", "execution-orchestrator", "choreography", "scheduler-agent-supervisor")
TOGETHER = (*SAGA, "two-phase-commit", "event-sourcing", "routing-slip")
"""Patterns that answer how changes in several stores hold together."""


def sagas(subject: Subject) -> Iterator[tuple[Decision, UseCase]]:
    """Yield the use cases that a decision runs as a saga, each with the first such decision."""
    for use_case in subject.use_cases:
        decision = subject.choice_for(use_case.ref, *SAGA, by_name=True)
        if decision and use_case.steps:
            yield decision, use_case


def changes(subject: Subject, steps: tuple[Step, ...]) -> Iterator[tuple[str, Message]]:
    """Yield the steps that change something, each with the service or the outside system that does."""
    for message in messages(steps):
        if subject.parts.is_third_party(message.target):
            if message.outcome or (
                message.writes and not subject.requirements.components.get(message.target)
            ):
                yield message.target, message
        elif message.writes:
            service = subject.parts.service(message.target) or subject.parts.service(message.source)
            if service:
                yield service.id, message


def services_in(subject: Subject, use_case: UseCase) -> list[str]:
    """Return the services of the good case, in the order in which they come."""
    ends = (end for one in messages(use_case.steps) for end in (one.source, one.target))
    return [one for one in dict.fromkeys(ends) if subject.parts.service(one)]
