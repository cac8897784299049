"""A flow changes a store and then sends an event about it, and no decision ties the two.

No transaction spans a store and a broker. A crash between the two leaves a change of which nobody hears, or, the other
way round, an event about a change that never was. Asked from the stage growth on, where a service writes an entity
into a store of the team and, in the same flow, sends a message with `event` whose `data` names that entity, while no
decision chooses an outbox, change data capture, event sourcing or their like. What is only appended or immutable is
left out: a receiver can read on there from where it stopped.

How to fix: decide for `transactional-outbox` or `change-data-capture`.

When to ignore: a lost event does no harm; then say `delivery: at-most-once` or `optional: true` on the step.

*Bad*

```yaml
system: {stage: growth}
components: {orders: {kind: service}, mail: {kind: service}, db: {kind: database}}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - orders -> db: {action: Keep it, writes: [order]}
      - orders ~> mail: {event: OrderPlaced, data: [order]} # AK711
```

*Good*

```yaml
system: {stage: growth}
components: {orders: {kind: service}, mail: {kind: service}, db: {kind: database}}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - orders -> db: {action: Keep it, writes: [order]}
      - orders ~> mail: {event: OrderPlaced, data: [order]}
decisions:
  tell-through-table: {patterns: [transactional-outbox]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK711",
    "dual-write",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 3: transactional messaging",
    whole=True,
    stage="growth",
    several="what if it crashes between the change and the event? No decision says so for {names}",
    related=("transactional-outbox", "change-data-capture", "dual-write"),
)
_CURES = (
    "transactional-outbox",
    "embedded-outbox",
    "outbox-relay",
    "change-data-capture",
    "event-sourcing",
    "dual-write",
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find events that can part from the change that they tell of, once for each use case."""
    if any(cure in subject.chosen for cure in _CURES):
        return
    for use_case in subject.use_cases:
        yield from _first(use_case, subject)


def _first(use_case: UseCase, subject: Subject) -> Iterator[Hit]:
    written: dict[tuple[str, str], Message] = {}
    for message in use_case.messages():
        if subject.parts.store(message.target) and subject.parts.service(message.source):
            changed = [ref.id for ref in message.writes if not _is_log(ref.id, subject)]
            written |= {(message.source, one): message for one in changed}
        if message.waits or not message.event or message.optional or message.delivery == "at-most-once":
            continue
        for word in message.data:
            entity = word.partition(".")[0]
            change = written.get((message.source, entity))
            if change:
                yield Hit(
                    message.place,
                    f"what if '{message.source}' crashes after it wrote '{entity}' and before it sends '{message.event}'?",
                    help="decide for transactional-outbox or change-data-capture, which let neither happen alone",
                    key=True,
                    related=((change.field("writes"), f"'{entity}' is written here"),),
                )
                return


def _is_log(entity_id: str, subject: Subject) -> bool:
    entity = subject.requirements.entities.get(entity_id)
    return entity is not None and entity.mutability in {"append-only", "immutable"}
