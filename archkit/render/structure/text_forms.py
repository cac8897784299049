"""A structure diagram becomes text of Mermaid and of PlantUML, for people who paste it elsewhere."""

from collections.abc import Iterator

from archkit.render._dialects import mermaid_line, mermaid_text, plantuml_line, plantuml_text
from archkit.render._theme import colour
from archkit.render.structure.graph import Cluster, Graph, Node

_MERMAID_SHAPES = {"database": ("[(", ")]"), "broker": ("([", "])"), "person": ("(", ")")}
_MERMAID_ARROWS = {
    "call": "-->",
    "event": "-.->",
    "one": "-->",
    "many": "-->",
    "plain": "-->",
    "hidden": "~~~",
}
_PLANTUML_SHAPES = {"database": "database", "broker": "queue", "person": "actor", "system": "cloud"}
_PLANTUML_ARROWS = {
    "call": "-->",
    "event": "..>",
    "one": "-->",
    "many": "--{",
    "plain": "-->",
    "hidden": "-[hidden]->",
}


def structure_mermaid(graph: Graph) -> str:
    """Return a flowchart; nodes are named n1, n2 and so on, because many ordinary words are keywords of Mermaid."""
    names = {one.id: f"n{number}" for number, one in enumerate(graph.nodes, start=1)}
    lines = ["---", f"title: {_yaml(graph.title)}", "---", f"flowchart {'LR' if graph.across else 'TB'}"]
    lines += _mermaid_inside(graph, "", names, 1)
    for edge in graph.edges:
        label = f'|"{mermaid_text(edge.label, 30)}"|' if edge.label and edge.kind != "hidden" else ""
        lines.append(f"  {names[edge.source]} {_MERMAID_ARROWS[edge.kind]}{label} {names[edge.target]}")
    looks = list(dict.fromkeys(node.look for node in graph.nodes))
    lines += [f"  classDef {look} {_class(look)}" for look in looks]
    for look in looks:
        lines.append(f"  class {','.join(names[one.id] for one in graph.nodes if one.look == look)} {look}")
    return "\n".join(lines) + "\n"


def _yaml(title: str) -> str:
    escaped = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _class(look: str) -> str:
    framed = look in {"good", "warm", "bad"}
    fill = colour("paper") if framed else colour(f"{look}-fill")
    line = colour(look) if framed else colour(f"{look}-line")
    return f"fill:{fill},stroke:{line},color:{colour('ink')}"


def _mermaid_inside(graph: Graph, cluster: str, names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for node in graph.nodes:
        if node.cluster == cluster:
            before, after = _MERMAID_SHAPES.get(node.look, ("[", "]"))
            texts = [node.label, *node.lines, *node.rows]
            label = "<br/>".join(mermaid_text(text, 30) for text in texts if text)
            yield f'{indent}{names[node.id]}{before}"{label}"{after}'
    for number, inner in _clusters(graph, cluster):
        yield f'{indent}subgraph g{number}["{mermaid_line(inner.label)}"]'
        yield from _mermaid_inside(graph, inner.id, names, depth + 1)
        yield f"{indent}end"


def _clusters(graph: Graph, parent: str) -> Iterator[tuple[int, Cluster]]:
    return ((number, one) for number, one in enumerate(graph.clusters, start=1) if one.parent == parent)


def structure_plantuml(graph: Graph) -> str:
    """Return a component diagram; nodes are named n1, n2 and so on."""
    names = {one.id: f"n{number}" for number, one in enumerate(graph.nodes, start=1)}
    lines = ["@startuml", f"title {plantuml_line(graph.title)}"]
    lines += ["left to right direction"] if graph.across else []
    lines += _plantuml_inside(graph, "", names, 0)
    for edge in graph.edges:
        label = f" : {plantuml_text(edge.label, 30)}" if edge.label and edge.kind != "hidden" else ""
        lines.append(f"{names[edge.source]} {_PLANTUML_ARROWS[edge.kind]} {names[edge.target]}{label}")
    return "\n".join([*lines, "@enduml"]) + "\n"


def _plantuml_inside(graph: Graph, cluster: str, names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for node in graph.nodes:
        if node.cluster == cluster:
            yield f"{indent}{_plantuml_node(node, names[node.id])}"
    for number, inner in _clusters(graph, cluster):
        yield f'{indent}rectangle "{plantuml_line(inner.label)}" as g{number} {{'
        yield from _plantuml_inside(graph, inner.id, names, depth + 1)
        yield f"{indent}}}"


def _plantuml_node(node: Node, name: str) -> str:
    label = "\\n".join(plantuml_text(text, 30) for text in (node.label, *node.lines, *node.rows) if text)
    return f'{_PLANTUML_SHAPES.get(node.look, "rectangle")} "{label}" as {name}'
