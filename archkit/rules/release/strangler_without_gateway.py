"""An old system is taken apart step by step, and no door stands in front of it.

The first step of a strangler is a door: calls go through it to the old system, as before. Only then can a route be
turned to the first new service, and turned back. Asked where a decision chooses `strangler-fig` and no gateway, load
balancer or proxy is among the components, nor chosen in a decision.

How to fix: put a `gateway` in front of the old system, before the first extraction.

When to ignore: calls are turned inside the old system (branch by abstraction); choose that pattern instead.

*Bad*

```yaml
components:
  monolith: {kind: application, legacy: true, state: replace}
decisions:
  apart:
    patterns: [strangler-fig] # AK781
```

*Good*

```yaml
components:
  entry: {kind: gateway}
  monolith: {kind: application, legacy: true, state: replace}
decisions:
  apart:
    patterns: [strangler-fig]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK781",
    "strangler-without-gateway",
    Severity.QUESTION,
    "S. Newman, Monolith to Microservices (2019), chapter 3: HTTP reverse proxy",
    stage="mvp",
    related=("strangler-fig", "api-gateway-interceptor", "reverse-proxy"),
)
_DOORS = {"gateway", "load-balancer", "cdn", "broker"}
_ANSWERS = {
    "api-gateway",
    "api-gateway-interceptor",
    "reverse-proxy",
    "header-path-routing",
    "content-based-router",
    "branch-by-abstraction",
    "service-mesh",
    "load-balancer",
    "event-driven-architecture",
    "change-data-capture",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what turns routes from old to new."""
    chosen = subject.chosen.get("strangler-fig")
    doors = any(one.kind in _DOORS for one in subject.requirements.components.values())
    if not chosen or doors or _ANSWERS & subject.chosen.keys():
        return
    yield Hit(
        chosen[0].at("patterns"),
        f"what turns calls from the old system to the new parts of '{chosen[0].id}'?",
        help="the first step is a door that sends everything to the old system: add a component of kind gateway",
        words="strangler-fig",
    )
