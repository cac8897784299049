"""A measure is about a metric that archkit does not know.

It is kept and printed, but not computed: `evaluate` cannot say whether the design reaches it, and an objective made
from it has no formula. Often the metric is known by another name. It is told of each name that `archkit evaluate` has
no formula for.

How to fix: take the name that is suggested, or go on with your own.

When to ignore: a metric of your own domain, such as parcels_sorted.

*Bad*

```yaml
quality_attributes:
  search-fast:
    measure: p95 latency <= 200 ms # AK208
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p95 response_time <= 200 ms
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import suggest_metric
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK208",
    "unknown-metric",
    Severity.INFO,
    "The requirements format, version 1: known metrics",
    related=("sli", "metrics"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find metrics of which nothing is known."""
    for target in subject.targets:
        metric = target.measure.metric
        if not target.measure.known:
            near = suggest_metric(metric)
            yield Hit(
                target.place,
                f"'{metric}' is no metric that archkit computes with",
                help=f"did you mean '{near}'?" if near else "it is kept as it is; nothing is computed for it",
                words=metric,
            )
