"""Components become the deployment diagram: which copies run in which region and zone."""

from collections.abc import Iterator
from itertools import pairwise

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._structure import files, legend, look_of
from archkit.model import Component, Requirements
from archkit.render.structure import Cluster, Edge, Graph, Node, part

_NOWHERE = "region not said"
_MOST_BOXES = 90
"""Boxes without edges are read as a table is: more of them fit than of connected ones."""
_MOST_ZONES = 12
"""Zones of a region that are drawn; no region of a cloud has more, and what a stranger writes has no end."""


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagrams in all their forms."""
    for graph in deployments(dossier.requirements):
        yield from files(graph)


def deployments(requirements: Requirements) -> Iterator[Graph]:
    """Yield the diagram; one a region where they are too many to read together; none where nothing runs."""
    graph = deployment(requirements)
    if not graph.nodes:
        return
    regions = [one for one in graph.clusters if not one.parent]
    if len(graph.nodes) <= _MOST_BOXES or len(regions) == 1:
        yield graph
        return
    for region in regions:
        inside = {one.id for one in graph.clusters if one.parent == region.id} | {region.id}
        ids = {node.id for node in graph.nodes if node.cluster in inside}
        yield part(graph, f"deployment/{region.id}", f"{graph.title}: {region.label}", ids)


def deployment(requirements: Requirements) -> Graph:
    """Return the diagram: a frame a region, in it one a zone, in each the copies that run there."""
    placed = [
        one for one in requirements.components.values() if not one.is_external and one.kind != "library"
    ]
    regions = dict.fromkeys(region for one in placed for region in (one.regions or (_NOWHERE,)))
    nodes: list[Node] = []
    edges: list[Edge] = []
    rows: dict[str, list[str]] = {}
    clusters: list[Cluster] = []
    for number, region in enumerate(regions):
        here = [one for one in placed if region in (one.regions or (_NOWHERE,))]
        most = max((one.zones or 1) // max(1, len(one.regions)) or 1 for one in here)
        clusters.append(Cluster(f"region{number}", region))
        for zone in range(min(most, _MOST_ZONES)):
            frame = f"region{number}zone{zone}"
            more = most > _MOST_ZONES and zone == _MOST_ZONES - 1
            called = f"zones {zone + 1} to {most}, each" if more else f"zone {zone + 1}"
            clusters.append(Cluster(frame, called, f"region{number}", plain=True))
            column = [node for one in here if (node := _copy(one, zone, f"{frame}_{one.id}", frame, most))]
            nodes += column
            for node in column:
                rows.setdefault(f"{number} {node.label}", []).append(node.id)
            edges += [Edge(a.id, b.id, "", "hidden") for a, b in pairwise(column)]
    return Graph(
        "deployment",
        f"Deployment of {requirements.system.label}",
        "Which copies of which component run in which region and zone; external systems and libraries are left out.",
        tuple(nodes),
        tuple(edges),
        tuple(clusters),
        across=False,
        rows=tuple(map(tuple, rows.values())),
        dense=True,
        legend=legend({node.look for node in nodes}),
    )


def _copy(component: Component, zone: int, identifier: str, frame: str, zones_drawn: int) -> Node | None:
    """Return the node of a component in one zone, or nothing where it does not run there."""
    regions = max(1, len(component.regions))
    zones = max(1, (component.zones or 1) // regions)
    if zone >= min(zones, zones_drawn):
        return None
    lines = [" · ".join(filter(None, (component.technology, component.platform)))]
    if component.replicas:
        each, rest = divmod(max(1, component.replicas // regions), zones)
        copies = each + (1 if zone < rest else 0)
        if not copies:
            return None
        standby = ", one in use" if component.redundancy == "active-passive" and copies > 1 else ""
        lines.append(f"{copies} {'copy' if copies == 1 else 'copies'}{standby}")
    return Node(
        identifier, component.label, look_of(component), tuple(lines), cluster=frame, ref=component.ref
    )


GENERATOR = Generator("the deployment diagram by region and zone", make, order=23)
