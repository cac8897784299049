"""A response time is promised, and nothing says under which load.

Any system is fast for one user at night. Past a certain load the response time jumps, so a target without a load
cannot be tested: the test would choose it. Asked where neither the measure (`at 400/s`), nor the scenario's
environment, nor the peak of a use case that it applies to gives a number.

How to fix: write `at 400/s` or `at 5000 concurrent_users`, or give the use case a `load` with a peak.

When to ignore: a quality of a component that nobody calls under load.

*Bad*

```yaml
quality_attributes:
  search-fast: # AK216
    measure: p95 response_time <= 200 ms
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p95 response_time <= 200 ms at 400/s
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import QualityAttribute, UseCase
from archkit.rules import Hit, Rule, Subject, Target

RULE = Rule(
    "AK216",
    "load-not-stated",
    Severity.QUESTION,
    "SEI: the environment of a quality attribute scenario; M. Kleppmann (2017), chapter 1",
    stage="mvp",
    several="under which load do these response times hold? Not said for {names}",
    related=("degradation-point", "load-testing"),
)
_UNDER_LOAD = {"response_time", "time_to_first_byte"}
_DIGIT = re.compile(r"\d")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the load of response times, once an element."""
    asked = set()
    for target in subject.targets:
        if target.measure.metric not in _UNDER_LOAD or target.measure.load or target.owner.ref in asked:
            continue
        if not _is_loaded(subject, target):
            asked.add(target.owner.ref)
            yield Hit(
                target.owner.place,
                f"under which load does '{target.measure.text}' of '{target.owner.id}' hold?",
                help="any system is fast for one user: write at 400/s behind the measure, or a load with a peak at the use case",
                key=True,
            )


def _is_loaded(subject: Subject, target: Target) -> bool:
    owner = target.owner
    if isinstance(owner, QualityAttribute) and owner.scenario and _DIGIT.search(owner.scenario.environment):
        return True
    applied = [subject.requirements.get(ref) for ref in target.of]
    return any(
        isinstance(one, UseCase) and one.load and (one.load.peak or one.load.average) for one in applied
    )
