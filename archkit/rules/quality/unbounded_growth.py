"""Data grows, and nothing says when it goes.

Storage that only grows ends a fixed budget on a day that can be computed. Asked, from the stage growth on, of
entities that are kept, grow, and have no retention; `retention: 100 y` is an answer too.

How to fix: write how long a record is kept, and let the law and the users of the data have their say.

When to ignore: data that is meant to be kept for good; say so with a long retention instead.

*Bad*

```yaml
system: {stage: growth}
entities:
  ride: {size: 2 KB, growth: 1.5M/day} # AK209
```

*Good*

```yaml
system: {stage: growth}
entities:
  ride: {size: 2 KB, growth: 1.5M/day, retention: 7 y}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK209",
    "unbounded-growth",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): steady state",
    stage="growth",
    several="how long are these kept? They grow without an end: {names}",
    related=("steady-state", "storage-class"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the retention of data that grows."""
    for entity in subject.requirements.entities.values():
        if entity.growth and entity.growth.high > 0 and not entity.retention and not entity.transient:
            yield Hit(
                entity.place,
                f"how long is '{entity.id}' kept? It grows by {entity.growth} without an end",
                help="storage that only grows ends the budget: write retention: 7 y",
                key=True,
            )
