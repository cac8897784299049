"""Requirements become the C4 container diagram: the parts of the system, what each is, and who asks whom for what."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._structure import (
    SYSTEM,
    Flow,
    files,
    legend,
    node_of,
    routed,
    starters,
    system_cluster,
    views,
)
from archkit.model import Component, Requirements
from archkit.render.structure import Edge, Graph

_MOST_SAID = 1


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagram in all its forms, in several views where it is large."""
    for graph in container_views(dossier.requirements):
        yield from files(graph)


def container_views(requirements: Requirements) -> Iterator[Graph]:
    """Yield the diagram, or views of it that can be read; nothing where no component is described."""
    if requirements.components:
        yield from views(requirements, containers(requirements))


def containers(requirements: Requirements) -> Graph:
    """Return the diagram: components in the system's frame, actors and other systems around it."""
    every, first = routed(requirements), starters(requirements)
    named = dict.fromkeys(end for flow in every for end in (flow.source, flow.target))
    actors = [key for key in requirements.actors if key in named and key not in requirements.components]
    unknown = [key for key in named if requirements.participant(key) is None]
    inside = [key for key, one in requirements.components.items() if not one.is_external]
    outside = [key for key, one in requirements.components.items() if one.is_external]
    nodes = (
        *(node_of(requirements, key) for key in actors),
        *(node_of(requirements, key, SYSTEM) for key in (*inside, *unknown)),
        *(node_of(requirements, key) for key in outside),
    )
    edges = tuple(
        Edge(
            flow.source,
            flow.target,
            _label(requirements, flow),
            "call" if flow.waits else "event",
            ranks=flow.target not in first,
        )
        for flow in every
    )
    return Graph(
        "containers",
        f"Containers of {requirements.system.label}",
        f"The parts of {requirements.system.label}, and who asks whom for what.",
        nodes,
        edges,
        (system_cluster(requirements),),
        first=first,
        legend=legend({*(node.look for node in nodes), *(edge.kind for edge in edges)}),
    )


def _label(requirements: Requirements, flow: Flow) -> str:
    target = requirements.participant(flow.target)
    interface = target.interface if isinstance(target, Component) and flow.waits else None
    how = f" [{interface}]" if interface and interface != "none" else ""
    return f"{flow.said(_MOST_SAID)}{how}"


GENERATOR = Generator("the C4 container diagram", make, order=21)
