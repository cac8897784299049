"""A service reads another service's data straight from its store.

The owner of data may change how it is kept, as long as its interface stays. A reader that goes past the interface
takes that freedom away, sees half-written states, and loads a store that it does not run. It is found where a service
reads an entity from a database of yours whose `owner` is another service of another team (where both state one). Who reads
a store that is run by its own team reads what it answers for.

How to fix: ask the owner through its interface, or keep a copy of your own that its events feed.

When to ignore: a read-only view that the owner promises like an interface; model it as a store of its own.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, ride-store: {kind: database}}
entities: {ride: {owner: rides}}
use_cases:
  pay:
    steps:
      - payment -> ride-store: {action: Read the ride, reads: [ride]} # AK436
```

*Good*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, ride-store: {kind: database}}
entities: {ride: {owner: rides}}
use_cases:
  pay:
    steps:
      - payment -> rides: {action: Ask for the ride, returns: [ride]}
      - rides -> ride-store: {action: Read the ride, reads: [ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK436",
    "foreign-read",
    Severity.WARNING,
    "C. Richardson, Microservices Patterns (2018), chapter 2; Amazon's API mandate (2002)",
    related=("database-per-service", "encapsulated-api", "event-carried-state-transfer"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find reads past the owner."""
    if "shared-database" in subject.chosen:
        return
    entities = subject.requirements.entities
    for use_case, message in subject.messages:
        store, reader = subject.parts.store(message.target), subject.parts.service(message.source)
        if store is None or reader is None or store.kind == "object-store":
            continue
        for index, ref in enumerate(message.reads):
            entity = entities.get(ref.id)
            owner = subject.parts.service(entity.owner.id) if entity and entity.owner else None
            teams = {owner.owner, store.owner} if owner else set()
            if owner is None or owner.id == reader.id or (reader.owner and reader.owner in teams):
                continue
            yield Hit(
                message.field("reads", index),
                f"'{reader.id}' reads '{ref.id}' from '{store.id}' in '{use_case.id}', and '{owner.id}' owns it",
                help=f"let '{reader.id}' ask '{owner.id}', or listen to its events",
            )
