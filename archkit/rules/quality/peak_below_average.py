"""The peak of a load is lower than its average.

A peak is the busiest moment, so it is never below the average; usually it is three to ten times as high. One of the
two numbers is in another unit than was meant, or they were swapped, and every computation would be wrong by it. It is
found by comparing `average` and `peak` of a `load` in one unit.

How to fix: check the units (`/s`, `/min`, `/day`) of both.

When to ignore: never.

*Bad*

```yaml
use_cases:
  find-a-ride:
    load:
      average: 60/s
      peak: 400/min # AK226
```

*Good*

```yaml
use_cases:
  find-a-ride:
    load:
      average: 60/s
      peak: 400/s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK226",
    "peak-below-average",
    Severity.ERROR,
    "The meaning of the words; practice of capacity planning",
    related=("load-testing",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find peaks below the average."""
    for use_case in subject.requirements.use_cases.values():
        load = use_case.load
        if load and load.peak and load.average and load.peak.high < load.average.low:
            yield Hit(
                use_case.at("load", "peak"),
                f"the peak {load.peak} of '{use_case.id}' is lower than its average {load.average}",
                help="check the units of both: /s, /min, /h or /day",
            )
