"""The key of a split store gathers load in one shard.

A shard helps only if the key spreads the load. It is found where the key has a few values only (a choice, a boolean,
a status, a type); where it is a moment and ranges of it are kept together, so that all new records go to the last
shard; and where a load says that its hottest value of this key gets at least twice the share of an even shard.

How to fix: take a key with many values that load falls on evenly, such as the id of an account; add a second field
to a hot key; hash moments.

When to ignore: the data of each value is kept apart on purpose, for tenants or by law.

*Bad*

```yaml
entities:
  ride: {fields: {id: uuid, state: one of open | matched | finished}}
components:
  ride-store:
    kind: database
    stores: [ride]
    sharding: {key: state, method: hash} # AK807
```

*Good*

```yaml
entities:
  ride: {fields: {id: uuid, state: one of open | matched | finished}}
components:
  ride-store:
    kind: database
    stores: [ride]
    sharding: {key: id, method: hash}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK807",
    "hot-shard",
    Severity.WARNING,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 6: skewed workloads and hot spots",
    related=("sharding-key", "hot-partition", "consistent-hashing", "range-partitioning"),
)
_UNEVEN = 2.0
"""How many times the even share the hottest value must get to be told."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find keys that do not spread load."""
    for component in subject.requirements.components.values():
        split = component.sharding
        if split is None or not split.key or component.is_external:
            continue
        why = _why(component, subject)
        if why:
            yield Hit(
                component.at("sharding", "key"),
                f"'{split.key}' does not spread the load of '{component.id}': {why}",
                help="take a key with many values that load falls on evenly, or add a second field to it",
            )


def _why(component: Component, subject: Subject) -> str:
    """Return what gathers the load; empty where nothing does."""
    split = component.sharding
    assert split is not None  # noqa: S101 - the caller looked
    kind = _type(component, split.key, subject)
    plain = split.key.replace("_", " ").replace("-", " ").lower()
    if kind.startswith("one of"):
        return f"it has {kind.count('|') + 1} values"
    if kind == "boolean" or plain in subject.catalog.words("few_values").advice:
        return "it has a few values only"
    moment = kind in {"date", "datetime"} or plain in subject.catalog.words("moment").advice
    if moment and split.method == "range":
        return "all new records go to the shard of the newest range"
    shards = component.replicas or 1
    for use_case in subject.use_cases:
        skew = use_case.load.skew if use_case.load else None
        if skew is None or not skew.hottest or skew.key != split.key or shards < 2:
            continue
        if skew.hottest.low * shards >= _UNEVEN and _touches(use_case, component):
            return f"{skew.hottest} of '{use_case.id}' go to one value, and an even share of {shards} is {100 / shards:.0f} %"
    return ""


def _type(component: Component, key: str, subject: Subject) -> str:
    for ref in component.stores:
        entity = subject.requirements.entities.get(ref.id)
        if entity and key in entity.fields:
            return str(entity.fields[key]).removeprefix("optional ")
    return ""


def _touches(use_case: UseCase, component: Component) -> bool:
    return any(component.id in (one.target, one.channel) for one in use_case.messages())
