"""A report reads through the store that users wait for.

A query that sums up or scans a large table takes the disks, the memory and the locks that short transactions need: the
report runs and the shop stands still. It is found where a step of a `background` or `batch` use case asks a database
with `query: aggregate` or `scan`, an interactive flow writes into the same database, and nothing says that the query
reads a copy: the step accepts no `staleness` from a replicated store, and no decision separates the two
(`oltp-olap-separation`). Time series, which are kept to be summed up, and fewer than 100 000 records are left alone.

How to fix: feed a store for analysis by events or by a nightly load, or read a copy and say how old it may be
(`staleness`).

When to ignore: the report runs while nobody uses the system.

*Bad*

```yaml
entities:
  order: {count: 50M}
components:
  order-store: {kind: database, stores: [order]}
use_cases:
  buy:
    urgency: interactive
    steps: [shop -> order-store: {action: Save the order, writes: [order]}]
  report:
    urgency: batch
    steps:
      - reports -> order-store:
          action: Add up the year
          reads: [order]
          query: aggregate # AK820
```

*Good*

```yaml
entities:
  order: {count: 50M}
components:
  order-store: {kind: database, stores: [order]}
  warehouse: {kind: database, data_model: columnar, stores: [order]}
use_cases:
  buy:
    urgency: interactive
    steps: [shop -> order-store: {action: Save the order, writes: [order]}]
  report:
    urgency: batch
    steps:
      - reports -> warehouse:
          action: Add up the year
          reads: [order]
          query: aggregate
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Entity, Message, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK820",
    "analytics-on-live-store",
    Severity.WARNING,
    "R. Kimball, M. Ross, The Data Warehouse Toolkit (2013), chapter 1",
    related=("analytics-on-oltp", "oltp-olap-separation", "olap-warehouse", "follower-reads"),
)
_THROUGH = {"aggregate", "scan"}
_FEW = 100_000
_MADE_FOR_IT = {"columnar", "time-series", "search"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find reports on stores that users wait for."""
    if "oltp-olap-separation" in subject.chosen:
        return
    live: dict[str, Message] = {}
    reports: list[tuple[UseCase, Message]] = []
    for use_case, message in subject.messages:
        if message.writes and use_case.urgency == "interactive":
            live.setdefault(message.target, message)
        if message.query in _THROUGH and use_case.urgency in {"background", "batch"}:
            reports.append((use_case, message))
    stores = {one.id: one for one in subject.stores.all if one.kind in {"database", "store"}}
    for use_case, message in reports:
        store = stores.get(message.target)
        if store is None or store.id not in live or _reads_a_copy(message, store):
            continue
        if subject.stores.model(store) not in _MADE_FOR_IT and not _is_easy(message, subject):
            yield Hit(
                message.field("query"),
                f"'{message.name}' of '{use_case.id}' reads through '{store.id}', into which users write "
                f"with '{live[store.id].name}'",
                help="feed a store for analysis, or read a copy and say how old it may be (staleness)",
                related=((live[store.id].field("writes"), "users write here"),),
            )


def _reads_a_copy(message: Message, store: Component) -> bool:
    return message.staleness is not None and store.replication is not None


def _is_easy(message: Message, subject: Subject) -> bool:
    entities = subject.requirements.entities
    read = [entities[ref.id] for ref in message.reads if ref.id in entities]
    return bool(read) and all(one.kind == "time-series" or _is_small(one) for one in read)


def _is_small(entity: Entity) -> bool:
    return entity.count is not None and entity.count.high < _FEW and entity.growth is None
