"""An agreement with customers does not say what a miss costs.

What makes an agreement out of an objective is the consequence: a refund, a credit, a longer term. Without one it is a
figure in a brochure. Asked where `external_target` stands without `penalty`.

How to fix: ask the business what customers get when it is missed, and write it as `penalty`.

When to ignore: a public promise without a contract, such as a status page of a free service.

*Bad*

```yaml
service_levels:
  shop-open: # AK611
    target: 99.9 %
    external_target: 99.5 %
```

*Good*

```yaml
service_levels:
  shop-open:
    target: 99.9 %
    external_target: 99.5 %
    penalty: 10 % of the monthly fee
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK611",
    "agreement-without-consequence",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 4: an agreement includes consequences of missing it",
    stage="mvp",
    several="what do customers get when these are missed? No penalty is stated for {names}",
    related=("sla",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for consequences."""
    for level, _ in levels(subject):
        if level.external_target and not level.penalty:
            yield Hit(
                level.place,
                f"what do customers get when the {level.external_target} of '{level.id}' are missed?",
                help="an agreement without a consequence is a figure in a brochure: write penalty",
                key=True,
            )
