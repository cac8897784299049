"""A step of a public API is about nothing that has a name.

archkit makes an operation of each call: the entity that travels gives it its address. Where no entity is sent, returned,
read or written, only the action's verb is left, and callers get something like `POST /processing-requests`. It is found
in APIs of `kind: public` or `partner` whose stage is past the first, for steps that state no operation and name no
entity.

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

Related patterns: noun-resources, specific-resource-names, rest.
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK538",
    "nameless-resource",
    Severity.INFO,
    "L. Richardson, M. Amundsen, RESTful Web APIs (2013): first find the resources",
    related=("noun-resources", "specific-resource-names", "rest"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find operations whose address is a verb in disguise."""
    for contract in subject.contracts:
        if not contract.audience_stated or contract.audience == "private":
            continue
        for operation in contract.operations:
            nameless = operation.resource.entity is None and not operation.stated and not operation.response
            if nameless and operation.verb == "command" and operation.traces and not operation.request:
                step = operation.traces[0]
                yield Hit(
                    step.place,
                    f"'{step.step}' becomes '{operation.method} {operation.path}': it names nothing that it is about",
                    help="name the entity in data, returns, reads or writes, or state the operation",
                    key=True,
                )
