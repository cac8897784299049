"""A service level aims at less than the demand behind it.

The measure of the quality attribute is what was agreed with those who pay; an objective below it reports green while
the demand is missed. It is found where the target is below the share that the linked measure demands.

How to fix: raise the target, or change the measure if the objective is what was agreed.

When to ignore: never for long; one of the two numbers is wrong.

*Bad*

```yaml
quality_attributes:
  open: {measure: availability >= 99.9 % over 30 d}
service_levels:
  shop-open:
    objective_of: open
    sli: {kind: availability}
    target: 99.5 % # AK614
```

*Good*

```yaml
quality_attributes:
  open: {measure: availability >= 99.9 % over 30 d}
service_levels:
  shop-open:
    objective_of: open
    sli: {kind: availability}
    target: 99.9 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import implied_target, objective_of, percent
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK614",
    "weaker-than-demanded",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("slo",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find targets below their measures."""
    for level, quality in levels(subject):
        if level.target is None or quality is None:
            continue
        objective = objective_of(subject.requirements, level)
        measure, target = objective.measure, objective.target
        demanded = implied_target(measure) if measure else None
        if measure and demanded is not None and target is not None and target < demanded:
            yield Hit(
                level.at("target"),
                f"'{level.target}' is less than the {percent(demanded)} that '{measure.text}' demands",
                help="raise the target, or change the measure if this is what was agreed",
                related=((quality.at("measure"), f"'{quality.id}' demands it here"),),
            )
