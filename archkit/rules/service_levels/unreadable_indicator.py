"""The metric, the labels or a query of an indicator cannot be read.

archkit puts the queries of a service level into rules that wake people. What it cannot read it does not pass on, so no
rule, dashboard or alert is made of this service level. It is found where a name is none of Prometheus, labels are not
written as `label="value"`, a regular expression is broken, or brackets and quotes of a query do not close.

How to fix: write the labels as `job="app",route=~"/rides.*"`, and queries as Prometheus takes them, without comments.

When to ignore: never; the files of the service level are not made.

*Bad*

```yaml
service_levels:
  shop-open:
    sli:
      kind: availability
      metric: http_requests_total
      selector: job=shop # AK602
```

*Good*

```yaml
service_levels:
  shop-open:
    sli:
      kind: availability
      metric: http_requests_total
      selector: job="shop"
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK602",
    "unreadable-indicator",
    Severity.ERROR,
    "Prometheus documentation: data model, querying basics",
    related=("sli",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find indicators that cannot be read."""
    for level, _ in levels(subject):
        for gap in objective_of(subject.requirements, level).gaps:
            if gap.is_wrong:
                yield Hit(level.at(*gap.field), gap.message, help=gap.help)
