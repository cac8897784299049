"""A service level says nothing about the demand that it serves.

An objective that no quality attribute stands behind is kept because it is there. Nobody can say what it is worth when
the budget runs out. Asked where `objective_of` is missing.

How to fix: write `objective_of` with the quality attribute, and state that first where it is missing.

When to ignore: a service level that a customer's contract dictates; say so in the reason.

*Bad*

```yaml
system: {stage: growth}
service_levels:
  shop-open: # AK604
    target: 99.9 %
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  open: {measure: availability >= 99.9 %}
service_levels:
  shop-open:
    objective_of: open
    target: 99.9 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK604",
    "unmotivated-objective",
    Severity.QUESTION,
    "Google, Site Reliability Workbook (2018), chapter 2: objectives follow from what users need",
    stage="growth",
    several="which demand do these serve? No quality attribute is named for {names}",
    related=("slo",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the demand behind objectives."""
    for level, _ in levels(subject):
        if level.objective_of is None:
            yield Hit(
                level.place,
                f"which quality attribute is '{level.id}' the objective of?",
                help="when the budget runs out somebody has to say what it is worth: write objective_of",
                key=True,
            )
