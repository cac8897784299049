"""A high availability depends on a component, and nothing says how it comes back after a failure.

Faults are detected, survived and repaired; who plans for two of the three still stands still. Asked once of all
components that a promise of 99.9 % or more needs and that state none of: redundancy, failover, health check, mttr,
backup, a rollback of releases.

How to fix: write what brings it back: `redundancy`, `failover`, `mttr`, `deployment: {rollback: ...}`, `backup`.

When to ignore: somebody else brings it back; then write `external: true`.

*Bad*

```yaml
system: {stage: growth}
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app: {kind: service} # AK411
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  open: {attribute: availability, applies_to: [component:app], measure: availability >= 99.9 % over 30 d}
components:
  app: {kind: service, redundancy: active-active, replicas: 2, deployment: {rollback: automatic}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import comes_back, promised

RULE = Rule(
    "AK411",
    "no-recovery",
    Severity.QUESTION,
    "L. Bass, P. Clements, R. Kazman, Software Architecture in Practice (2021), chapter 4: recover from faults",
    stage="growth",
    several="what brings these back after a failure? Nothing is said of {names}",
    related=("failure-recovery", "failover", "instance-restart", "rollback"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how components come back that a promise needs."""
    for identifier, target in promised(subject).items():
        component = subject.parts.own(identifier)
        if component is not None and component.kind != "library" and not comes_back(component):
            yield Hit(
                component.place,
                f"what brings '{component.id}' back after a failure? '{target.measure.text}' needs it up",
                help="no answer means a person at night: write redundancy, failover, mttr or deployment: {rollback: automatic}",
                key=True,
                related=((target.place, f"'{target.measure.text}' stands here"),),
            )
