"""A view is kept, and nothing says when it is computed again or how old it may be.

A materialized view is right at the moment when it was computed. Whoever reads it later reads the past, and has to know
how much of it. Asked of entities with `view_of` that lack `refresh`, or that are refreshed otherwise than with the
write itself and state no `staleness`.

How to fix: `refresh: on-write | on-event | scheduled | on-demand`, and `staleness: 1 min`.

When to ignore: what it is computed from never changes.

*Bad*

```yaml
entities:
  order: {kind: structured}
  order-list: # AK825
    view_of: [order]
```

*Good*

```yaml
entities:
  order: {kind: structured}
  order-list:
    view_of: [order]
    refresh: scheduled
    staleness: 15 min
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK825",
    "view-without-refresh",
    Severity.QUESTION,
    "A. Gupta, I. Mumick, Maintenance of Materialized Views (IEEE Data Engineering Bulletin, 1995)",
    stage="mvp",
    several="when are these views computed again, and how old may they be? Not said of {names}",
    related=("materialized-view", "view-refresh-immediate", "view-refresh-scheduled"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how old a view may be."""
    for entity in subject.requirements.entities.values():
        if entity.view_of and not (entity.refresh == "on-write" or (entity.refresh and entity.staleness)):
            missing = "how old may it be" if entity.refresh else "when is it computed again"
            yield Hit(
                entity.place,
                f"'{entity.id}' is a view of '{entity.view_of[0].id}': {missing}?",
                help="write refresh: on-write | on-event | scheduled | on-demand, and staleness",
                key=True,
            )
