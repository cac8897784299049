"""A component has to be up nearly always, and nothing says how a new version gets in.

Most outages follow a change, and the most frequent change is a release. Where three nines are promised, a month has 43
minutes for all of them. Asked once of all components that a promise of 99.9 % or more needs and that state no
`deployment: {strategy: ...}`; first AK411 asks what brings them back at all.

How to fix: `deployment: {strategy: rolling, rollback: automatic}`; `canary` where a mistake is dear, `blue-green` where
going back has to be instant and a second set of machines is affordable, `recreate` where a pause is accepted.

When to ignore: somebody else runs it; then write `external: true`.

*Bad*

```yaml
system: {stage: growth}
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app: {kind: service, redundancy: active-active, replicas: 2} # AK750
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app:
    kind: service
    redundancy: active-active
    replicas: 2
    deployment: {strategy: rolling, rollback: automatic}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import comes_back, promised

RULE = Rule(
    "AK750",
    "unplanned-release",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 8: release engineering; J. Humble, D. Farley, Continuous "
    "Delivery (2010), chapter 10",
    stage="growth",
    several="how does a new version of these come into use without an outage? Not said of {names}",
    related=("rolling-deployment", "blue-green", "canary-release"),
)
_NOT_RELEASED = {"library", "function", "cdn", "object-store"}
"""Kinds that are part of something else, or that a platform exchanges without a pause."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how new versions of what must be up come into use."""
    for identifier, target in promised(subject).items():
        component = subject.parts.own(identifier)
        if component is None or component.kind in _NOT_RELEASED or component.is_store:
            continue
        if component.state in {"replace", "retire"} or not comes_back(component):
            continue
        if component.deployment is None or component.deployment.strategy is None:
            yield Hit(
                component.place,
                f"how does a new version of '{component.id}' come into use? '{target.measure.text}' needs it up",
                help="most outages follow a release: write deployment: {strategy: rolling, rollback: automatic}",
                key=True,
                related=((target.place, f"'{target.measure.text}' stands here"),),
            )
