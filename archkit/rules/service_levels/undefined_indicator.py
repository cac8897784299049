"""A service level does not say what is counted.

An objective of 99.9 % is a wish until somebody can say: 99.9 % of what, counted where, by which query. Asked where
the metric is missing, or the threshold that tells good from bad.

How to fix: name the kind, the metric and the labels that pick its series, or write the queries `good` and `total`.

When to ignore: while the service is not instrumented yet; the rule asks from the stage growth on.

*Bad*

```yaml
system: {stage: growth}
service_levels:
  shop-open: # AK601
    target: 99.9 %
```

*Good*

```yaml
system: {stage: growth}
service_levels:
  shop-open:
    target: 99.9 %
    sli: {kind: availability, metric: http_requests_total, selector: 'job="shop"'}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK601",
    "undefined-indicator",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 4: an indicator is a carefully defined quantitative measure",
    stage="growth",
    several="what is counted, and by which metric? That is not said of {names}",
    related=("sli", "slo"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for indicators."""
    for level, _ in levels(subject):
        gaps = [
            gap for gap in objective_of(subject.requirements, level).gaps if gap.field and not gap.is_wrong
        ]
        for gap in gaps[:1]:
            yield Hit(
                level.place,
                f"what is counted for '{level.id}'? {gap.message[:1].upper()}{gap.message[1:]}",
                help=f"an objective without an indicator cannot be watched: {gap.help}",
                key=True,
            )
