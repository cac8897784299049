"""A load has an average and no peak.

Load is never constant: lunch, evenings, Mondays, Christmas. What is built for the average fails every evening.
Asked of use cases whose average is stated and whose peak is not, unless the shape is steady, or a clock starts them.

How to fix: write `peak`, and `shape` for how it comes; three to ten times the average is usual for people, `~` marks
a guess.

When to ignore: a load that never varies; say `shape: steady`.

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
from archkit.model import UseCase
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
        if load is None or load.shape in {"steady", "once"} or _by_clock(use_case, subject):
            continue
        if load.average and not load.peak:
            yield Hit(
                use_case.place,
                f"how high is the load of '{use_case.id}' at the busiest moment?",
                help="what is built for the average fails every evening: write peak: ~400/s, a guess if need be",
                key=True,
            )


def _by_clock(use_case: UseCase, subject: Subject) -> bool:
    starter = subject.parts.actor(use_case.primary_actor.id) if use_case.primary_actor else None
    return use_case.urgency == "batch" or (starter is not None and starter.kind == "timer")
