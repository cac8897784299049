"""Flows become the diagram of what depends on what and which data goes where, calls and events told apart."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._structure import (
    SYSTEM,
    files,
    legend,
    node_of,
    routed,
    starters,
    system_cluster,
    views,
)
from archkit.model import Requirements
from archkit.render.structure import Edge, Graph

_MOST_NAMED = 3


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagram in all its forms, in several views where it is large."""
    for graph in dataflow_views(dossier.requirements):
        yield from files(graph)


def dataflow_views(requirements: Requirements) -> Iterator[Graph]:
    """Yield the diagram, or views of it that can be read; nothing where nobody speaks."""
    graph = dataflow(requirements)
    if graph.edges:
        yield from views(requirements, graph)


def dataflow(requirements: Requirements) -> Graph:
    """Return the diagram: an event that a broker carries goes through the broker."""
    every, first = routed(requirements), starters(requirements)
    named = dict.fromkeys(end for flow in every for end in (flow.source, flow.target))
    actors = [key for key in requirements.actors if key in named and key not in requirements.components]
    others = [key for key in requirements.components if key in named]
    unknown = [key for key in named if requirements.participant(key) is None]
    nodes = tuple(
        node_of(requirements, key, "" if key in actors or _is_external(requirements, key) else SYSTEM)
        for key in (*actors, *others, *unknown)
    )
    drawn = tuple(
        Edge(
            flow.source,
            flow.target,
            flow.carried(_MOST_NAMED),
            "call" if flow.waits else "event",
            ranks=flow.target not in first,
        )
        for flow in every
    )
    return Graph(
        "dataflow",
        f"Data flow of {requirements.system.label}",
        "Which part sends which data to which other part; behind an arrow to the left stands what comes back.",
        nodes,
        drawn,
        (system_cluster(requirements),),
        first=first,
        legend=legend({*(node.look for node in nodes), *(edge.kind for edge in drawn)}),
    )


def _is_external(requirements: Requirements, identifier: str) -> bool:
    component = requirements.components.get(identifier)
    return component is not None and component.is_external


GENERATOR = Generator("what depends on what, and which data goes where", make, order=22)
