"""Releases are to be frequent, and each of them stops a component.

With `strategy: recreate` the old version goes before the new one comes. Twice a week that is a planned outage twice a
week. It is found where a deploy frequency of once a week or more is demanded of the system, a use case or the
component, and the component is deployed by recreation.

How to fix: deploy by rolling, canary or blue-green, or lower the frequency.

When to ignore: a component that nobody calls while it is replaced, such as a job at night.

*Bad*

```yaml
components:
  app:
    deployment: {strategy: recreate} # AK229
quality_attributes:
  deploy-often:
    attribute: deployability
    applies_to: [system]
    measure: deploy_frequency >= 2/week
```

*Good*

```yaml
components:
  app:
    deployment: {strategy: rolling}
quality_attributes:
  deploy-often:
    attribute: deployability
    applies_to: [system]
    measure: deploy_frequency >= 2/week
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK229",
    "stops-to-release",
    Severity.WARNING,
    "J. Humble, D. Farley, Continuous Delivery (2010): zero-downtime releases",
    related=("continuous-delivery", "rolling-deployment", "blue-green"),
)
_ONCE_A_WEEK = 1 / 604_800


def check(subject: Subject) -> Iterator[Hit]:
    """Find components that stop for each of many releases."""
    often = [
        t
        for t in subject.targets
        if t.measure.metric == "deploy_frequency" and t.measure.value.high >= _ONCE_A_WEEK
    ]
    everywhere = next((t for t in often if any(ref.kind in {"system", "use_case"} for ref in t.of)), None)
    by_component = {ref: target for target in often for ref in target.of}
    for component in subject.requirements.components.values():
        target = by_component.get(component.ref) or everywhere
        deployment = component.deployment
        if target and deployment and deployment.strategy == "recreate" and component.kind != "job":
            yield Hit(
                component.at("deployment", "strategy"),
                f"'{component.id}' stops for each release, and '{target.measure.text}' of '{target.owner.id}' wants many",
                help="deploy by rolling, canary or blue-green",
                related=((target.place, f"'{target.measure.text}' stands here"),),
            )
