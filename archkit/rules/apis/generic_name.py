"""A resource has a name that says nothing.

`/items`, `/data`, `/objects`: whoever reads the path has to ask what is behind it, and the second kind of thing that
comes along has no name left. It is found where a segment of a stated path, or an entity behind a derived one, is called
item, object, data, resource, value or the like.

How to fix: the name that people who use it have for it: `/rides`, `/meter-readings`.

When to ignore: the word is the domain's own, as an item of an auction.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /objects/{objectId} # AK513
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /rides/{rideId}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import named_segments, stated

RULE = Rule(
    "AK513",
    "generic-name",
    Severity.WARNING,
    "Google AIP-122: resource names; API guidelines of Google Cloud: avoid overly general names",
    related=("specific-resource-names", "descriptive-names"),
)
_CALLED = {"rest", "grpc", "graphql"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find names that say nothing, in paths and behind them."""
    generic = subject.catalog.words("generic_name").advice
    told: set[str] = set()
    for operation in stated(subject):
        for segment, _ in named_segments(operation):
            if segment.lower() in generic and segment.lower() not in told:
                told.add(segment.lower())
                yield Hit(
                    operation.place,
                    f"'{segment}' in '{operation.path}' says nothing about what is behind it",
                    help="use the name that people have for it",
                    words=segment,
                )
    shown = {
        name.removeprefix("list of ")
        for _, message in subject.messages
        if (callee := subject.parts.own(message.target)) is not None and callee.interface in _CALLED
        for name in (*message.data, *message.returns)
    }
    for entity in subject.requirements.entities.values():
        if entity.id in generic and entity.id in shown and not told:
            yield Hit(
                entity.place,
                f"the entity '{entity.id}' becomes a resource whose name says nothing about it",
                help="use the name that people have for it",
                key=True,
            )
