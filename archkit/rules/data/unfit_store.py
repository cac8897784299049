"""Data is looked up in a way that another kind of store is made for.

A relational store searches texts, follows relations and takes measured values, up to a point. Beyond it, a store that
is made for the question does the same work many times cheaper. Told as information, from the stage growth on, of a
million records or more searched by their text in a relational store, of relations followed (`traversal`) outside a
graph store, and of time series that grow by ten thousand values a second in a relational store.

How to fix: add a search index, a graph store or a time-series store beside it, fed from it; or measure and keep it.

When to ignore: a test with the real amount has shown that it is fast enough.

*Bad*

```yaml
system: {stage: growth}
entities:
  product: {access: [full-text], count: 20M} # AK813
components:
  shop-store: {kind: database, technology: MySQL, stores: [product]}
```

*Good*

```yaml
system: {stage: growth}
entities:
  product: {access: [full-text], count: 20M}
components:
  shop-store: {kind: database, technology: MySQL, stores: [product]}
  product-index: {kind: search, stores: [product]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Lookup, Rule, Subject

RULE = Rule(
    "AK813",
    "unfit-store",
    Severity.INFO,
    "M. Fowler, PolyglotPersistence (2011); P. Sadalage, M. Fowler, NoSQL Distilled (2012)",
    stage="growth",
    related=("polyglot-persistence", "search-index", "graph-database", "time-series-database"),
)
_MANY = 1_000_000
_FAST = 10_000
_NO_GRAPH = {"relational", "document", "wide-column", "columnar", "object", "file"}


def check(subject: Subject) -> Iterator[Hit]:
    """Tell where another kind of store would do better."""
    for lookup in subject.stores.lookups:
        better = _better(lookup)
        if better:
            yield Hit(
                lookup.place,
                f"'{lookup.words}' needs {lookup.kind} lookups in '{lookup.store.id}', a {lookup.model} store",
                help=f"add {better} beside it, or show by a test with the real amount that it is fast enough",
            )
    for store in subject.stores.all:
        if subject.stores.model(store) == "relational":
            for entity in subject.stores.kept(store):
                if entity.kind == "time-series" and entity.growth and entity.growth.high >= _FAST:
                    yield Hit(
                        entity.at("growth"),
                        f"'{entity.id}' grows by {entity.growth} in '{store.id}', a relational store",
                        help="a time-series store takes measured values many times cheaper",
                    )


def _better(lookup: Lookup) -> str:
    if lookup.kind == "traversal" and lookup.model in _NO_GRAPH:
        return "a graph store"
    many = any(one.count and one.count.high >= _MANY for one in lookup.entities)
    if lookup.kind == "full-text" and many and lookup.model in {"relational", "wide-column"}:
        return "a search index"
    return ""
