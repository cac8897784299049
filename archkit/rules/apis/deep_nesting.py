"""A path leads through three parents and more.

`/cities/{cityId}/drivers/{driverId}/rides/{rideId}/receipts` asks the caller for ids that the last one implies, and
breaks when one of the parents moves. It is found where a stated path has three parameters or more before its last name.

How to fix: begin at the nearest thing with an id of its own: `/rides/{rideId}/receipts`.

When to ignore: the ids are unique only within their parents.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the receipts
          operation: GET /cities/{cityId}/drivers/{driverId}/rides/{rideId}/receipts # AK517
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the receipts
          operation: GET /rides/{rideId}/receipts
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, is_parameter
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK517",
    "deep-nesting",
    Severity.INFO,
    "Zalando RESTful API Guidelines, rule 147: limit the number of sub-resource levels",
    related=("resource-hierarchy", "unique-url-friendly-ids"),
)
_DEEP = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find paths through many parents."""
    for operation in stated(subject):
        above = sum(map(is_parameter, operation.segments[:-1]))
        if above >= _DEEP:
            names = [one for one in operation.segments if not is_parameter(one)]
            yield Hit(
                operation.place,
                f"'{operation.path}' asks for {above} ids before '{operation.segments[-1]}'",
                help=f"begin at the nearest thing with an id of its own, such as /{'/{...}/'.join(names[-2:])}",
            )
