"""The system runs in several regions, and nothing says how a user reaches the right one.

Somebody has to know where the user is and which region is alive: a global balancer, or an address for each region that
users choose. Without it all users meet in one region, or half of them in a dead one. Asked where a service runs in
two regions or more and neither a decision nor a component sends users there.

How to fix: choose `global-server-load-balancer` or `geo-routing`, with a local balancer in each region.

When to ignore: the second region is a cold copy for disasters only.

*Bad*

```yaml
system: {stage: growth}
components:
  app: # AK414
    {kind: service, regions: [eu-central, us-east]}
```

*Good*

```yaml
system: {stage: growth}
components:
  app: {kind: service, regions: [eu-central, us-east]}
decisions:
  nearest-region: {patterns: [global-server-load-balancer]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK414",
    "unrouted-regions",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 19: load balancing at the frontend",
    whole=True,
    stage="growth",
    several="how does a user reach the right region of these? Nothing routes to {names}",
    related=("global-server-load-balancer", "geo-routing", "tiered-load-balancing"),
)
_ROUTES = {
    "global-server-load-balancer", "geo-routing", "tiered-load-balancing", "dns-load-balancer",
    "multi-region-active-active", "cell-based-architecture", "deployment-stamps", "geode",
}  # fmt: skip
_GLOBAL = {"load-balancer", "cdn", "gateway"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how users reach the regions of services that they call."""
    components = subject.requirements.components
    if _ROUTES & subject.chosen.keys() or any(one.kind in _GLOBAL for one in components.values()):
        return
    called = {m.target for _, m in subject.messages if subject.parts.is_outside(m.source)}
    for component in components.values():
        entry = component.id in called or not called
        if entry and len(component.regions) > 1 and subject.parts.service(component.id):
            yield Hit(
                component.place,
                f"how does a user reach the right one of {', '.join(component.regions)}, where '{component.id}' runs?",
                help="somebody must know which region is near and alive: choose global-server-load-balancer or geo-routing",
                key=True,
            )
