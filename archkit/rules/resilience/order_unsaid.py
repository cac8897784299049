"""Events about the same record go the same way, and nothing says whether their order matters.

A cancellation that overtakes its order cancels nothing, and the order then stays. Brokers keep the order for one key
at best, and retries break it. Asked where one part sends another two or more kinds of events that carry the same
entity, and none of them states `ordering`.

How to fix: `ordering: {key: order}`; or a number in each event, by which the receiver ignores older ones.

When to ignore: each event carries the whole record with its version, and the receiver takes the newest.

*Bad*

```yaml
system: {stage: growth}
components: {shop: {kind: service}, billing: {kind: service}}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced, data: [order]} # AK871
  cancel:
    steps:
      - shop ~> billing: {event: OrderCancelled, data: [order]}
```

*Good*

```yaml
system: {stage: growth}
components: {shop: {kind: service}, billing: {kind: service}}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced, data: [order], ordering: {key: order}}
  cancel:
    steps:
      - shop ~> billing: {event: OrderCancelled, data: [order], ordering: {key: order}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK871",
    "order-unsaid",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 11: ordering of events",
    stage="growth",
    several="may these events overtake each other? Their order is not said in {names}",
    related=("message-ordering", "sequence-numbered-events", "sequential-convoy"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the order of events about one record, once for each pair of parts."""
    asked: set[tuple[str, str]] = set()
    for (source, target, entity), events in _unordered(subject).items():
        if len(events) > 1 and (source, target) not in asked:
            asked.add((source, target))
            first, second, *_ = events.values()
            yield Hit(
                first.place,
                f"may '{second.event}' overtake '{first.event}' on the way from '{source}' to '{target}'? Both are about '{entity}'",
                help="retries and parallel receivers break the order: write ordering: {key: ...}",
                key=True,
                related=((second.place, f"'{second.event}' stands here"),),
            )


def _unordered(subject: Subject) -> dict[tuple[str, str, str], dict[str, Message]]:
    """Return the events that take each way with the same entity; ways on which an order is stated are left out."""
    told: dict[tuple[str, str, str], dict[str, Message]] = {}
    ordered: set[tuple[str, str, str]] = set()
    for _, message in subject.messages:
        if message.waits or not message.event or not subject.parts.own(message.target):
            continue
        for word in message.data:
            if word in subject.requirements.entities:
                way = (message.source, message.target, word)
                told.setdefault(way, {}).setdefault(message.event, message)
                if message.ordering:
                    ordered.add(way)
    return {way: events for way, events in told.items() if way not in ordered}
