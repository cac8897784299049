"""An answer is cached, and nothing says until when.

Without an end a cached answer is wrong for ever after the first change, and the cache grows until somebody empties it
by hand. Asked of steps with a `cache` that has neither `ttl` nor `invalidated`.

How to fix: `cache: {at: component:app, ttl: 60 s}`, or `invalidated: on-write | on-event`.

When to ignore: what is cached never changes and is bounded, such as the pages of an old version.

*Bad*

```yaml
components:
  app: {kind: service}
use_cases:
  see-map:
    steps:
      - app -> map-service:
          action: Fetch the map
          cache: {at: component:app, hit_rate: 90 %} # AK833
```

*Good*

```yaml
components:
  app: {kind: service}
use_cases:
  see-map:
    steps:
      - app -> map-service:
          action: Fetch the map
          cache: {at: component:app, hit_rate: 90 %, ttl: 1 d}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK833",
    "endless-cache",
    Severity.QUESTION,
    "RFC 9111: HTTP caching, freshness lifetime",
    stage="mvp",
    several="until when do cached answers hold? Neither ttl nor invalidated is said in {names}",
    related=("caching", "cache-invalidation", "cache-eviction"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how long cached answers hold."""
    for use_case, message in subject.messages:
        cache = message.cache
        if cache is not None and not cache.ttl and not cache.invalidated:
            yield Hit(
                message.field("cache"),
                f"until when does the cached answer of '{message.name}' in '{use_case.id}' hold?",
                help="write ttl, or invalidated: on-write | on-event",
            )
