"""Services of different owners write the same records of one store.

Each writer knows the rules of the data by heart, and each can break those of the other. A changed column needs both to
change on one day. It is found where a step of one service writes an entity in a store, and a service with another
`owner`, or one of two without any, writes the same entity there.
Jobs, brokers and caches are left out, and so is who decided for `shared-database`.

How to fix: let one service own the entity, and the other ask it.

When to ignore: both services belong to one team, and are on their way into one.

*Bad*

```yaml
components: {orders: {kind: service}, billing: {kind: service}, db: {kind: database}} # AK710
entities: {order: {}}
use_cases:
  buy: {steps: [orders -> db: {action: Keep it, writes: [order]}]}
  pay: {steps: [billing -> db: {action: Mark it paid, writes: [order]}]}
```

*Good*

```yaml
components: {orders: {kind: service}, billing: {kind: service}, db: {kind: database}}
entities: {order: {}}
use_cases:
  buy: {steps: [orders -> db: {action: Keep it, writes: [order]}]}
  pay:
    steps:
      - billing -> orders: Mark it paid
      - orders -> db: {action: Mark it paid, writes: [order]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK710",
    "shared-database",
    Severity.WARNING,
    "C. Richardson, Microservices Patterns (2018): database per service; G. Hohpe, B. Woolf (2003): Shared Database",
    related=("database-per-service", "shared-database", "encapsulated-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find entities that several services write in one store, once for each store."""
    if "shared-database" in subject.chosen:
        return
    writers: dict[tuple[str, str], dict[str, tuple[Component, Message]]] = {}
    for store, message in subject.stores.calls:
        service = subject.parts.service(message.source)
        if service and service.kind != "job" and subject.parts.store(store.id):
            for ref in message.writes:
                writers.setdefault((store.id, ref.id), {}).setdefault(service.id, (service, message))
    told: set[str] = set()
    for (store_id, entity_id), found in writers.items():
        pair = _strangers([service for service, _ in found.values()])
        if pair and store_id not in told:
            told.add(store_id)
            first, second = pair
            yield Hit(
                subject.requirements.components[store_id].place,
                f"'{first.id}' and '{second.id}' both write '{entity_id}' in '{store_id}'",
                help=f"let one of them own '{entity_id}', and the other ask it",
                key=True,
                related=tuple(
                    (found[one.id][1].field("writes"), f"'{one.id}' writes it here") for one in pair
                ),
            )


def _strangers(services: list[Component]) -> tuple[Component, Component] | None:
    """Return two services that no team has in common."""
    for index, first in enumerate(services):
        for second in services[index + 1 :]:
            if not first.owner or first.owner != second.owner:
                return first, second
    return None
