"""A store is spread over machines, and nothing says what it gives up when they lose each other.

When the network between the copies is cut, a store answers from what it has and may be wrong (AP), or refuses to
answer and stays right (CP). It cannot do both, and each product has a default. Asked, from the stage growth on, of
stores with `replication` or `sharding` that do not say `consistency: cp` or `ap`.

How to fix: `replication: {consistency: cp}` for stock, seats and balances; `ap` for likes, feeds and counters.

When to ignore: all copies stand in one rack and fall together.

*Bad*

```yaml
system: {stage: growth}
components:
  ride-store: # AK802
    {kind: database, replication: {mode: async, copies: 3}}
```

*Good*

```yaml
system: {stage: growth}
components:
  ride-store: {kind: database, replication: {mode: async, copies: 3, consistency: cp}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK802",
    "undecided-partition",
    Severity.QUESTION,
    "E. Brewer, CAP Twelve Years Later, IEEE Computer 45(2), 2012",
    stage="growth",
    several="what do these keep when their copies cannot reach each other, consistency or availability? Not said of {names}",
    related=("cap-theorem", "strong-consistency", "eventual-consistency"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what spread stores give up."""
    for store in subject.stores.all:
        if _is_spread(store) and not (store.replication and store.replication.consistency):
            yield Hit(
                store.place,
                f"what does '{store.id}' keep when its copies cannot reach each other, consistency or availability?",
                help="write replication: {consistency: cp} where a wrong answer costs more than none, else ap",
                key=True,
            )


def _is_spread(store: Component) -> bool:
    copies = store.replication
    replicated = copies is not None and copies.mode is not None and copies.copies != 1 and store.replicas != 1
    return replicated or store.sharding is not None
