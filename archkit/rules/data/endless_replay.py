"""State is rebuilt from all its events, and nothing shortens the way.

With event sourcing the state of a record is what its events add up to. After years that is a long sum for each read.
Asked, from the stage growth on, of decisions for event sourcing where neither snapshots nor a read model are chosen
and no entity is a view (`view_of`).

How to fix: choose `event-snapshots`, or answer reads from a view that events keep current.

When to ignore: the life of a record has a few dozen events at most.

*Bad*

```yaml
system: {stage: growth}
decisions:
  keep-events: # AK827
    patterns: [event-sourcing]
```

*Good*

```yaml
system: {stage: growth}
decisions:
  keep-events:
    patterns: [event-sourcing, event-snapshots]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._views import CQRS, viewed

RULE = Rule(
    "AK827",
    "endless-replay",
    Severity.QUESTION,
    "M. Fowler, Event Sourcing (2005): application state can be snapshotted",
    whole=True,
    stage="growth",
    related=("event-sourcing", "event-snapshots", "cqrs", "read-model"),
)
_SHORTER = {"event-snapshots", "read-model", "materialized-view", *CQRS}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what keeps the replay of events short."""
    decisions = subject.chosen.get("event-sourcing", ())
    if decisions and not _SHORTER.intersection(subject.chosen) and not viewed(subject.requirements):
        yield Hit(
            decisions[0].place,
            f"'{decisions[0].id}' rebuilds state from events: what keeps that short after years?",
            help="choose event-snapshots, or answer reads from a view (view_of) that events keep current",
            key=True,
        )
