"""A step of a public API is about nothing that has a name.

archkit makes an operation of each call: the entity that travels gives it its address. Where no entity is sent, returned,
read or written, only the action's verb is left, and callers get something like `POST /processing-requests`. It is found
in APIs of `kind: public` or `partner`, for steps that state no operation and send and return nothing.

How to fix: name the entity in `data`, `returns`, `reads` or `writes`, or state the operation.

When to ignore: the action has no thing behind it, such as a health check.

*Bad*

```yaml
actors: {shop: {kind: system}}
entities: {parcel: {}}
components:
  depot: {kind: service, interface: rest, api: {kind: partner, agreement: framework contract, version: v1}}
use_cases:
  hand-over:
    steps:
      - shop -> depot: {action: Process it} # AK538
```

*Good*

```yaml
actors: {shop: {kind: system}}
entities: {parcel: {}}
components:
  depot: {kind: service, interface: rest, api: {kind: partner, agreement: framework contract, version: v1}}
use_cases:
  hand-over:
    steps:
      - shop -> depot: {action: Hand a parcel over, data: [parcel]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, nameless

RULE = Rule(
    "AK538",
    "nameless-resource",
    Severity.INFO,
    "L. Richardson, M. Amundsen, RESTful Web APIs (2013): first find the resources",
    related=("noun-resources", "specific-resource-names", "rest"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find operations whose address is a verb in disguise."""
    for call in nameless(subject.calls):
        yield Hit(
            call.message.place,
            f"'{call.message.name}' becomes '{call.address.method} {call.address.path}': it names nothing that it is about",
            help="name the entity in data, returns, reads or writes, or state the operation",
            key=True,
        )
