"""Objectives say how seldom something fails, and nothing says how soon it is noticed and mended.

A budget of 43 minutes a month is one outage of 43 minutes or forty of one; users and on-call schedules tell them
apart. Asked once of a mature system with objectives and no measure of mttr, rto or detection time.

How to fix: state one, such as `mttr <= 30 min`, on the quality attribute that the objective serves.

When to ignore: a batch that is repeated the next night anyway.

*Bad*

```yaml
system: {stage: mature}
service_levels:
  shop-open: {target: 99.9 %} # AK615
```

*Good*

```yaml
system: {stage: mature}
quality_attributes:
  mended: {measure: mttr <= 30 min}
service_levels:
  shop-open: {target: 99.9 %}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK615",
    "no-recovery-goal",
    Severity.QUESTION,
    "ISO/IEC 25010: recoverability is a characteristic of its own beside availability",
    whole=True,
    stage="mature",
    related=("failure-recovery", "runbook"),
)
_GOALS = {"mttr", "rto", "detection_time"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for a goal of recovery."""
    first = next((level for level, _ in levels(subject)), None)
    if first and not any(target.measure.metric in _GOALS for target in subject.targets):
        yield Hit(
            first.place,
            "how soon is a failure noticed, and how soon mended?",
            help="one long outage and forty short ones spend the same budget: state mttr, rto or detection_time",
            key=True,
        )
