"""The agreement with customers is as strict as the objective inside, or stricter.

The margin between them is the time in which a team can mend something before it costs money. Without it the first
alert is the first breach. It is found where `external_target` is not below `target`.

How to fix: promise less than you aim at: 99.5 % outside with 99.9 % inside.

When to ignore: never.

*Bad*

```yaml
service_levels:
  shop-open:
    target: 99.9 %
    external_target: 99.9 % # AK607
```

*Good*

```yaml
service_levels:
  shop-open:
    target: 99.9 %
    external_target: 99.5 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import objective_of, percent
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK607",
    "agreement-not-looser",
    Severity.ERROR,
    "Google, Site Reliability Engineering (2016), chapter 4: keep a safety margin between objective and agreement",
    related=("sla", "error-budget"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find agreements without a margin."""
    for level, _ in levels(subject):
        if level.external_target is None:
            continue
        objective = objective_of(subject.requirements, level)
        if (
            objective.target is not None
            and objective.promise is not None
            and objective.promise >= objective.target
        ):
            yield Hit(
                level.at("external_target"),
                f"'{level.external_target}' is promised outside, and inside no more than {percent(objective.target)} is aimed at",
                help="promise less than you aim at, so that an alert comes before the breach",
            )
