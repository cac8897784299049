"""A store on several machines is said to be consistent and available, whatever happens between them.

Networks do split, and nobody can choose that they do not. Then a store on two machines either refuses some answers or
gives some that are old. Consistent and available at once is one machine, up as long as that machine. It is found where
a decision chooses `ca-system` for a store, or for the whole system, and the store has copies, shards, several replicas
or regions.

How to fix: choose what gives way during a split, `replication: {consistency: cp}` or `ap`, and choose
`strong-consistency` or `eventual-consistency` instead.

When to ignore: never; ask the vendor what the product does, node by node, while the network is cut.

*Bad*

```yaml
components:
  ledger-store: {kind: database, replicas: 3}
decisions:
  always-right:
    patterns: [ca-system] # AK834
    addresses: [component:ledger-store]
```

*Good*

```yaml
components:
  ledger-store: {kind: database, replicas: 3, replication: {mode: sync, consistency: cp}}
decisions:
  always-right:
    patterns: [strong-consistency]
    addresses: [component:ledger-store]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK834",
    "consistent-and-available",
    Severity.ERROR,
    "S. Gilbert, N. Lynch, Brewer's conjecture and the feasibility of consistent, available, partition-tolerant "
    "web services (2002)",
    related=("cap-theorem", "ca-system", "strong-consistency", "eventual-consistency"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find promises that a network can break."""
    if "ca-system" not in subject.chosen:
        return
    for store in subject.stores.all:
        decision = subject.choice_for(store.ref, "ca-system")
        if decision is not None and _is_spread(store):
            yield Hit(
                decision.at("patterns"),
                f"'{decision.id}' wants '{store.id}' consistent and available, and it stands on several machines",
                help="say what gives way when they lose each other: replication: {consistency: cp} or ap",
                words="ca-system",
                related=((store.place, f"'{store.id}' stands here"),),
            )


def _is_spread(store: Component) -> bool:
    copies = store.replication is not None and (store.replication.copies or 2) > 1
    return copies or store.sharding is not None or (store.replicas or 1) > 1 or len(store.regions) > 1
