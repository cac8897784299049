"""Several active copies of data are stated, and not how they agree.

When each copy takes writes, two of them can differ: a reader sees old data, or two writes to one record meet. What
happens then is a choice (wait for all copies, last write wins, merge), and whoever does not make it gets the default
of the product. Asked of stores and brokers with `redundancy: active-active` without `replication: {mode: ...}`.

How to fix: `replication: {mode: sync | async, consistency: cp | ap}`.

When to ignore: the copies hold different shards and nothing is kept twice.

*Bad*

```yaml
components:
  ride-store: # AK408
    {kind: database, replicas: 3, redundancy: active-active}
```

*Good*

```yaml
components:
  ride-store: {kind: database, replicas: 3, redundancy: active-active, replication: {mode: sync, consistency: cp}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK408",
    "unsynchronised-replicas",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 5",
    stage="mvp",
    several="how do the copies of these agree after a write? Replication is not said of {names}",
    related=("active-active", "replication", "leaderless-replication"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how active copies agree."""
    for component in subject.requirements.components.values():
        keeps = component.is_store or component.kind == "broker"
        copies = component.redundancy == "active-active" and component.replicas != 1
        agree = component.replication and (component.replication.mode or component.replication.consistency)
        if keeps and copies and not agree and not component.is_external:
            yield Hit(
                component.place,
                f"how do the copies of '{component.id}' agree after a write?",
                help="two active copies can differ: write replication: {mode: sync} or {mode: async, consistency: ap}",
                key=True,
            )
