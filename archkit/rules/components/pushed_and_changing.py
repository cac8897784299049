"""Content that changes is pushed to a CDN.

A push CDN shows what was uploaded last. Each change has to be uploaded and the old copy purged, in all places; what
is forgotten stays old for everybody. For content that changes often an edge that fetches (pull) with a short lifetime
does it alone. It is found where a decision for `cdn-push` addresses an entity with `mutability: mutable` or a
`staleness` below an hour.

How to fix: `cdn-pull` for what changes, `cdn-push` for what does not.

When to ignore: the upload is a step of the same transaction that changes the content.

*Bad*

```yaml
entities:
  price-list: {mutability: mutable}
decisions:
  push-prices:
    patterns: [cdn-push] # AK428
    addresses: [entity:price-list]
```

*Good*

```yaml
entities:
  trailer: {kind: blob, mutability: immutable}
decisions:
  push-trailers:
    patterns: [cdn-push]
    addresses: [entity:trailer]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK428",
    "pushed-and-changing",
    Severity.WARNING,
    "Practice of content delivery networks: pull for what changes, push for what stays",
    related=("cdn-push", "cdn-pull", "cache-invalidation"),
)
_OFTEN = 3600.0


def check(subject: Subject) -> Iterator[Hit]:
    """Find changing data that a push CDN is to hold."""
    for decision in subject.chosen.get("cdn-push", ()):
        for ref in decision.addresses:
            entity = subject.requirements.entities.get(ref.id) if ref.kind == "entity" else None
            if entity is None:
                continue
            young = entity.staleness is not None and entity.staleness.high < _OFTEN
            if entity.mutability == "mutable" or young:
                field = "mutability" if entity.mutability == "mutable" else "staleness"
                yield Hit(
                    decision.at("patterns", decision.patterns.index("cdn-push")),
                    f"'{entity.id}' changes, and a push CDN shows each user what was uploaded last",
                    help="choose cdn-pull with a short ttl for it",
                    related=((entity.at(field), f"{field} stands here"),),
                )
                break
