"""A key-value store is asked for what is inside its values.

Such a store finds a value by its key and looks no further: it cannot search in texts, follow relations or sum up. It
is found where `full-text`, `traversal` or `aggregate` is among the `access` of an entity that lives in such a store
only, or is the `query` of a step into it. Keys in an order (`range`) are left alone: many of these stores have them.

How to fix: add an index that is made for the question (a search engine, a view), or choose another kind of store.

When to ignore: the product has a module for it.

*Bad*

```yaml
entities:
  profile: {access: [key, full-text]} # AK811
components:
  profile-store: {kind: database, technology: Memcached, stores: [profile]}
```

*Good*

```yaml
entities:
  profile: {access: [key, full-text]}
components:
  profile-store: {kind: database, technology: Memcached, stores: [profile]}
  profile-index: {kind: search, stores: [profile]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK811",
    "search-in-key-value",
    Severity.WARNING,
    "P. Sadalage, M. Fowler, NoSQL Distilled (2012), chapter 8: key-value databases",
    related=("key-value-store", "search-index", "index-table", "polyglot-persistence"),
)
_INSIDE = {"full-text", "traversal", "aggregate"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find questions about values that only keys lead to."""
    for lookup in subject.stores.lookups:
        if lookup.kind in _INSIDE and lookup.model == "key-value":
            yield Hit(
                lookup.place,
                f"'{lookup.words}' needs {lookup.kind} lookups, and '{lookup.store.id}' finds a value by its key only",
                help="add an index that is made for the question, or choose another kind of store",
            )
