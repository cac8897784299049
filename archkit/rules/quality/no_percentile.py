"""A response time is limited by its average, its maximum, or without saying for whom.

The average hides the slow requests, and those are the ones that people leave over; a maximum is broken by the first
hiccup and so never meant. A percentile says which share of the requests has to be in time. It is found in measures
of response time, processing time, added latency and the time to the first byte; one percentile of the same metric
beside it is enough, and a maximum is right where safety is at stake.

How to fix: write `p95` or `p99` before the metric.

When to ignore: a hard limit of a machine or a contract that really counts the single worst case.

*Bad*

```yaml
quality_attributes:
  search-fast:
    measure: mean response_time <= 200 ms # AK212
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
from archkit.model import UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK212",
    "no-percentile",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 4: percentiles; G. Tene, How NOT to Measure Latency",
    related=("response-time-histogram", "average-only-latency"),
)
_TIMES = frozenset({"response_time", "processing_time", "added_latency", "time_to_first_byte"})
_SAID = {
    None: "does not say for which share of the requests",
    "mean": "limits the average, which hides the slow requests",
    "max": "limits the slowest request ever, which the first hiccup breaks",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Find times without a percentile."""
    with_one = {
        (t.owner.ref, t.measure.metric) for t in subject.targets if isinstance(t.measure.percentile, float)
    }
    for target in subject.targets:
        measure, owner = target.measure, target.owner
        if measure.metric not in _TIMES or isinstance(measure.percentile, float):
            continue
        if (owner.ref, measure.metric) in with_one:
            continue
        if measure.percentile == "max" and not isinstance(owner, UseCase):
            term = subject.catalog.quality_attribute(owner.attribute)
            if term and term.id == "safety":
                continue
        bare = measure.text.removeprefix(measure.statistic).strip()
        yield Hit(
            target.place,
            f"'{measure.text}' {_SAID[measure.percentile]}",
            help=f"write a percentile: p95 {bare}",
            words=measure.text,
        )
