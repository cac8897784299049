"""A public entry scales by itself, and nothing says up to which size.

Who pays for each replica wants to know how many there can be: a loop in a client, an attack or a crawler turns
automatic scaling into a bill. Asked of components with `scaling: auto` that users call directly, where neither
`autoscaling: {most: ...}` nor a limit on calls is stated.

How to fix: `autoscaling: {most: 40}`, or `api: {rate_limit: 20/s}`.

When to ignore: the platform has a spending limit of its own.

*Bad*

```yaml
system: {stage: growth}
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, scaling: auto} # AK418
use_cases:
  find: {steps: [rider -> app: Find a ride]}
```

*Good*

```yaml
system: {stage: growth}
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, scaling: auto, autoscaling: {most: 40}}
use_cases:
  find: {steps: [rider -> app: Find a ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK418",
    "unbounded-scaling",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): the governor; AWS Well-Architected Framework, cost optimisation pillar",
    stage="growth",
    several="how many replicas may there be at most? No limit is said of {names}",
    related=("autoscaling", "throttling", "governor"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the upper limit of what scales by itself."""
    asked: set[str] = set()
    for _, message in subject.messages:
        component = subject.parts.own(message.target)
        if component is None or component.id in asked or not subject.parts.is_outside(message.source):
            continue
        if component.scaling == "auto" and not _is_limited(component):
            asked.add(component.id)
            yield Hit(
                component.place,
                f"how many replicas of '{component.id}' may there be at most?",
                help="traffic that nobody wants grows the bill: write autoscaling: {most: 40} or api: {rate_limit: 20/s}",
                key=True,
            )


def _is_limited(component: Component) -> bool:
    api, policy = component.api, component.autoscaling
    limited = api is not None and (api.rate_limit is not None or api.total_limit is not None)
    return limited or (policy is not None and policy.most is not None)
