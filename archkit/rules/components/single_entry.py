"""Several replicas stand behind a single gateway or load balancer.

What is redundant behind one door is as available as the door. Gateways and balancers carry all calls, so they need
a second one before anything else does, be they balancers in front of gateways or the other way round. It is found
where a gateway or load balancer of your own has `replicas: 1` and calls a component with several replicas.

How to fix: `replicas: 2` and `redundancy: active-active` for the entry, or a managed one with `external: true`.

When to ignore: the replicas behind it serve load rather than availability, and an outage of the entry is accepted.

*Bad*

```yaml
components:
  entry:
    kind: gateway
    replicas: 1 # AK405
  orders: {kind: service, replicas: 3}
use_cases:
  buy: {steps: [entry -> orders: Place an order]}
```

*Good*

```yaml
components:
  entry: {kind: gateway, replicas: 2, redundancy: active-active}
  orders: {kind: service, replicas: 3}
use_cases:
  buy: {steps: [entry -> orders: Place an order]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK405",
    "single-entry",
    Severity.WARNING,
    "Practice of operations: an entry is at least as redundant as what stands behind it",
    related=("eliminate-spof", "api-gateway", "load-balancer", "balancer-before-gateway"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find single entries before several replicas."""
    told: set[str] = set()
    for _, message in subject.messages:
        entry, behind = subject.parts.carrier(message.source), subject.parts.own(message.target)
        if entry is None or behind is None or entry.kind not in _ENTRIES or entry.id in told:
            continue
        if entry.replicas == 1 and (behind.replicas or 1) > 1:
            told.add(entry.id)
            yield Hit(
                entry.at("replicas"),
                f"all calls to the {behind.replicas} replicas of '{behind.id}' pass through one '{entry.id}'",
                help=f"write replicas: 2 and redundancy: active-active for '{entry.id}', or external: true if it is managed",
                related=((behind.at("replicas"), f"{behind.replicas} replicas stand here"),),
            )
