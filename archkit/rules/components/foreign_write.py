"""A component changes data that another one alone may change.

`owner` says which component alone may change an entity. A second writer knows neither its rules nor its other
writers; the invariants hold by luck. It is found where a step writes an entity, and the service that writes is not
its owner: the callee of the step where it is a service, else the caller of the store. A part that is to be replaced or
retired still writes what its successor owns, and is left alone.

How to fix: let the owner make the change, or correct `owner`.

When to ignore: never; one of the two statements is wrong.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, ride-store: {kind: database}}
entities: {ride: {owner: rides}}
use_cases:
  pay:
    steps:
      - payment -> ride-store: {action: Mark the ride as paid, writes: [ride]} # AK437
```

*Good*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, ride-store: {kind: database}}
entities: {ride: {owner: rides}}
use_cases:
  pay:
    steps:
      - payment ~> rides: {action: Report the paid ride, event: RidePaid}
      - rides -> ride-store: {action: Mark the ride as paid, writes: [ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK437",
    "foreign-write",
    Severity.ERROR,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("database-per-service", "encapsulated-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find writers that are not the owner."""
    entities = subject.requirements.entities
    for use_case, message in subject.messages:
        if not message.writes:
            continue
        writer = subject.parts.service(message.target) or subject.parts.service(message.source)
        if writer is None or writer.state in {"replace", "retire"}:
            continue
        for index, ref in enumerate(message.writes):
            entity = entities.get(ref.id)
            owner = entity.owner.id if entity and entity.owner else ""
            if (
                entity
                and owner in subject.requirements.components
                and owner not in {writer.id, message.source, message.target}
            ):
                yield Hit(
                    message.field("writes", index),
                    f"'{writer.id}' changes '{ref.id}' in '{use_case.id}', and '{owner}' alone may change it",
                    help=f"let '{owner}' make the change, or correct the owner of '{ref.id}'",
                    related=((entity.at("owner"), f"'{owner}' is the owner"),),
                )
