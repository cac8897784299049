"""Messages that must not be lost are refused above a limit, and their sender does not hear of it.

Who sends with `~>` does not learn of a refusal: the message is gone. It is found where `over_limit: reject` stands on
a component that gets messages without waiting which are to arrive at least once, or in a use case whose measure says
that nothing may be lost.

How to fix: `over_limit: queue`, or let the sender wait for the answer with `->`.

When to ignore: the sender keeps each message until it is acknowledged; then the arrow should be `->`.

*Bad*

```yaml
components:
  trades:
    kind: service
    api: {rate_limit: 50/s, over_limit: reject} # AK864
use_cases:
  trade: {steps: [desk ~> trades: {action: Place an order, delivery: at-least-once}]}
```

*Good*

```yaml
components:
  trades:
    kind: service
    api: {rate_limit: 50/s, over_limit: queue}
use_cases:
  trade: {steps: [desk ~> trades: {action: Place an order, delivery: at-least-once}]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.resilience._losses import keeps_all

RULE = Rule(
    "AK864",
    "refused-unheard",
    Severity.WARNING,
    "Azure Architecture Center: throttling and queue-based load leveling patterns",
    related=("throttle-queue", "throttle-drop", "queue-based-load-leveling"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find refusals that nobody hears of."""
    refusing = {
        one.id: one
        for one in subject.requirements.components.values()
        if one.api and one.api.over_limit == "reject" and not one.is_external
    }
    precious = keeps_all(subject) if refusing else frozenset()
    for use_case, message in subject.messages if refusing else ():
        component = refusing.get(message.target)
        from_broker = message.channel or subject.parts.carrier(message.source)
        if component is None or message.waits or from_broker or message.optional:
            continue
        if message.delivery == "at-most-once":
            continue
        if message.delivery or use_case.ref in precious:
            del refusing[component.id]
            yield Hit(
                component.at("api", "over_limit"),
                f"'{component.id}' refuses '{message.name}' above the limit, and '{message.source}' does not wait to hear it",
                help="write over_limit: queue, or let the sender wait with ->",
                related=((message.place, "the message stands here"),),
            )
