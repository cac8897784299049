"""An RPC interface for outsiders mostly creates, reads, changes and removes records.

Procedures suit actions; records suit addresses. With REST such an interface gets caches, links, conditional requests
and a hundred tools for nothing, and callers learn five verbs instead of thirty procedures. It is found where a
component with `interface: grpc` that is called from outside has three operations or more, stated or derived from its
flows, most of which are the plain five on entities, and no decision chooses RPC for it.

How to fix: `interface: rest` at the outside; gRPC behind it where it pays.

When to ignore: callers are few, known, and want speed or streams; record that as a decision for `rpc`.

*Bad*

```yaml
actors: {partner-shop: {kind: system}}
entities: {product: {fields: {id: uuid, name: string}}}
components:
  products:
    kind: service
    interface: grpc # AK532
use_cases:
  keep:
    steps:
      - partner-shop -> products: {action: Create a product, data: [product], operation: CreateProduct}
      - partner-shop -> products: {action: Show a product, returns: [product], operation: GetProduct}
      - partner-shop -> products: {action: Delete a product, data: [product id], operation: DeleteProduct}
```

*Good*

```yaml
actors: {partner-shop: {kind: system}}
entities: {product: {fields: {id: uuid, name: string}}}
components:
  products:
    kind: service
    interface: rest
use_cases:
  keep:
    steps:
      - partner-shop -> products: {action: Create a product, data: [product]}
      - partner-shop -> products: {action: Show a product, returns: [product]}
      - partner-shop -> products: {action: Delete a product, data: [product id]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK532",
    "crud-over-rpc",
    Severity.INFO,
    "R. Fielding (2000), 5.1.5: uniform interface; M. Nally, REST vs. RPC (Google Cloud, 2018)",
    related=("rest", "rpc", "standard-http-methods"),
)
_ANSWERS = ("rpc", "bidirectional-streaming", "protocol-buffers")
_RECORDS = {"list", "get", "create", "replace", "update", "delete"}
_SEVERAL = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find procedures that keep records."""
    for component, calls in subject.calls:
        if component.interface != "grpc" or subject.choice_for(component.ref, *_ANSWERS):
            continue
        procedures = {one.name or f"{one.address.method} {one.address.shape}": one for one in calls}
        outside = any(subject.parts.is_outside(one.message.source) for one in calls)
        plain = [name for name, one in procedures.items() if one.verb in _RECORDS]
        if outside and len(procedures) >= _SEVERAL and 2 * len(plain) > len(procedures):
            yield Hit(
                component.at("interface"),
                f"{len(plain)} of the {len(procedures)} procedures of '{component.id}' only keep records, such as '{plain[0]}'",
                help="write interface: rest for what outsiders call, or decide for rpc and say why",
            )
