"""What users wait for is measured as processing time.

The work of the server is a part of the wait: requests queue before it and travel around it. Under load the queue is
the larger half, and a target on processing time never sees it. It is found where `processing_time` is demanded of a
use case, an actor or the system, and no response time is demanded beside it.

How to fix: measure `response_time`, as the sender sees it. For the work of one component alone, apply the quality
attribute to that component.

When to ignore: a batch whose start nobody waits for.

*Bad*

```yaml
quality_attributes:
  search-fast:
    applies_to: [use_case:find-a-ride]
    measure: p95 processing_time <= 50 ms # AK214
```

*Good*

```yaml
quality_attributes:
  search-fast:
    applies_to: [use_case:find-a-ride]
    measure: p95 response_time <= 200 ms
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK214",
    "server-side-time",
    Severity.WARNING,
    "Google, Site Reliability Workbook (2018): indicators are measured as close to the user as possible",
    related=("sli", "real-user-monitoring"),
)
_SEEN_BY_USERS = {"use_case", "actor", "system"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find processing times that stand for what users wait for."""
    with_response = {
        target.owner.ref for target in subject.targets if target.measure.metric == "response_time"
    }
    for target in subject.targets:
        if target.measure.metric != "processing_time" or target.owner.ref in with_response:
            continue
        felt = next((ref for ref in target.of if ref.kind in _SEEN_BY_USERS), None)
        if felt:
            yield Hit(
                target.place,
                f"'processing_time' of {felt} leaves out the time that its users wait in queues and on the network",
                help="measure response_time, as the sender sees it, or apply the measure to a component",
                words="processing_time",
            )
