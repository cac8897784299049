"""Users reach a service directly that also stands behind a gateway.

The gateway checks, limits and hides; whoever walks around it is neither checked nor limited, and ties the service to
its address, its replicas and its protocol. It is found where a gateway or load balancer of your own calls a component,
and an actor from outside, or a client in its hands, calls the same component in another step.

How to fix: lead the call through the gateway, or say who it is: `trust: internal`.

When to ignore: the second way is a separate port with its own protection.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}}
components:
  entry: {kind: gateway}
  rides: {kind: service}
use_cases:
  find:
    steps:
      - rider -> entry: Find a ride
      - entry -> rides: Find a ride
      - rider -> rides: Cancel a ride # AK420
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
components:
  entry: {kind: gateway}
  rides: {kind: service}
use_cases:
  find:
    steps:
      - rider -> entry: Find a ride
      - entry -> rides: Find a ride
      - rider -> entry: Cancel a ride
      - entry -> rides: Cancel a ride
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK420",
    "gateway-bypass",
    Severity.WARNING,
    "OWASP API Security Top 10 (2023), API9: improper inventory management; practice of API gateways",
    related=("gateway-bypass", "api-gateway", "client-knows-servers"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find calls from outside to what a gateway protects."""
    parts = subject.parts
    behind: dict[str, str] = {}
    for _, message in subject.messages:
        entry = parts.carrier(message.source)
        if entry is not None and entry.kind in _ENTRIES and message.waits:
            behind[message.target] = entry.id
    for use_case, message in subject.messages if behind else ():
        entry_id, target = behind.get(message.target), parts.own(message.target)
        if entry_id and target and target.kind not in _ENTRIES and parts.is_outside(message.source):
            yield Hit(
                message.place,
                f"'{message.source}' calls '{target.id}' directly in '{use_case.id}', and '{target.id}' stands behind '{entry_id}'",
                help=f"lead the call through '{entry_id}', or write trust: internal for who may pass",
                key=True,
            )
