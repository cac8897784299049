"""Services behind a gateway repeat its policy for outside callers.

Who calls, and how often, is decided once, at the door. Each service that decides it again has its own bugs, its own
keys and its own limits, and a change has to reach all of them. It is found where two or more services behind a
gateway state the same `api: {auth: ...}` as the gateway does, or `kind: public` with a `rate_limit` of their own.

How to fix: keep the policy in the gateway; between services use `kind: private` and `auth: mutual-tls`.

When to ignore: defence in depth is wanted; then let the services check what the gateway vouches for.

*Bad*

```yaml
components:
  entry: {kind: gateway, api: {auth: oauth2, rate_limit: 20/s}}
  rides:
    {kind: service, api: {auth: oauth2}} # AK422
  payment: {kind: service, api: {auth: oauth2}}
use_cases:
  ride: {steps: [entry -> rides: Find a ride, entry -> payment: Pay the ride]}
```

*Good*

```yaml
components:
  entry: {kind: gateway, api: {auth: oauth2, rate_limit: 20/s}}
  rides: {kind: service, api: {kind: private, auth: mutual-tls}}
  payment: {kind: service, api: {kind: private, auth: mutual-tls}}
use_cases:
  ride: {steps: [entry -> rides: Find a ride, entry -> payment: Pay the ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK422",
    "repeated-policy",
    Severity.INFO,
    "C. Richardson, Microservices Patterns (2018), chapter 8: edge functions of an API gateway",
    related=("centralized-auth", "gateway-offloading", "ssl-termination"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find policies that stand at the gateway and at services."""
    repeating: dict[str, dict[str, Component]] = {}
    for _, message in subject.messages:
        entry, service = subject.parts.carrier(message.source), subject.parts.service(message.target)
        if entry and service and entry.kind == "gateway" and _repeats(entry, service):
            repeating.setdefault(entry.id, {}).setdefault(service.id, service)
    for entry_id, services in repeating.items():
        if len(services) > 1:
            first, *others = services.values()
            yield Hit(
                first.at("api"),
                f"'{first.id}' and {len(others)} more behind '{entry_id}' repeat what the gateway decides",
                help=f"decide it in '{entry_id}', and write kind: private and auth: mutual-tls behind it",
                related=tuple((one.at("api"), f"'{one.id}' repeats it too") for one in others),
            )


def _repeats(entry: Component, service: Component) -> bool:
    if entry.api is None or service.api is None:
        return False
    same = bool(entry.api.auth) and entry.api.auth == service.api.auth and entry.api.auth != "mutual-tls"
    limits = entry.api.rate_limit and service.api.rate_limit and service.api.kind == "public"
    return same or bool(limits)
