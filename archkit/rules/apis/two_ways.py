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
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.diagnostics import Severity
from archkit.model import singular
from archkit.rules import Hit, Rule, Subject, is_parameter

if TYPE_CHECKING:
    from archkit.contracts import Call

RULE = Rule(
    "AK506",
    "two-ways",
    Severity.WARNING,
    "J. Bloch, How to Design a Good API and Why It Matters (2006); R. Fielding (2000): one resource, one address",
    related=("one-way-per-task", "consistent-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find pairs of operations with one effect."""
    for component, calls in subject.calls:
        if component.interface != "rest":
            continue
        first: dict[tuple[str, ...], Call] = {}
        for call in sorted(calls, key=lambda one: (not one.stated, len(one.address.segments))):
            effect = _effect(call)
            other = first.setdefault(effect, call) if effect else call
            if other.address.shape == call.address.shape:
                continue
            there = f"{other.address.method} {other.address.path}"
            yield Hit(
                call.message.field("operation") if call.message.operation else call.message.place,
                f"'{call.address.method} {call.address.path}' does what '{there}' does already",
                help=f"let '{call.message.name}' use the other one: operation: {there}",
                key=not call.message.operation,
                related=((other.message.place, f"'{other.message.name}' stands here"),),
            )


def _effect(call: "Call") -> tuple[str, ...]:
    """Return what a call does to which kind of record; nothing where two of them may well differ."""
    segments = call.address.segments
    if call.entity is None or not segments or call.verb in {"command", "notify"}:
        return ()
    if is_parameter(segments[-1]):
        return (call.verb, call.entity.id, "item", singular(segments[-2]) if len(segments) > 1 else "")
    if call.verb == "create" and len(segments) == 1:
        return (call.verb, call.entity.id, "collection")
    return ()
