"""Several copies of a store take writes, and nothing says what becomes of two changes to one record.

Where more than one copy takes writes, two of them can change the same record before they hear of each other. One
change wins, or both are merged, or the application asks; who has not chosen loses changes without noticing. Asked of
stores with `replication: {leader: several}` or `none`, and of active-active stores in several regions that keep
mutable data and prefer to answer (`ap`).

How to fix: `conflicts: merge`, `last-write-wins`, `application`, or `avoided` where each record has one home.

When to ignore: records are only ever added.

*Bad*

```yaml
components:
  cart-store: # AK805
    {kind: database, replication: {mode: async, leader: none}}
```

*Good*

```yaml
components:
  cart-store: {kind: database, replication: {mode: async, leader: none, conflicts: merge}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK805",
    "unresolved-write-conflict",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 5: handling write conflicts",
    stage="mvp",
    several="what becomes of two changes to one record that two copies took at once? Not said of {names}",
    related=("leaderless-replication", "quorum", "crdt", "multi-region-active-active"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how conflicting writes are settled."""
    for store in subject.stores.all:
        if _takes_writes_everywhere(store, subject):
            yield Hit(
                store.place,
                f"what becomes of two changes to one record that two copies of '{store.id}' took at once?",
                help="write replication: {conflicts: last-write-wins | merge | application | avoided}",
                key=True,
            )


def _takes_writes_everywhere(store: Component, subject: Subject) -> bool:
    copies = store.replication
    if copies is None or copies.conflicts or copies.leader == "one":
        return False
    kept = subject.stores.kept(store)
    if kept and all(one.mutability in {"immutable", "append-only"} for one in kept):
        return False
    if copies.leader:
        return True
    spread = store.redundancy == "active-active" and len(store.regions) > 1 and copies.consistency == "ap"
    return spread and any(one.mutability == "mutable" for one in kept)
