"""Something new is built into a part that is on its way out.

Each feature that goes into the old part has to be taken out of it again, and the old part never gets smaller than its
successor. It is found where a decision that is younger than the migration addresses a component with `state: replace`
or `retire`, or with a successor, and is not about the migration itself.

How to fix: put what is new into the component that takes over, or into one of its own.

When to ignore: a fault has to be mended, or a law leaves no time.

*Bad*

```yaml
components:
  shop: {kind: application, state: replace}
decisions:
  apart: {date: 2026-01-10, status: accepted, patterns: [strangler-fig], addresses: [component:shop]}
  wish-lists:
    title: Wish lists become a module of the shop
    date: 2026-05-02
    addresses: [component:shop] # AK783
```

*Good*

```yaml
components:
  shop: {kind: application, state: replace}
  wishes: {kind: service}
decisions:
  apart: {date: 2026-01-10, status: accepted, patterns: [strangler-fig], addresses: [component:shop]}
  wish-lists:
    title: Wish lists get a service of their own
    date: 2026-05-02
    addresses: [component:wishes]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Decision, Ref
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK783",
    "growing-legacy",
    Severity.INFO,
    "C. Richardson, Microservices Patterns (2018), chapter 13: implement new features as services",
    related=("freeze-monolith", "strangler-fig"),
)
_MOVING = {
    "strangler-fig",
    "branch-by-abstraction",
    "freeze-monolith",
    "anti-corruption-adapter",
    "dual-write-transition",
    "change-data-capture",
    "decouple-ui-first",
    "start-with-edge-services",
    "parallel-run",
    "expand-contract-migration",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Find decisions that build on what goes."""
    starts = [one for one in subject.decisions if "strangler-fig" in one.patterns and one.date]
    if not starts:
        return
    start = min(starts, key=lambda one: str(one.date))
    components = subject.requirements.components.values()
    going = {one.ref for one in components if one.state in {"replace", "retire"}}
    going |= {Ref(ref.id, "component") for one in components for ref in one.replaces}
    for decision in subject.decisions:
        if decision.date is None or str(decision.date) <= str(start.date) or _is_about_moving(decision):
            continue
        for index, ref in enumerate(decision.addresses):
            if ref in going and not {one for one in decision.addresses if one.kind == "component"} - going:
                yield Hit(
                    decision.at("addresses", index),
                    f"'{decision.id}' builds on '{ref.id}', which '{start.id}' takes apart since {start.date}",
                    help="put what is new into a successor: what goes into the old part has to come out again",
                    related=((start.place, f"'{start.id}' stands here"),),
                )
                break


def _is_about_moving(decision: Decision) -> bool:
    return bool(_MOVING.intersection(decision.patterns))
