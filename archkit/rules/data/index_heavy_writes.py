"""Data that is written more often than it is read carries many indexes.

Each write updates every index, and each index takes room. That pays for itself where reads are many. Told as
information of entities with five or more `indexes` and fewer than one read for each write (`reads_per_write`).

How to fix: keep the indexes that a step needs (`by`), or answer the other questions from a copy that is read only.

When to ignore: writes are few in all, however rare the reads are.

*Bad*

```yaml
entities:
  position:
    reads_per_write: 0.1
    indexes: [driver, city, taken, [city, taken], [driver, taken]] # AK815
```

*Good*

```yaml
entities:
  position:
    reads_per_write: 0.1
    indexes: [[driver, taken], city]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK815",
    "index-heavy-writes",
    Severity.INFO,
    "M. Winand, SQL Performance Explained (2012): modifying data",
    related=("indexing", "follower-reads", "lsm-index"),
)
_MANY = 5


def check(subject: Subject) -> Iterator[Hit]:
    """Tell of indexes that cost more than they bring."""
    for entity in subject.requirements.entities.values():
        reads = entity.reads_per_write
        if len(entity.indexes) >= _MANY and reads is not None and reads < 1:
            yield Hit(
                entity.at("indexes"),
                f"each write of '{entity.id}' updates {len(entity.indexes)} indexes, "
                f"and it is read {reads:g} times for each write",
                help="keep the indexes that a step needs, or answer other questions from a copy",
            )
