"""The way in which a saga is led does not fit its size.

Two or three services in a line can react to each other's events; an orchestrator between them is one more thing to
run. With five services, or a flow that branches, nobody sees any more where a run stands, and each change of the order
touches several services: there one part should lead. It is found where a decision chooses `choreography` for a use
case with more than four services or with alternatives, or `execution-orchestrator` for one with two services in a
line and no extensions.

How to fix: choose the other way, or cut the use case.

When to ignore: the platform brings the orchestrator along, or traces the events.

*Bad*

```yaml
components: {a: {kind: service}, b: {kind: service}, c: {kind: service}, d: {kind: service}, e: {kind: service}}
use_cases:
  buy: {steps: [a ~> b: Order placed, b ~> c: Seat held, c ~> d: Bill paid, d ~> e: Ticket printed]}
decisions:
  by-events:
    patterns: [saga, choreography] # AK448
    addresses: [use_case:buy]
```

*Good*

```yaml
components: {a: {kind: service}, b: {kind: service}, c: {kind: service}}
use_cases:
  buy: {steps: [a ~> b: Order placed, b ~> c: Seat held]}
decisions:
  by-events:
    patterns: [saga, choreography]
    addresses: [use_case:buy]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Alt, Decision, Loop, Opt, UseCase, walk
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import services_in

RULE = Rule(
    "AK448",
    "coordination-does-not-fit",
    Severity.WARNING,
    "C. Richardson, Microservices Patterns (2018), chapter 4: coordinating sagas",
    related=("choreography", "execution-orchestrator", "saga"),
)
_MANY, _FEW = 4, 2


def check(subject: Subject) -> Iterator[Hit]:
    """Compare decisions about coordination with the flows."""
    for pattern in ("choreography", "execution-orchestrator"):
        for decision in subject.chosen.get(pattern, ()):
            for use_case in _addressed(subject, decision):
                said = _misfit(pattern, services_in(subject, use_case), use_case)
                if said:
                    yield Hit(
                        decision.at("patterns", decision.patterns.index(pattern)),
                        f"'{pattern}' leads '{use_case.id}', {said}",
                        help="choose the other way of coordination, or cut the use case",
                        related=((use_case.place, "the flow stands here"),),
                    )


def _addressed(subject: Subject, decision: Decision) -> Iterator[UseCase]:
    both = {"choreography", "execution-orchestrator"}.issubset(decision.patterns)
    if not both:
        yield from (one for one in subject.addressed_by(decision) if one.steps)


def _misfit(pattern: str, services: list[str], use_case: UseCase) -> str:
    branches = any(isinstance(one, Alt) for one in walk(use_case.steps))
    if pattern == "choreography":
        if len(services) > _MANY:
            return f"where {len(services)} services take part: nobody sees where a run stands"
        return "which branches: its order is spread over all services" if branches else ""
    turns = (
        branches or bool(use_case.extensions) or any(isinstance(s, Loop | Opt) for s in walk(use_case.steps))
    )
    return (
        "a line of two services: one more part to run, and nothing to lead"
        if len(services) == _FEW and not turns
        else ""
    )
