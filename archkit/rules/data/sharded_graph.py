"""A graph is split over machines.

Edges run between any two parts of a graph, so a walk along them jumps from machine to machine at every step. No cut
is good for all questions, and finding a fair one is hard. It is found where a graph store, or a store that keeps an
entity of kind `graph`, has `sharding`.

How to fix: keep the graph on one machine with copies for reads, or split it where the business has a border anyway
(a graph for each tenant or country).

When to ignore: hardly an edge crosses the border of two shards, and somebody has measured it.

*Bad*

```yaml
components:
  friends:
    kind: database
    data_model: graph
    sharding: {key: user, method: hash} # AK812
```

*Good*

```yaml
components:
  friends:
    kind: database
    data_model: graph
    replication: {mode: async, copies: 3}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK812",
    "sharded-graph",
    Severity.WARNING,
    "I. Robinson, J. Webber, E. Eifrem, Graph Databases (2015), chapter 6",
    related=("graph-database", "sharding", "primary-replica-replication"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find graphs that are split."""
    for store in subject.stores.all:
        graph = next((one.id for one in subject.stores.kept(store) if one.kind == "graph"), "")
        if store.sharding and (subject.stores.model(store) == "graph" or graph):
            what = f"the graph '{graph}'" if graph else "a graph"
            yield Hit(
                store.at("sharding"),
                f"'{store.id}' splits {what}, and a walk along its edges jumps from shard to shard",
                help="keep it whole with copies for reads, or split it where the business has a border anyway",
            )
