"""Quality attributes become the utility tree: from quality to demand, with what each is worth and how hard it is."""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._structure import files
from archkit.model import QualityAttribute, Requirements
from archkit.render.structure import MOST_NODES, Edge, Graph, Look, Node, part

_ROOT = "utility"
_LETTER = {"high": "H", "medium": "M", "low": "L", None: "?"}
_RANK = {"high": 0, "medium": 1, "low": 2, None: 3}


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the diagrams in all their forms."""
    for graph in utility_trees(dossier.requirements, dossier.catalog):
        yield from files(graph)


def utility_trees(requirements: Requirements, catalog: Catalog) -> Iterator[Graph]:
    """Yield the tree; one a quality where it is too large to read; none where nothing is demanded."""
    graph = utility_tree(requirements, catalog)
    if not requirements.quality_attributes:
        return
    if len(graph.nodes) <= MOST_NODES:
        yield graph
        return
    for branch in (node for node in graph.nodes if node.look == "service" and node.id != _ROOT):
        ids = {edge.target for edge in graph.edges if edge.source == branch.id} | {branch.id}
        yield part(graph, f"utility-tree/{safe_name(branch.id)}", f"{graph.title}: {branch.label}", ids)


def utility_tree(requirements: Requirements, catalog: Catalog) -> Graph:
    """Return the tree: within a quality the demands that are worth most and hardest come first."""
    branches: dict[str, list[QualityAttribute]] = {}
    names: dict[str, str] = {}
    for one in requirements.quality_attributes.values():
        term = catalog.quality_attribute(one.attribute)
        key = term.id if term else one.attribute or "quality-not-said"
        names[key] = term.name if term else one.attribute or "Quality not said"
        branches.setdefault(key, []).append(one)
    nodes = [Node(_ROOT, "Utility", "service", (requirements.system.label,))]
    edges: list[Edge] = []
    for number, (key, demands) in enumerate(branches.items()):
        branch = f"branch_{number}"
        nodes.append(Node(branch, names[key], "service"))
        edges.append(Edge(_ROOT, branch, "", "plain"))
        for one in sorted(demands, key=lambda demand: (_RANK[demand.importance], _RANK[demand.difficulty])):
            nodes.append(_leaf(one))
            edges.append(Edge(branch, nodes[-1].id, "", "plain"))
    legend = (
        ("bad", "worth much and hard: (H,H)"),
        ("warm", "high in one, at least medium in the other"),
        ("quiet", "the rest"),
    )
    return Graph(
        "utility-tree",
        f"Utility tree of {requirements.system.label}",
        "Each demand with its business value and its technical risk, in this order: high, medium or low.",
        tuple(nodes),
        tuple(edges),
        legend=legend,
    )


def _leaf(one: QualityAttribute) -> Node:
    levels = one.importance, one.difficulty
    look: Look = "quiet"
    if levels == ("high", "high"):
        look = "bad"
    elif "high" in levels and "low" not in levels and None not in levels:
        look = "warm"
    measures = " · ".join(measure.text for measure in one.measure)
    rank = f"({_LETTER[one.importance]},{_LETTER[one.difficulty]})"
    return Node(
        f"demand_{one.id}",
        f"{rank} {one.label}",
        look,
        tuple(filter(None, (one.statement, measures))),
        ref=one.ref,
        width=44,
    )


GENERATOR = Generator("the utility tree: demands by value and risk", make, order=25)
