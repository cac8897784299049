"""Data that must be read as last written lives in a store that prefers to answer.

A store that keeps availability when the network is cut (`consistency: ap`) answers from a copy that may be old: the
last seat is sold twice, a balance is spent twice. It is found where an entity with `consistency: strong` is kept in
such a store. Caches have a rule of their own (AK832).

How to fix: keep the entity in a store with `consistency: cp`, or accept older reads with `consistency: eventual`.

When to ignore: the store reads and writes with quorums for this entity.

*Bad*

```yaml
entities:
  seat: {consistency: strong}
components:
  seat-store:
    kind: database
    stores: [seat]
    replication: {mode: async, consistency: ap} # AK803
```

*Good*

```yaml
entities:
  seat: {consistency: strong}
components:
  seat-store:
    kind: database
    stores: [seat]
    replication: {mode: sync, consistency: cp}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK803",
    "strict-data-on-available-store",
    Severity.WARNING,
    "S. Gilbert, N. Lynch, Brewer's conjecture and the feasibility of consistent, available, partition-tolerant "
    "web services (2002)",
    related=("cap-theorem", "strong-consistency", "quorum", "eventual-consistency"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find strict entities in stores that may answer wrongly."""
    for store in subject.stores.all:
        copies = store.replication
        if copies is None or copies.consistency != "ap" or store.kind == "cache":
            continue
        for entity in subject.stores.kept(store):
            if entity.consistency == "strong":
                yield Hit(
                    store.at("replication", "consistency"),
                    f"'{store.id}' answers during a network cut from copies that may be old, "
                    f"and '{entity.id}' must be read as last written",
                    help=f"keep '{entity.id}' in a store with consistency: cp, or accept consistency: eventual",
                    related=((entity.at("consistency"), f"'{entity.id}' is strong here"),),
                )
