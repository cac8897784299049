"""Decisions become the graph of what rests on what, and what was replaced by what."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._structure import files
from archkit.model import Decision, Requirements
from archkit.render.structure import MOST_NODES, Edge, Graph, Look, Node, around, part

_LOOKS: dict[str | None, Look] = {
    "accepted": "good",
    "proposed": "warm",
    "rejected": "bad",
    "deprecated": "quiet",
    "superseded": "quiet",
    None: "system",
}


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagrams in all their forms."""
    for graph in decision_graphs(dossier.requirements):
        yield from files(graph)


def decision_graphs(requirements: Requirements) -> Iterator[Graph]:
    """Yield the graph; one around each connected decision where it is too large to read; none without decisions."""
    graph = decision_graph(requirements)
    if 0 < len(graph.nodes) <= MOST_NODES:
        yield graph
    elif graph.nodes:
        for node in graph.nodes:
            near = around(graph, node.id)
            if len(near) > 1:
                yield part(graph, f"decision-graph/{node.id}", f"{graph.title}: {node.label}", near)


def decision_graph(requirements: Requirements) -> Graph:
    """Return the graph: an edge from each decision to those that it rests on or replaces."""
    nodes = tuple(_node(one) for one in requirements.decisions.values())
    edges = []
    for one in requirements.decisions.values():
        edges += [
            Edge(one.id, ref.id, "replaces", "event")
            for ref in one.supersedes
            if ref.id in requirements.decisions
        ]
        edges += [
            Edge(one.id, ref.id, "rests on", "plain")
            for ref in one.depends_on
            if ref.id in requirements.decisions
        ]
    looks = {node.look for node in nodes}
    words = {
        "good": "accepted",
        "warm": "proposed",
        "bad": "rejected",
        "quiet": "deprecated or superseded",
        "system": "no status yet",
    }
    kinds = {edge.kind for edge in edges}
    lines = (("plain", "rests on"), ("event", "replaces"))
    return Graph(
        "decision-graph",
        f"Decisions of {requirements.system.label}",
        "Which decision rests on which other, and which one it replaces.",
        nodes,
        tuple(edges),
        legend=(
            *(pair for pair in words.items() if pair[0] in looks),
            *(pair for pair in lines if pair[0] in kinds),
        ),
    )


def _node(one: Decision) -> Node:
    when = " · ".join(filter(None, (one.status or "no status yet", one.date.isoformat() if one.date else "")))
    return Node(one.id, one.label, _LOOKS[one.status], (when, ", ".join(one.patterns)), ref=one.ref, width=28)


GENERATOR = Generator("decisions: what rests on what, and what replaced what", make, order=26)
