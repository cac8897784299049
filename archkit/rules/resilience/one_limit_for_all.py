"""All clients share one limit, and none has one of its own.

The first client that asks a lot uses the limit up, and all others are refused although they asked for little. It is
found where an interface states `total_limit` without `rate_limit`, and the system has several tenants or is public.

How to fix: `rate_limit` for each client, beside the total that protects the system.

When to ignore: there is one client only.

*Bad*

```yaml
components:
  shop:
    api: {kind: public, total_limit: 500/s} # AK865
```

*Good*

```yaml
components:
  shop:
    api: {kind: public, rate_limit: 20/s, total_limit: 500/s}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK865",
    "one-limit-for-all",
    Severity.INFO,
    "Azure Architecture Center: noisy neighbor antipattern; AWS, Fairness in multi-tenant systems",
    related=("global-throttling", "customer-based-throttling", "noisy-neighbor"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find limits that one client can use up."""
    tenancy = subject.requirements.system.tenancy
    shared = tenancy is not None and tenancy.count is not None and tenancy.count.high > 1
    for component in subject.requirements.components.values():
        api = component.api
        if api is None or api.total_limit is None or api.rate_limit is not None or component.is_external:
            continue
        if shared or api.kind == "public":
            yield Hit(
                component.at("api", "total_limit"),
                f"one client can use up the '{api.total_limit.text}' that all clients of '{component.id}' share",
                help="write rate_limit too: how often one client may call",
            )
