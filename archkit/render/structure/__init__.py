"""Structure diagrams: nodes and what connects them, as DOT, as SVG in light and dark, as Mermaid and PlantUML."""

from archkit.render.structure.dot import dot
from archkit.render.structure.graph import (
    MOST_NODES,
    Cluster,
    Edge,
    EdgeKind,
    Graph,
    Look,
    Node,
    around,
    part,
)
from archkit.render.structure.svg import Picture, structure_svg
from archkit.render.structure.text_forms import structure_mermaid, structure_plantuml

__all__ = [
    "MOST_NODES",
    "Cluster",
    "Edge",
    "EdgeKind",
    "Graph",
    "Look",
    "Node",
    "Picture",
    "around",
    "dot",
    "part",
    "structure_mermaid",
    "structure_plantuml",
    "structure_svg",
]
