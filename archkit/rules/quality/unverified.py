"""A quality attribute has a measure, and nothing says how it will be shown to hold.

A number that nobody measures is a number that nobody keeps. A load test, a monitor, a drill: each needs somebody to
build it, so it is named beside the demand. A service level whose objective is the quality attribute is an answer too.
Asked of those that have a `measure` and no `verified_by`.

How to fix: write `verified_by: [load-test]`, or a service level with `objective_of`.

When to ignore: a prototype; the rule asks from the stage mvp on.

*Bad*

```yaml
quality_attributes:
  search-fast: # AK203
    measure: p95 response_time <= 200 ms at 400/s
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p95 response_time <= 200 ms at 400/s
    verified_by: [load-test]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK203",
    "unverified",
    Severity.QUESTION,
    "ISO/IEC/IEEE 29148: a requirement is verifiable, and its verification method is named",
    stage="mvp",
    several="how will these be shown to hold? No test, monitor or drill is named for {names}",
    related=("load-testing", "sli"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how measures will be verified."""
    levels = subject.requirements.service_levels.values()
    watched = {level.objective_of for level in levels if level.objective_of}
    for quality in subject.qualities:
        if quality.measure and not quality.verified_by and quality.ref not in watched:
            yield Hit(
                quality.place,
                f"how will '{quality.id}' be shown to hold?",
                help="a number that nobody measures is one that nobody keeps: write verified_by: [load-test], or a service level",
                key=True,
            )
