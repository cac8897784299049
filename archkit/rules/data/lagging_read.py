"""A flow writes a record and reads it back from a copy that may not have it yet.

With asynchronous replication a copy is behind by its lag. Who has just saved something and does not see it saves it
again, or complains. It is found where one flow writes an entity and later reads it from a store whose active copies
are filled asynchronously (`replication: {mode: async}` with `redundancy: active-active` or `consistency: ap`), while
neither the entity (`consistency: eventual`, `staleness`) nor the step (`staleness`) accepts an older state.

How to fix: read what was just written from the leader, replicate synchronously, or state the `staleness` that the
reader accepts.

When to ignore: the client pins a reader to the copy that took the write.

*Bad*

```yaml
components:
  app: {kind: service}
  ride-store:
    {kind: database, redundancy: active-active, replication: {mode: async, lag: 2 s}, stores: [ride]}
entities:
  ride: {consistency: read-your-writes}
use_cases:
  offer-ride:
    steps:
      - app -> ride-store: {action: Save the ride, writes: [ride]}
      - app -> ride-store: {action: Read the ride, reads: [ride]} # AK801
```

*Good*

```yaml
components:
  app: {kind: service}
  ride-store:
    {kind: database, redundancy: active-active, replication: {mode: sync}, stores: [ride]}
entities:
  ride: {consistency: read-your-writes}
use_cases:
  offer-ride:
    steps:
      - app -> ride-store: {action: Save the ride, writes: [ride]}
      - app -> ride-store: {action: Read the ride, reads: [ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Entity, Message, UseCase, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK801",
    "lagging-read",
    Severity.WARNING,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 5: reading your own writes",
    related=("primary-replica-replication", "follower-reads", "read-your-writes"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find reads that may miss what the same flow has written."""
    lagging = {one.id: one for one in subject.stores.all if _lags(one)}
    if lagging:
        for use_case in subject.use_cases:
            yield from _in_flow(use_case, lagging, subject)


def _in_flow(use_case: UseCase, lagging: dict[str, Component], subject: Subject) -> Iterator[Hit]:
    written: dict[str, Message] = {}
    for message in messages(use_case.steps):
        store = lagging.get(message.target)
        for ref in message.reads if store and not message.staleness else ():
            entity = subject.requirements.entities.get(ref.id)
            if store and entity and ref.id in written and not _may_lag(entity):
                yield Hit(
                    message.field("reads"),
                    f"'{message.name}' may miss what '{written[ref.id].name}' has just written: "
                    f"the copies of '{store.id}' lag behind",
                    help="read it from the leader, replicate synchronously, or state the staleness that is accepted",
                    words=ref.id,
                    related=((written[ref.id].field("writes"), f"'{ref.id}' is written here"),),
                )
        written |= {ref.id: message for ref in message.writes}


def _lags(store: Component) -> bool:
    copies = store.replication
    if copies is None or copies.mode != "async":
        return False
    return store.redundancy == "active-active" or copies.consistency == "ap"


def _may_lag(entity: Entity) -> bool:
    return entity.consistency == "eventual" or (
        entity.staleness is not None and entity.consistency != "strong"
    )
