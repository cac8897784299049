"""Requirements become the C4 system context diagram: the system, who uses it, and what it depends on."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._structure import SYSTEM, Flow, files, flows, legend, look_of, node_of, starters
from archkit.model import Requirements
from archkit.render.structure import Edge, Graph, Node

_MOST_SAID = 2
"""Actions that an edge names before it says how many more there are."""


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagram in all its forms."""
    return files(context(dossier.requirements))


def context(requirements: Requirements) -> Graph:
    """Return the diagram: one node for the system, one for each party outside."""
    system = requirements.system
    outside = {key: None for key, actor in requirements.actors.items() if key not in requirements.components}
    outside |= {key: None for key, component in requirements.components.items() if component.is_external}
    said: dict[tuple[str, str, bool], Flow] = {}
    for flow in flows(requirements):
        ends = flow.source in outside, flow.target in outside
        if any(ends):
            source = flow.source if ends[0] else SYSTEM
            target = flow.target if ends[1] else SYSTEM
            said.setdefault(
                (source, target, flow.waits), Flow(source, target, flow.waits)
            ).messages += flow.messages
    first = tuple(key for key in starters(requirements) if key in outside)
    edges = tuple(
        Edge(
            flow.source,
            flow.target,
            flow.said(_MOST_SAID),
            "call" if flow.waits else "event",
            ranks=flow.target not in first,
        )
        for flow in said.values()
    )
    middle = Node(
        SYSTEM, system.label, "service", ("[software system]", _first_sentence(system.summary)), width=26
    )
    nodes = (middle, *(node_of(requirements, identifier) for identifier in outside))
    looks = {look_of(requirements.participant(identifier)) for identifier in outside}
    return Graph(
        "context",
        f"System context of {system.label}",
        f"Who uses {system.label}, and which systems it depends on.",
        nodes,
        edges,
        first=first,
        legend=legend({*looks, *(edge.kind for edge in edges)}),
    )


def _first_sentence(text: str) -> str:
    return text.strip().split("\n")[0].split(". ")[0]


GENERATOR = Generator("the C4 system context diagram", make, order=20)
