"""A structure diagram as data: nodes, what connects them, and what encloses them; no tool's syntax in it."""

from dataclasses import dataclass, replace
from typing import Literal

from archkit.model import Ref

Look = Literal["person", "client", "service", "database", "broker", "system", "quiet", "good", "warm", "bad"]
EdgeKind = Literal["call", "event", "one", "many", "plain", "hidden"]
"""A call is waited for, an event is not; one and many are the ends of a relation between entities."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box with a name and what else is worth knowing."""

    id: str
    """Unique in the graph: letters, digits, hyphens and underscores; never shown."""
    label: str
    """What readers call it."""
    look: Look = "service"
    """How it is drawn."""
    lines: tuple[str, ...] = ()
    """In small letters below the name."""
    rows: tuple[str, ...] = ()
    """In small letters below a rule, flush left: the fields of an entity."""
    cluster: str = ""
    """What encloses it; nothing where it is empty."""
    ref: Ref | None = None
    """The element whose page it leads to."""
    width: int = 22
    """Characters of a line of its texts."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What connects two nodes, and what flows along it."""

    source: str
    target: str
    label: str = ""
    kind: EdgeKind = "call"
    ranks: bool = True
    """Whether the target stands further along than the source; the other way round where not."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A frame around nodes."""

    id: str
    label: str
    parent: str = ""
    plain: bool = False
    """Drawn without colour, as the frame inside a frame."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole diagram."""

    name: str
    """Of its files, and unique on a page."""
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    across: bool = True
    """Whether it grows to the right; downwards otherwise."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Ids of nodes that stand side by side across the direction of growth."""
    first: tuple[str, ...] = ()
    """Ids of nodes that stand where the diagram begins."""
    dense: bool = False
    """Whether boxes stand close together, for diagrams without arrows."""
    legend: tuple[tuple[str, str], ...] = ()
    """Looks of nodes and kinds of edges that need a word, each with it."""

    def node(self, identifier: str) -> Node:
        """Return a node by its id."""
        return next(one for one in self.nodes if one.id == identifier)


MOST_NODES = 50
"""More than this cannot be read in one picture."""


def part(graph: Graph, name: str, title: str, ids: set[str]) -> Graph:
    """Return a view of a graph: some of its nodes, and what is between them.

    Args:
        graph: The whole.
        name: Of the view's files.
        title: Of the view.
        ids: The nodes to keep; others are left out with their edges, and clusters that become empty too.
    """
    nodes = tuple(one for one in graph.nodes if one.id in ids)
    used = {one.cluster for one in nodes}
    parents = {one.id: one.parent for one in graph.clusters}
    for cluster in tuple(used):
        above = parents.get(cluster, "")
        while above:
            used.add(above)
            above = parents.get(above, "")
    return replace(
        graph,
        name=name,
        title=title,
        nodes=nodes,
        edges=tuple(one for one in graph.edges if one.source in ids and one.target in ids),
        clusters=tuple(one for one in graph.clusters if one.id in used),
        rows=tuple(tuple(one for one in row if one in ids) for row in graph.rows),
        first=tuple(one for one in graph.first if one in ids),
    )


def around(graph: Graph, identifier: str) -> set[str]:
    """Return a node and its neighbours."""
    near = {one.target for one in graph.edges if one.source == identifier}
    return near | {one.source for one in graph.edges if one.target == identifier} | {identifier}
