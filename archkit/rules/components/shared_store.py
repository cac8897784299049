"""Services of different owners keep their data in the same store.

A schema that two services share ties their releases together: neither can change a table without the other, and a bad
query of one slows both. It is found where two services write different entities to one store of yours (`writes` on
the steps into it), and do not state the same `owner`. Jobs are left alone, as they often belong to a service; two
writers of the same entity are told by AK710.

How to fix: give each service its store; let the other one ask through its interface or listen to its events.

When to ignore: each writes into a schema of its own on one server; then model two stores.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, main-store: {kind: database}}
entities: {ride: {owner: rides}, receipt: {owner: payment}}
use_cases:
  ride:
    steps:
      - rides -> main-store: {action: Save the ride, writes: [ride]}
      - payment -> main-store: {action: Save the receipt, writes: [receipt]} # AK435
```

*Good*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, ride-store: {kind: database}, receipts: {kind: database}}
entities: {ride: {owner: rides}, receipt: {owner: payment}}
use_cases:
  ride:
    steps:
      - rides -> ride-store: {action: Save the ride, writes: [ride]}
      - payment -> receipts: {action: Save the receipt, writes: [receipt]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK435",
    "shared-store",
    Severity.WARNING,
    "C. Richardson, Microservices Patterns (2018), chapter 2: database per service",
    related=("database-per-service", "shared-database", "distributed-monolith"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find stores in which several teams keep data."""
    writers: dict[str, dict[str, Message]] = {}
    told: set[str] = set()
    for store, team, message in _writes(subject):
        known = writers.setdefault(store, {})
        theirs = next((first for other, first in known.items() if other != team), None)
        known.setdefault(team, message)
        if theirs is None or store in told or not set(theirs.writes).isdisjoint(message.writes):
            continue
        told.add(store)
        yield Hit(
            message.place,
            f"'{message.source}' keeps '{message.writes[0].id}' in '{store}', where '{theirs.source}' keeps "
            f"'{theirs.writes[0].id}'",
            help=f"give '{message.source}' a store of its own",
            key=True,
            related=((theirs.place, f"'{theirs.source}' writes here"),),
        )


def _writes(subject: Subject) -> Iterator[tuple[str, str, Message]]:
    """Yield each write of a service into a store: the store, who answers for the service, and the step."""
    if "shared-database" in subject.chosen:
        return
    for _, message in subject.messages:
        service = subject.parts.service(message.source) if message.writes else None
        if service is not None and service.kind != "job" and subject.parts.store(message.target):
            yield message.target, service.owner or service.id, message
