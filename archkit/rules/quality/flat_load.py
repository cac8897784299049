"""A load has an average and no peak.

Load is never constant: lunch, evenings, Mondays, Christmas. What is built for the average fails every evening.
Asked of use cases whose average is stated and whose peak is not, unless the shape is steady.

How to fix: write `peak`, and `shape` for how it comes; three to ten times the average is usual for people, `~` marks
a guess.

When to ignore: a load that a clock makes; say `shape: steady`.

*Bad*

```yaml
use_cases:
  find-a-ride: # AK227
    load: {average: 60/s}
```

*Good*

```yaml
use_cases:
  find-a-ride:
    load: {average: 60/s, peak: 400/s, shape: daily}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK227",
    "flat-load",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): unbalanced capacities; practice of capacity planning",
    stage="mvp",
    several="how high is the load at the busiest moment? Only the average is said of {names}",
    related=("autoscaling",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for peaks."""
    for use_case in subject.use_cases:
        load = use_case.load
        if load and load.average and not load.peak and load.shape != "steady":
            yield Hit(
                use_case.place,
                f"how high is the load of '{use_case.id}' at the busiest moment?",
                help="what is built for the average fails every evening: write peak: ~400/s, a guess if need be",
                key=True,
            )
