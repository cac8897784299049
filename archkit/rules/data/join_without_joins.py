"""Records are to be joined by a store that has no joins.

A document, key-value, wide-column, search or time-series store answers a join with one lookup for each record, or not
at all; the application does the work, and analysis by hand gets hard. It is found where `join` is among the `access`
of an entity that lives in such a store only, or is the `query` of a step into it.

How to fix: keep together what is read together (a document, a view), or choose a relational store.

When to ignore: the joined side has a handful of records that the application holds in memory.

*Bad*

```yaml
entities:
  order: {access: [key, join]} # AK810
components:
  order-store: {kind: database, data_model: document, stores: [order]}
```

*Good*

```yaml
entities:
  order: {access: [key, join]}
components:
  order-store: {kind: database, data_model: relational, stores: [order]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK810",
    "join-without-joins",
    Severity.WARNING,
    "P. Sadalage, M. Fowler, NoSQL Distilled (2012)",
    related=("document-store", "relational-database", "denormalization", "materialized-view"),
)
_WITHOUT = {"document", "key-value", "wide-column", "search", "time-series", "object", "file"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find joins in stores that have none."""
    for lookup in subject.stores.lookups:
        if lookup.kind == "join" and lookup.model in _WITHOUT:
            yield Hit(
                lookup.place,
                f"'{lookup.words}' needs a join, and '{lookup.store.id}', a {lookup.model} store, has none",
                help="keep together what is read together, or choose a relational store",
            )
