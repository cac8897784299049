"""Entities become the data diagram: what they consist of, how they hang together, who keeps and who changes them."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._structure import files
from archkit.model import Component, Entity, Requirements
from archkit.model.field_types import EmbeddedType, FieldType, ListType, MapType, OptionalType, RefType
from archkit.render.structure import MOST_NODES, Cluster, Edge, Graph, Node, part

_MOST_FIELDS = 12
_LONGEST_TYPE = 28


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagrams in all their forms."""
    for graph in data_models(dossier.requirements):
        yield from files(graph)


def data_models(requirements: Requirements) -> Iterator[Graph]:
    """Yield the diagram; one a store where there are too many entities to read; none where there are none."""
    graph = data_model(requirements)
    if 0 < len(graph.nodes) <= MOST_NODES:
        yield graph
    elif graph.nodes:
        for cluster in graph.clusters:
            ids = {node.id for node in graph.nodes if node.cluster == cluster.id}
            yield part(graph, f"data-model/{safe_name(cluster.id)}", f"{graph.title}: {cluster.label}", ids)


def data_model(requirements: Requirements) -> Graph:
    """Return the diagram: a frame around what one store keeps, an edge for each field that leads to another entity."""
    stores: dict[str, list[Component]] = {
        key: [one for one in requirements.components.values() if key in {ref.id for ref in one.stores}]
        for key in requirements.entities
    }
    homes = dict.fromkeys(found[0].id for found in stores.values() if found)
    clusters = tuple(Cluster(home, f"kept in {requirements.components[home].label}") for home in homes)
    nodes = tuple(_node(requirements, one, stores[key]) for key, one in requirements.entities.items())
    edges = tuple(
        Edge(key, target, name, "many" if many else "one")
        for key, one in requirements.entities.items()
        for name, kind in one.fields.items()
        for target, many in _targets(kind)
        if target in requirements.entities
    )
    kinds = {edge.kind for edge in edges}
    words = (
        ("service", "kept"),
        ("quiet", "passed on, never kept"),
        ("one", "refers to one"),
        ("many", "refers to many"),
    )
    looks = {node.look for node in nodes}
    return Graph(
        "data-model",
        f"Data of {requirements.system.label}",
        "Entities with their fields, the store that keeps them, and the component that alone may change them.",
        nodes,
        edges,
        clusters,
        legend=tuple(pair for pair in words if pair[0] in looks | kinds),
    )


def _node(requirements: Requirements, entity: Entity, stores: list[Component]) -> Node:
    owner = requirements.components.get(entity.owner.id) if entity.owner else None
    also = ", ".join(one.label for one in stores[1:])
    sizes = [
        f"{entity.count.text} records" if entity.count else "",
        f"+{entity.growth.text}" if entity.growth else "",
        entity.size.text if entity.size else "",
    ]
    lines = (
        f"changed by {owner.label if owner else entity.owner.id} only" if entity.owner else "",
        f"also in {also}" if also else "",
        " · ".join(filter(None, sizes)),
        " · ".join(
            filter(None, ("personal data" if entity.personal_data else "", entity.classification or ""))
        ),
    )
    rows = [f"{name}: {_short(str(kind))}" for name, kind in entity.fields.items()]
    if len(rows) > _MOST_FIELDS:
        rows = [*rows[: _MOST_FIELDS - 1], f"… {len(rows) - _MOST_FIELDS + 1} more"]
    return Node(
        entity.id,
        entity.label,
        "quiet" if entity.transient else "service",
        tuple(filter(None, lines)),
        tuple(rows),
        stores[0].id if stores else "",
        entity.ref,
        width=28,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TYPE else f"{text[: _LONGEST_TYPE - 1].rstrip()}…"


def _targets(kind: FieldType, *, many: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the entities that a field leads to, and whether to many of their records."""
    if isinstance(kind, RefType | EmbeddedType):
        yield kind.entity, many
    elif isinstance(kind, ListType | MapType):
        yield from _targets(kind.of, many=True)
    elif isinstance(kind, OptionalType):
        yield from _targets(kind.of, many=many)


GENERATOR = Generator("entities, their relations, and who keeps and changes them", make, order=24)
