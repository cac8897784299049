"""A store is split, and the key or the way from key to shard is missing.

The key decides which machine holds a record, which queries touch one machine and which touch all, and where load
gathers. Changing it later moves all the data. Asked of components with `sharding` that lack `key` or `method`.

How to fix: `sharding: {key: city, method: hash}`; `range` where neighbours are read together, `geo` or `directory`
where a table decides.

When to ignore: a managed store that hides both.

*Bad*

```yaml
components:
  ride-store: # AK806
    {kind: database, sharding: {method: hash}}
```

*Good*

```yaml
components:
  ride-store: {kind: database, sharding: {key: rider, method: hash}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK806",
    "incomplete-sharding",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 6: partitioning",
    stage="mvp",
    several="by which key and method is the data split? Not said of {names}",
    related=("sharding", "sharding-key", "hash-partitioning", "range-partitioning"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how data is split."""
    for component in subject.requirements.components.values():
        split = component.sharding
        if split is None or component.is_external or (split.key and split.method):
            continue
        missing = " and ".join(
            word for word, said in (("key", split.key), ("method", split.method)) if not said
        )
        yield Hit(
            component.place,
            f"by which {missing} is the data of '{component.id}' split?",
            help="the key decides where load gathers: write sharding: {key: ..., method: hash | range | directory | geo}",
            key=True,
        )
