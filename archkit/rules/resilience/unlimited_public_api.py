"""The public may call as often as it likes.

One careless loop of one client, a crawler or an attack takes the capacity of all the others. Asked of components with
`api: {kind: public}`, and of services and gateways that actors with `trust: public` call, where neither they nor a
gateway in front of them has a limit.

How to fix: `api: {rate_limit: 20/s}` for each client, and `total_limit` for all of them.

When to ignore: an edge in front limits; then model it as a gateway with `external: true` and its `rate_limit`.

*Bad*

```yaml
system: {stage: mvp}
components:
  shop: {kind: service, api: {kind: public}} # AK862
```

*Good*

```yaml
system: {stage: mvp}
components:
  shop: {kind: service, api: {kind: public, rate_limit: 20/s}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK862",
    "unlimited-public-api",
    Severity.QUESTION,
    "OWASP API Security Top 10 (2023), API4: unrestricted resource consumption",
    stage="mvp",
    several="how often may one client call these? No limit is said of {names}",
    related=("throttling", "rate-limiting", "customer-based-throttling"),
)
_LIMITS = {
    "throttling",
    "rate-limiting",
    "customer-based-throttling",
    "global-throttling",
    "server-side-throttling",
}
_SERVES = {"service", "gateway", "function", "web-app"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the limits of what the public calls."""
    if _LIMITS & subject.chosen.keys():
        return
    called: set[str] = set()
    behind: set[str] = set()
    components = subject.requirements.components
    for _, message in subject.messages:
        source, actor = components.get(message.source), subject.parts.actor(message.source)
        if actor is not None and actor.trust == "public":
            called.add(message.target)
        elif source is not None and source.kind in {"gateway", "cdn"} and _is_limited(source):
            behind.add(message.target)
    for component in components.values():
        public = component.api is not None and component.api.kind == "public"
        open_door = public or (component.id in called and component.kind in _SERVES)
        if open_door and not (_is_limited(component) or component.id in behind or component.is_external):
            yield Hit(
                component.place,
                f"how often may one client call '{component.id}'?",
                help="one greedy client takes the capacity of all: write api: {rate_limit: 20/s}",
                key=True,
            )


def _is_limited(component: Component) -> bool:
    api = component.api
    return api is not None and (api.rate_limit is not None or api.total_limit is not None)
