"""A demand of high importance can be measured in production, and no service level watches it.

A load test before the release tells what the system could do that day. Only an objective tells what users get. Asked
for quality attributes of high importance whose measure is about response time, availability, errors or staleness, and
that are verified before the release; where nothing verifies them, AK203 asks first, and an objective answers it too.
Internal systems without any contract need objectives as well.

How to fix: write a service level with `objective_of`; the generated proposal is a start.

When to ignore: a target that only a test can check.

*Bad*

```yaml
system: {stage: growth}
quality_attributes:
  open: # AK610
    measure: availability >= 99.9 %
    verified_by: [failover-drill]
    importance: high
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  open:
    measure: availability >= 99.9 %
    verified_by: [failover-drill]
    importance: high
service_levels:
  shop-open: {objective_of: open}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK610",
    "unwatched-quality",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 4: objectives set expectations, with or without a contract",
    whole=True,
    stage="growth",
    several="which objective tells whether users get this? No service level watches {names}",
    related=("slo", "sli"),
)
_FELT = {"response_time", "availability", "downtime", "error_rate", "staleness"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for objectives."""
    watched = {level.objective_of for level in subject.requirements.service_levels.values()}
    for quality in subject.qualities:
        felt = any(measure.metric in _FELT for measure in quality.measure)
        if felt and quality.verified_by and quality.importance == "high" and quality.ref not in watched:
            yield Hit(
                quality.place,
                f"which objective tells whether users get '{quality.id}'?",
                help=f"a test tells what the system could do that day: write a service level with objective_of: {quality.id}",
                key=True,
            )
