"""Data is to move from an old store to a new one, and nothing says how while both are used.

For a time the old part still reads what the new one writes. The move has an order: write to both stores, fill in what
is older, read from the new one, then stop writing to the old one. Asked of entities that are kept in a store that is
to be replaced or retired and in one that stays, where no decision says how the records get across.

How to fix: a decision with `dual-write-transition` or `change-data-capture` that addresses the entity or its stores.

When to ignore: a few records that are copied while nobody works.

*Bad*

```yaml
entities:
  order: {} # AK784
components:
  old-store: {kind: database, stores: [order], state: retire}
  order-store: {kind: database, stores: [order]}
```

*Good*

```yaml
entities:
  order: {}
components:
  old-store: {kind: database, stores: [order], state: retire}
  order-store: {kind: database, stores: [order]}
decisions:
  move-orders:
    title: Write both, fill in, read the new one, stop writing the old one
    patterns: [dual-write-transition]
    addresses: [entity:order]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK784",
    "unplanned-data-move",
    Severity.QUESTION,
    "S. Newman, Monolith to Microservices (2019), chapter 4: synchronize data in application, tracer write",
    stage="mvp",
    several="how do the records of these get from the old store to the new one while both are used? Not said of {names}",
    related=("dual-write-transition", "change-data-capture", "parallel-run"),
)
_WAYS = (
    "dual-write-transition",
    "change-data-capture",
    "parallel-run",
    "transactional-outbox",
    "etl-pipeline",
)
_LEAVING = {"replace", "retire"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how records move."""
    for entity in subject.requirements.entities.values():
        stores = subject.stores.keeping(entity.id)
        old = next((one for one in stores if one.state in _LEAVING), None)
        new = next((one for one in stores if one.state not in _LEAVING), None)
        if old is None or new is None or new.is_external or new.kind == "cache" or entity.view_of:
            continue
        if not any(subject.choice_for(one.ref, *_WAYS) for one in (entity, old, new)):
            yield Hit(
                entity.place,
                f"how does each '{entity.id}' get from '{old.id}' to '{new.id}' while both are used?",
                help="decide the order: write both, fill in what is older, read the new one, stop writing the old one",
                key=True,
                related=((old.at("stores"), "the old store"), (new.at("stores"), "the new store")),
            )
