"""A cache stands before an operation that changes something.

What a cache answers never reaches the server: the order is not placed, and the caller hears that it was. It is found
where a step with a POST, PUT, PATCH or DELETE operation, or one that `writes`, has a `cache` with a share of hits.

How to fix: take the cache off the change, and put it on what is read.

When to ignore: a POST that only asks, with conditions too long for an address; nothing may be written then.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  order:
    steps:
      - shopper -> app:
          action: Place the order
          operation: POST /orders
          cache: {hit_rate: 20 %, ttl: 60 s} # AK529
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  order:
    steps:
      - shopper -> app:
          action: Show the order
          operation: GET /orders/{orderId}
          cache: {hit_rate: 20 %, ttl: 60 s}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK529",
    "cached-change",
    Severity.WARNING,
    "RFC 9111, section 4.4: changing requests invalidate what is stored",
    related=("explicit-cacheability", "write-through-cache", "standard-http-methods"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find changes that a cache answers."""
    for _, message in subject.messages:
        said = _change(message) if message.cache and message.cache.hit_rate else ""
        if said and message.cache and message.cache.hit_rate and message.cache.hit_rate.high > 0:
            yield Hit(
                message.field("cache"),
                f"a cache answers '{message.cache.hit_rate.text}' of '{message.name}', which {said}",
                help="take the cache off what changes something: a cached answer never reaches the server",
            )


def _change(message: Message) -> str:
    method = message.operation.partition(" ")[0].upper()
    if message.writes:
        return f"writes '{message.writes[0].id}'"
    if method in {"PUT", "PATCH", "DELETE"} or (method == "POST" and not message.reads and not message.query):
        return f"is a {method}"
    return ""
