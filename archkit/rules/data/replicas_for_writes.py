"""Copies are added to a store whose writes are too many for one machine.

Every copy takes every write. Ten replicas serve ten times the reads and not one write more; only splitting the data
does. It is found where an unsharded store with several replicas gets more new records a second (`growth` of what it
keeps) than one replica's `capacity`, and where a decision picks replication for an entity that is written more often
than it is read (`reads_per_write` below 1).

How to fix: split the data with `sharding: {key: ..., method: hash}`, or write in batches through a queue.

When to ignore: a write costs the store far less than the calls that `capacity` counts.

*Bad*

```yaml
entities:
  position: {growth: 9000/s}
components:
  position-store: {kind: database, replicas: 3, capacity: 4000/s, stores: [position]} # AK804
```

*Good*

```yaml
entities:
  position: {growth: 9000/s}
components:
  position-store:
    {kind: database, replicas: 3, capacity: 4000/s, stores: [position], sharding: {key: city, method: hash}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Dimension, format_value
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK804",
    "replicas-for-writes",
    Severity.WARNING,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapters 5 and 6",
    related=("primary-replica-replication", "sharding", "queue-based-load-leveling"),
)
_COPYING = ("primary-replica-replication", "follower-reads", "replication")


def check(subject: Subject) -> Iterator[Hit]:
    """Find copies that are meant to carry writes."""
    for store in subject.stores.all:
        if store.sharding or not store.capacity or (store.replicas or 1) < 2:
            continue
        rate = sum(one.growth.high for one in subject.stores.kept(store) if one.growth)
        if rate > store.capacity.high:
            written = format_value(rate, Dimension.RATE)
            yield Hit(
                store.at("replicas"),
                f"each of the {store.replicas} replicas of '{store.id}' has to take all {written} that are written, "
                f"and serves {store.capacity}",
                help="copies add reads only: split the data with sharding: {key: ..., method: hash}",
            )
    if "sharding" not in subject.chosen:
        yield from _decided(subject)


def _decided(subject: Subject) -> Iterator[Hit]:
    for pattern in _COPYING:
        for decision in subject.chosen.get(pattern, ()):
            for index, ref in enumerate(decision.addresses):
                entity = subject.requirements.entities.get(ref.id) if ref.kind == "entity" else None
                if entity and entity.reads_per_write is not None and entity.reads_per_write < 1:
                    yield Hit(
                        decision.at("addresses", index),
                        f"'{entity.id}' is written more often than it is read, and {pattern} adds reads only",
                        help="split the data by a key (sharding), or write it in batches through a queue",
                    )
