"""Traffic has to move from the old version to the new one, and nothing is there that moves it.

A canary needs something that sends five of a hundred calls elsewhere, blue-green something that turns all of them, a
rolling release something that leaves out the replica that is being exchanged. Asked of components deployed so that
neither a load balancer, gateway or broker stands in front, nor a platform is named that does it, nor a decision
chooses something that does.

How to fix: name the `platform`, or put a `load-balancer` or `gateway` into the flows.

When to ignore: the callers choose among replicas themselves.

*Bad*

```yaml
system: {stage: mature}
actors: {rider: {}}
components:
  app: {kind: service, deployment: {strategy: blue-green}} # AK758
use_cases:
  ride: {steps: [rider -> app: Look for a lift]}
```

*Good*

```yaml
system: {stage: mature}
actors: {rider: {}}
components:
  app: {kind: service, platform: kubernetes, deployment: {strategy: blue-green}}
use_cases:
  ride: {steps: [rider -> app: Look for a lift]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK758",
    "unshifted-traffic",
    Severity.QUESTION,
    "J. Humble, D. Farley, Continuous Delivery (2010), chapter 10: blue-green deployments and canary releasing",
    stage="mature",
    several="what moves calls from the old to the new version of these? Nothing is said of {names}",
    related=("load-balancer", "traffic-redirection", "weighted-routing"),
)
_GRADUAL = {"rolling", "blue-green", "canary"}
_MOVERS = {
    "load-balancer",
    "load-balancing",
    "software-load-balancer",
    "hardware-load-balancer",
    "api-gateway",
    "reverse-proxy",
    "service-mesh",
    "dns-load-balancer",
    "global-server-load-balancer",
    "traffic-redirection",
    "weighted-routing",
    "client-side-discovery",
    "server-side-discovery",
    "container-orchestration",
    "serverless",
    "function-as-a-service",
}
_CARRIERS = {"gateway", "load-balancer", "broker", "cdn"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what moves calls between versions."""
    if _MOVERS & subject.chosen.keys():
        return
    components = subject.requirements.components
    called: set[str] = set()
    carried: set[str] = set()
    for _, message in subject.messages:
        source = components.get(message.source)
        called.add(message.target)
        if (source is not None and source.kind in _CARRIERS) or message.channel:
            carried.add(message.target)
    for component in components.values():
        deployment = component.deployment
        if deployment is None or deployment.strategy not in _GRADUAL or component.is_external:
            continue
        moved = component.platform or component.kind in _CARRIERS or component.id in carried
        if component.id in called and not moved and not component.is_store:
            yield Hit(
                component.place,
                f"what moves calls from the old to the new version of '{component.id}' during a {deployment.strategy} "
                "release?",
                help="name the platform that does it, or the load balancer or gateway in front",
                key=True,
            )
