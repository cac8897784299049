"""Two operations of one API do the same.

Callers find one of the two, tests cover one, a fix reaches one. A single way for each task is easier to learn and
harder to misuse. It is found where two paths of one component make, list, show, replace or remove the same kind of
record: `POST /rides` and `POST /ride-offers/new`, `GET /rides/{id}` and `GET /drivers/{id}/rides/{id}`. Paths that steps
state are compared, and those that archkit derives for steps which state none. Lists below different parents are
different lists.

How to fix: keep one, and let the other step use it.

When to ignore: the older one is on its way out; say so in `api: {older: ...}`.

*Bad*

```yaml
entities: {ride: {fields: {id: uuid}}}
components:
  app: {kind: service, interface: rest}
use_cases:
  show: {steps: [rider -> app: {action: Show the ride, returns: [ride], operation: "GET /rides/{rideId}"}]}
  look:
    steps:
      - rider -> app:
          action: Look at the ride
          returns: [ride]
          operation: GET /riders/{riderId}/rides/{rideId} # AK506
```

*Good*

```yaml
entities: {ride: {fields: {id: uuid}}}
components:
  app: {kind: service, interface: rest}
use_cases:
  show: {steps: [rider -> app: {action: Show the ride, returns: [ride], operation: "GET /rides/{rideId}"}]}
  look:
    steps:
      - rider -> app:
          action: Look at the ride
          returns: [ride]
          operation: GET /rides/{rideId}
```

Related patterns: one-way-per-task, consistent-api.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.diagnostics import Severity
from archkit.model import singular
from archkit.rules import Hit, Rule, Subject, is_parameter

if TYPE_CHECKING:
    from archkit.contracts import Operation

RULE = Rule(
    "AK506",
    "two-ways",
    Severity.WARNING,
    "J. Bloch, How to Design a Good API and Why It Matters (2006); R. Fielding (2000): one resource, one address",
    related=("one-way-per-task", "consistent-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find pairs of operations with one effect."""
    messages = {message.place: message for _, message in subject.messages}
    for contract in subject.contracts:
        if contract.component.interface != "rest":
            continue
        first: dict[tuple[str, ...], Operation] = {}
        for operation in sorted(contract.operations, key=lambda one: (not one.stated, one.path.count("/"))):
            effect = _effect(operation)
            if not effect or not operation.traces:
                continue
            other = first.setdefault(effect, operation)
            if other.path != operation.path:
                step = operation.traces[0]
                message = messages[step.place]
                yield Hit(
                    message.field("operation") if message.operation else message.place,
                    f"'{operation.method} {operation.path}' does what '{other.method} {other.path}' does already",
                    help=f"let '{step.step}' use the other one: operation: {other.method} {other.path}",
                    key=not message.operation,
                    related=((other.traces[0].place, f"'{other.traces[0].step}' stands here"),),
                )


def _effect(operation: "Operation") -> tuple[str, ...]:
    """Return what an operation does to which kind of record; nothing where two of them may well differ."""
    segments = [one for one in operation.path.split("/") if one]
    if operation.resource.entity is None or not segments or operation.verb in {"command", "notify"}:
        return ()
    entity = operation.resource.entity.id
    if is_parameter(segments[-1]):
        return (operation.verb, entity, "item", singular(segments[-2]) if len(segments) > 1 else "")
    if operation.verb == "create" and len(segments) == 1:
        return (operation.verb, entity, "collection")
    return ()
