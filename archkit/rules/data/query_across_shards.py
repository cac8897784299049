"""Records of different shards are joined, or changed in one local transaction.

A split store keeps together what has the same key. A join of records that do not share the key asks every shard and
stitches the answers over the network; a transaction over them is no local one. It is found where a step joins, or a
use case with `transaction: local` writes, several entities of a split store of which one has no field with the key.

How to fix: carry the key in all entities that are used together, or keep the second entity in a store of its own.

When to ignore: the entity without the key is small and copied to every shard.

*Bad*

```yaml
entities:
  ride: {fields: {id: uuid, city: string}}
  vehicle: {fields: {id: uuid, plate: string}}
components:
  app: {kind: service}
  ride-store: {kind: database, stores: [ride, vehicle], sharding: {key: city, method: hash}}
use_cases:
  list-rides:
    steps:
      - app -> ride-store: {action: Read rides with vehicles, reads: [ride, vehicle], query: join} # AK808
```

*Good*

```yaml
entities:
  ride: {fields: {id: uuid, city: string}}
  vehicle: {fields: {id: uuid, plate: string, city: string}}
components:
  app: {kind: service}
  ride-store: {kind: database, stores: [ride, vehicle], sharding: {key: city, method: hash}}
use_cases:
  list-rides:
    steps:
      - app -> ride-store: {action: Read rides with vehicles, reads: [ride, vehicle], query: join}
```
"""

from collections.abc import Iterator, Sequence

from archkit.diagnostics import Place, Severity
from archkit.model import Component, Entity, Ref, entities_in
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._transactions import held_together

RULE = Rule(
    "AK808",
    "query-across-shards",
    Severity.WARNING,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 6; practice of sharded databases",
    related=("sharding", "sharding-key", "api-composition", "denormalization"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find joins and transactions over several shards."""
    split = {one.id: one for one in subject.stores.all if one.sharding and one.sharding.key}
    if not split:
        return
    for use_case in subject.use_cases:
        for message in use_case.messages():
            store = split.get(message.target)
            if store is not None and message.query == "join":
                yield from _apart(subject, store, message.reads, message.field("query"), "is joined")
        for place, flow in held_together(use_case, subject.parts) if use_case.transaction == "local" else ():
            written: dict[str, dict[Ref, None]] = {}
            for message in flow:
                if message.target in split:
                    written.setdefault(message.target, {}).update(dict.fromkeys(message.writes))
            for name, refs in written.items():
                yield from _apart(
                    subject, split[name], list(refs), place, "is changed in a local transaction"
                )


def _apart(subject: Subject, store: Component, refs: Sequence[Ref], place: Place, what: str) -> Iterator[Hit]:
    """Find the first entity that does not carry the key of its store, where others do."""
    assert store.sharding is not None  # noqa: S101 - the caller looked
    key = store.sharding.key
    known = [subject.requirements.entities[ref.id] for ref in refs if ref.id in subject.requirements.entities]
    kept = [one for one in known if one in subject.stores.kept(store) and one.fields]
    without = [one for one in kept if not _carries(one, key)]
    if without and len(kept) > 1:
        other = next(one for one in kept if one is not without[0])
        yield Hit(
            place,
            f"'{without[0].id}' {what} with '{other.id}', and may lie on another shard: it has no field '{key}'",
            help=f"carry '{key}' in both, which '{store.id}' is split by, or keep '{without[0].id}' in a store of its own",
        )


def _carries(entity: Entity, key: str) -> bool:
    """Whether an entity has the key: a field of that name, one that refers to it, or it is what the key names."""
    plain = key.replace("_", "-").removesuffix("-id")
    names = {name.replace("_", "-").removesuffix("-id") for name in entity.fields}
    refs = {one.entity for kind in entity.fields.values() for one in entities_in(kind)}
    return plain in names or plain in refs or plain == entity.id or key in entity.fields
