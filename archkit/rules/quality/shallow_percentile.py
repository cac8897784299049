"""A response time is promised to half of the requests, and nothing to the others.

With a limit on p50 every second request may take any time. A page makes dozens of requests, so nearly every user
meets the slow half. It is found where the highest percentile of a metric of an element lies below p90.

How to fix: write a second measure for p95 or p99; the first one may stay.

When to ignore: a figure that is only watched, and never a target.

*Bad*

```yaml
quality_attributes:
  search-fast:
    measure: p50 response_time <= 100 ms # AK213
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: [p50 response_time <= 100 ms, p99 response_time <= 800 ms]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, Target

RULE = Rule(
    "AK213",
    "shallow-percentile",
    Severity.WARNING,
    "J. Dean, L. Barroso, The Tail at Scale (2013)",
    related=("response-time-histogram",),
)
_TIMES = frozenset({"response_time", "processing_time", "added_latency", "time_to_first_byte"})
_TAIL = 90


def check(subject: Subject) -> Iterator[Hit]:
    """Find metrics whose tail nothing limits."""
    highest: dict[tuple[object, str], Target] = {}
    for target in subject.targets:
        percentile, metric = target.measure.percentile, target.measure.metric
        if metric not in _TIMES or not isinstance(percentile, float):
            continue
        key = (target.owner.ref, metric)
        other = highest[key].measure.percentile if key in highest else 0
        if isinstance(other, float | int) and percentile > other:
            highest[key] = target
    for target in highest.values():
        measure = target.measure
        if isinstance(measure.percentile, float) and measure.percentile < _TAIL:
            left = 100 - measure.percentile
            yield Hit(
                target.place,
                f"'{measure.text}' promises nothing to {left:g} of 100 requests",
                help=f"add a measure of the tail: p95 {measure.metric} {measure.comparison} ..., or p99",
                words=measure.text,
            )
