"""While a breaker is open, calls are dropped that a must-have use case needs.

A dropped picture of a map is forgotten; a dropped order is a lost customer. What matters is kept and done later. It is
found where `breaker: {when_open: drop}` stands on a component that, in a use case of priority must, writes or calls
for a change.

How to fix: `when_open: replay`, or a queue between.

When to ignore: the caller learns of it and repeats the call itself; then `when_open: error` says so.

*Bad*

```yaml
components:
  shop:
    kind: service
    resilience: {circuit_breaker: true, breaker: {when_open: drop}} # AK860
  orders: {kind: service}
entities: {order: {owner: orders}}
use_cases:
  buy:
    priority: must
    steps: [shop -> orders: {action: Place the order, writes: [order]}]
```

*Good*

```yaml
components:
  shop:
    kind: service
    resilience: {circuit_breaker: true, breaker: {when_open: replay}}
  orders: {kind: service}
entities: {order: {owner: orders}}
use_cases:
  buy:
    priority: must
    steps: [shop -> orders: {action: Place the order, writes: [order]}]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.resilience._attempts import changes_something

RULE = Rule(
    "AK860",
    "dropped-critical-call",
    Severity.WARNING,
    "Azure Architecture Center: circuit breaker pattern, replay of failed requests",
    related=("log-and-replay", "drop-when-open", "message-queue"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find breakers that drop what matters."""
    dropping = {
        one.id: one
        for one in subject.requirements.components.values()
        if one.resilience
        and one.resilience.breaker
        and one.resilience.breaker.when_open == "drop"
        and not one.is_external
    }
    for use_case, message in subject.messages if dropping else ():
        caller = dropping.get(message.source)
        matters = use_case.priority == "must" and not (message.optional or message.fallback)
        if caller and matters and message.target != caller.id and changes_something(subject, message):
            del dropping[caller.id]
            yield Hit(
                caller.at("resilience", "breaker", "when_open"),
                f"'{caller.id}' drops '{message.name}' while the breaker is open, and '{use_case.id}' is a must",
                help="write when_open: replay, or put a queue between",
                related=((message.place, "the step stands here"),),
            )
