"""Several records must change together in a store that changes them one by one.

Key-value, wide-column, search and object stores promise little beyond a single record: when the second write fails,
the first one stays. It is found where a use case with `transaction: local`, or a `critical` fragment, writes several
times, or several entities, into one such store. The data model is the stated `data_model`, or known from `technology`;
products that do have transactions over several records are left alone.

How to fix: keep what changes together in one record, or in a relational store, or take the steps back one by one
(`transaction: none` with `compensation`).

When to ignore: the writes may be repeated in any order until all have happened.

*Bad*

```yaml
components:
  app: {kind: service}
  ride-store: {kind: database, data_model: wide-column}
use_cases:
  join-ride:
    transaction: local # AK809
    steps:
      - app -> ride-store: {action: Take a seat, writes: [ride]}
      - app -> ride-store: {action: Note the passenger, writes: [passenger]}
```

*Good*

```yaml
components:
  app: {kind: service}
  ride-store: {kind: database, data_model: relational}
use_cases:
  join-ride:
    transaction: local
    steps:
      - app -> ride-store: {action: Take a seat, writes: [ride]}
      - app -> ride-store: {action: Note the passenger, writes: [passenger]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Message
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._transactions import held_together

RULE = Rule(
    "AK809",
    "transaction-without-support",
    Severity.WARNING,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 7: single-object and multi-object operations",
    related=("acid-transactions", "relational-database", "aggregate-root", "nosql-database"),
)
_ONE_BY_ONE = {"key-value", "wide-column", "search", "object", "file", "columnar", "time-series"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find transactions that their store does not have."""
    able = subject.catalog.words("multi_record_transactions")
    weak = {
        one.id: one
        for one in subject.stores.all
        if subject.stores.model(one) in _ONE_BY_ONE and not next(able.find(one.technology), None)
    }
    if not weak:
        return
    for use_case in subject.use_cases:
        for place, flow in held_together(use_case, subject.parts):
            for store, count in _written(flow, weak):
                yield Hit(
                    place,
                    f"{count} writes of '{use_case.id}' must hold together, and '{store.id}', "
                    f"a {subject.stores.model(store)} store, makes each alone",
                    help="keep what changes together in one record or in a relational store, "
                    "or write how each step is taken back (compensation)",
                )


def _written(flow: tuple[Message, ...], weak: dict[str, Component]) -> Iterator[tuple[Component, int]]:
    counts: dict[str, int] = {}
    for message in flow:
        if message.target in weak and message.writes:
            counts[message.target] = counts.get(message.target, 0) + len(message.writes)
    yield from ((weak[name], count) for name, count in counts.items() if count > 1)
