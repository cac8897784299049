"""An object store keeps what grows line by line.

An object is written once and replaced as a whole: to add a line to a log of a gigabyte, the gigabyte is written again.
It is found where an object store keeps an entity of which one record grows (kind `blob`, `text` or `document` with
`mutability: append-only` or `append` among its `access`), or a step appends such an entity. Many small events that
are collected into objects of their own are left alone.

How to fix: write a new object for each piece, or keep what grows in a distributed file system or a log.

When to ignore: the product has objects that can be appended to, and nothing else will ever be used.

*Bad*

```yaml
entities:
  server-log: {kind: text, mutability: append-only}
components:
  archive:
    kind: object-store
    stores: [server-log] # AK817
```

*Good*

```yaml
entities:
  server-log: {kind: text, mutability: immutable}
components:
  archive:
    kind: object-store
    stores: [server-log]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK817",
    "growing-object",
    Severity.WARNING,
    "Practice of object stores: objects are immutable, and replaced as a whole",
    related=("object-storage", "distributed-file-system", "segmented-log"),
)
_WHOLE = {"blob", "text", "document"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find objects that are to grow."""
    for store in subject.stores.all:
        for index, ref in enumerate(store.stores if subject.stores.model(store) == "object" else ()):
            entity = subject.requirements.entities.get(ref.id)
            if entity and _grows(entity):
                yield Hit(
                    store.at("stores", index),
                    f"'{entity.id}' is added to, and '{store.id}' can only replace an object as a whole",
                    help="write a new object for each piece, or keep it in a file system or a log",
                )
    for lookup in subject.stores.lookups:
        steps = lookup.words not in {one.id for one in lookup.entities}
        if steps and lookup.kind == "append" and lookup.model == "object":
            grown = next((one for one in lookup.entities if one.kind in _WHOLE), None)
            if grown and not _grows(grown):
                yield Hit(
                    lookup.place,
                    f"'{lookup.words}' adds to '{grown.id}', and '{lookup.store.id}' can only replace an object as a whole",
                    help="write a new object for each piece, or keep it in a file system or a log",
                )


def _grows(entity: Entity) -> bool:
    return entity.kind in _WHOLE and (entity.mutability == "append-only" or "append" in entity.access)
