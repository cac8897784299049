"""An answer that must be the last one comes from a cache.

A cache answers with what was true when it was filled. It is found where a step with a `cache` reads or returns an
entity with `consistency: strong`, unless the write itself throws the answer away (`invalidated: on-write`), and where
a component of kind `cache` keeps a strong entity that a store keeps too.

How to fix: read it from its store, write `invalidated: on-write`, or accept an older state (`consistency: eventual`).

When to ignore: the entity never changes once it is written.

*Bad*

```yaml
entities:
  seat: {consistency: strong}
components:
  shop: {kind: service}
use_cases:
  choose-seat:
    steps:
      - shop -> seat-store:
          action: Read the free seats
          reads: [seat]
          cache: {at: component:shop, ttl: 10 s} # AK832
```

*Good*

```yaml
entities:
  seat: {consistency: eventual, staleness: 10 s}
components:
  shop: {kind: service}
use_cases:
  choose-seat:
    steps:
      - shop -> seat-store:
          action: Read the free seats
          reads: [seat]
          cache: {at: component:shop, ttl: 10 s}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject, entities_named

RULE = Rule(
    "AK832",
    "cached-strict-data",
    Severity.WARNING,
    "RFC 9111: HTTP caching, freshness; M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 9",
    related=("caching", "cache-invalidation", "write-through-cache", "strong-consistency"),
)
_HELP = "read it from its store, write invalidated: on-write, or accept consistency: eventual"


def check(subject: Subject) -> Iterator[Hit]:
    """Find strict data in caches."""
    entities = subject.requirements.entities
    for _, message in subject.messages:
        if message.cache is None or message.cache.invalidated == "on-write":
            continue
        read = [entities[ref.id] for ref in message.reads if ref.id in entities]
        read += entities_named(message.returns, subject.requirements)
        strict = next(filter(_is_strict, read), None)
        if strict:
            yield Hit(
                message.field("cache"),
                f"'{message.name}' may be answered from a cache, and '{strict.id}' must be read as last written",
                help=_HELP,
                related=((strict.at("consistency"), f"'{strict.id}' is strong here"),),
            )
    for store in subject.stores.all:
        for index, ref in enumerate(store.stores if store.kind == "cache" else ()):
            entity = entities.get(ref.id)
            if entity and _is_strict(entity) and len(subject.stores.keeping(entity.id)) > 1:
                yield Hit(
                    store.at("stores", index),
                    f"'{store.id}' is a cache, and '{entity.id}' must be read as last written",
                    help=_HELP,
                    related=((entity.at("consistency"), f"'{entity.id}' is strong here"),),
                )


def _is_strict(entity: Entity) -> bool:
    return entity.consistency == "strong" and entity.mutability != "immutable"
