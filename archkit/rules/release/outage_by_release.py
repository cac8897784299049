"""A component has to be up nearly always, and stops for each of its releases.

With `strategy: recreate` the old version is gone before the new one is there. Each release is an outage that the
promise of three nines has to pay for: ten minutes, five times a month, and nothing is left for what nobody planned. It
is found where a promise of 99.9 % or more needs a component that is deployed by recreation. Gateways have a rule of
their own (AK423).

How to fix: `deployment: {strategy: rolling}`, which needs a second replica and versions that can live side by side.

When to ignore: releases fall into hours that the promise leaves out; say so in the `exclusions` of its service level.

*Bad*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app:
    kind: service
    deployment:
      strategy: recreate # AK751
```

*Good*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app:
    kind: service
    replicas: 2
    deployment:
      strategy: rolling
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import promised

RULE = Rule(
    "AK751",
    "outage-by-release",
    Severity.WARNING,
    "J. Humble, D. Farley, Continuous Delivery (2010), chapter 10: zero-downtime releases",
    related=("rolling-deployment", "blue-green", "big-bang-release"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find releases that eat the promise."""
    excluded = {
        level.objective_of.id
        for level in subject.requirements.service_levels.values()
        if level.objective_of and level.exclusions
    }
    for identifier, target in promised(subject).items():
        component = subject.parts.own(identifier)
        if component is None or component.kind in _ENTRIES or target.owner.id in excluded:
            continue
        if component.deployment is not None and component.deployment.strategy == "recreate":
            yield Hit(
                component.at("deployment", "strategy"),
                f"'{component.id}' stops for each release, and '{target.measure.text}' of '{target.owner.id}' needs it up",
                help="deploy by rolling, canary or blue-green, or leave the hours of releases out of the promise",
                related=((target.place, f"'{target.measure.text}' stands here"),),
            )
