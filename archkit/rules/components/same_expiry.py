"""Everything in the CDN expires after the same time.

What was put there together, at a release or after a purge, expires together, and the origin gets all of it at once.
It is found where two or more steps are cached at a component of `kind: cdn`, all with the same `ttl`.

How to fix: give groups of content different lifetimes, and let the edge spread them by a tenth at random.

When to ignore: the groups are fetched so seldom that the origin does not notice.

*Bad*

```yaml
components: {edge: {kind: cdn}, site: {kind: web-app}}
use_cases:
  look:
    steps:
      - edge -> site: {action: Fetch pictures, cache: {at: component:edge, ttl: 1 h}} # AK427
      - edge -> site: {action: Fetch styles, cache: {at: component:edge, ttl: 1 h}}
```

*Good*

```yaml
components: {edge: {kind: cdn}, site: {kind: web-app}}
use_cases:
  look:
    steps:
      - edge -> site: {action: Fetch pictures, cache: {at: component:edge, ttl: 1 d}}
      - edge -> site: {action: Fetch styles, cache: {at: component:edge, ttl: 1 h}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.model import Quantity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK427",
    "same-expiry",
    Severity.INFO,
    "Practice of content delivery; RFC 9111: freshness lifetime",
    related=("synchronized-expiry", "cdn-pull", "cache-stampede"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find edges where all lifetimes are equal."""
    groups: dict[str, list[tuple[Place, Quantity]]] = {}
    for edge, place, ttl in _kept_at_edges(subject):
        groups.setdefault(edge, []).append((place, ttl))
    for edge, ((place, ttl), *others) in groups.items():
        if others and all(other.high == ttl.high for _, other in others):
            yield Hit(
                place,
                f"all {len(others) + 1} kinds of content in '{edge}' expire after '{ttl.text}', and the origin gets them together",
                help="give groups of content different lifetimes",
                related=tuple((one, "the same lifetime") for one, _ in others[:3]),
            )


def _kept_at_edges(subject: Subject) -> Iterator[tuple[str, Place, Quantity]]:
    """Yield each edge with the place and the length of a lifetime."""
    for _, message in subject.messages:
        cache = message.cache
        edge = subject.requirements.components.get(cache.at.id) if cache and cache.at else None
        if cache and cache.ttl and edge and edge.kind == "cdn":
            yield edge.id, message.field("cache", "ttl"), cache.ttl
