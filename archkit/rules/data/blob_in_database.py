"""Files of a megabyte and more are kept in a database.

A database keeps records in pages of a few kilobytes, holds the hot ones in memory and copies each change to its log
and its replicas. Pictures and films crowd all three, and many products refuse them. It is found where a database or a
cache keeps an entity of kind `blob`, or one whose size reaches a megabyte.

How to fix: keep the file in an object store and its address in the database.

When to ignore: few and small files that must change together with a record.

*Bad*

```yaml
entities:
  licence-photo: {kind: blob, size: 500 KB..4 MB}
components:
  account-store:
    kind: database
    stores: [licence-photo] # AK816
```

*Good*

```yaml
entities:
  licence-photo: {kind: blob, size: 500 KB..4 MB}
components:
  photo-store:
    kind: object-store
    stores: [licence-photo]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK816",
    "blob-in-database",
    Severity.WARNING,
    "R. Sears, C. van Ingen, J. Gray, To BLOB or Not To BLOB (Microsoft Research, 2006)",
    related=("blob-in-database", "object-storage", "claim-check"),
)
_LARGE = 1_000_000
_ROOMY = {"object", "file"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find files among the records of a database."""
    for store in subject.stores.all:
        database = store.kind in {"database", "cache"} or store.interface == "sql"
        if not database or subject.stores.model(store) in _ROOMY:
            continue
        for index, ref in enumerate(store.stores):
            entity = subject.requirements.entities.get(ref.id)
            if entity and _is_large(entity):
                size = f" of {entity.size}" if entity.size else ""
                yield Hit(
                    store.at("stores", index),
                    f"'{store.id}' is a {store.kind} and keeps '{entity.id}', files{size}",
                    help="keep the file in an object store and its address in the database",
                )


def _is_large(entity: Entity) -> bool:
    return entity.size.high >= _LARGE if entity.size else entity.kind == "blob"
