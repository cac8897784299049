"""One address has a parameter with two names.

For a router `/rides/{id}` and `/rides/{rideId}` are the same address; for those who read the document they look like
two. Most generators refuse such a pair, or write two handlers of which one never runs. It is found where two stated
operations of one component differ only in the names of their parameters.

How to fix: one name everywhere; the noun with `Id` is the clearest.

When to ignore: never; renaming costs nothing.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app: {action: Show the ride, operation: "GET /rides/{rideId}"}
      - rider -> app:
          action: Change the ride
          operation: PATCH /rides/{id} # AK515
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app: {action: Show the ride, operation: "GET /rides/{rideId}"}
      - rider -> app:
          action: Change the ride
          operation: PATCH /rides/{rideId}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Operation, Rule, Subject, is_parameter
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK515",
    "renamed-parameter",
    Severity.WARNING,
    "OpenAPI Specification 3.1: templated paths with the same hierarchy but different names are identical",
    related=("consistent-api", "unique-url-friendly-ids"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find parameters that change their name."""
    known: dict[tuple[str, ...], tuple[str, Operation]] = {}
    for operation in stated(subject):
        shape: tuple[str, ...] = (operation.message.target,)
        for segment in operation.segments:
            if not is_parameter(segment):
                shape += (segment,)
                continue
            shape += ("{}",)
            name, other = known.setdefault(shape, (segment, operation))
            if name != segment:
                yield Hit(
                    operation.place,
                    f"'{segment}' in '{operation.path}' is called '{name}' in '{other.path}'",
                    help=f"use one name for it: {name}",
                    words=segment,
                    related=((other.place, f"'{name}' stands here"),),
                )
                break
