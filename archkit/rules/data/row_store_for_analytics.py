"""A store that keeps rows is there for summing up columns.

Analysis reads a few columns of very many records. A store that keeps each record together reads all of it; one that
keeps each column together reads what is asked, and packs it ten times tighter. Told as information, from the stage
growth on, of relational stores of which every entity is only added to, has a hundred million records or more, and is
looked up by `aggregate` or `scan` and never by `key`.

How to fix: keep it in a columnar store (`data_model: columnar`), fed by a pipeline.

When to ignore: the relational store has columnar tables, and they are used.

*Bad*

```yaml
system: {stage: growth}
entities:
  sale: {count: 2_000M, mutability: append-only, access: [aggregate, scan]}
components:
  figures: {kind: database, technology: PostgreSQL, stores: [sale]} # AK821
```

*Good*

```yaml
system: {stage: growth}
entities:
  sale: {count: 2_000M, mutability: append-only, access: [aggregate, scan]}
components:
  figures: {kind: database, technology: ClickHouse, stores: [sale]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK821",
    "row-store-for-analytics",
    Severity.INFO,
    "D. Abadi, S. Madden, N. Hachem, Column-stores vs. row-stores (SIGMOD 2008)",
    stage="growth",
    related=("columnar-storage", "row-storage", "olap-warehouse", "etl-pipeline"),
)
_MANY = 100_000_000
_THROUGH = {"aggregate", "scan"}


def check(subject: Subject) -> Iterator[Hit]:
    """Tell of row stores that serve analysis only."""
    for store in subject.stores.all:
        kept = subject.stores.kept(store)
        if kept and subject.stores.model(store) == "relational" and all(map(_is_for_analysis, kept)):
            yield Hit(
                store.at("technology" if store.technology else "data_model"),
                f"'{store.id}' keeps rows, and all that is done with '{kept[0].id}' is summing up columns",
                help="keep it in a columnar store, fed by a pipeline",
                related=((kept[0].at("access"), f"how '{kept[0].id}' is looked up"),),
            )


def _is_for_analysis(entity: Entity) -> bool:
    through = bool(_THROUGH.intersection(entity.access)) and "key" not in entity.access
    added = entity.mutability in {"append-only", "immutable"}
    return through and added and entity.count is not None and entity.count.high >= _MANY
