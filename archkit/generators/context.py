"""Requirements become the C4 system context diagram: the system, who uses it, and what it depends on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.model import Actor, Component, Requirements
from archkit.render import draw, wrap

if TYPE_CHECKING:
    from graphviz import Digraph

DOT_PATH = "diagrams/context.dot"
SVG_PATH = "diagrams/context.svg"
_SYSTEM = "system"
_MOST_LABELS = 2
"""Actions that an edge names before it says how many more there are."""
_INK, _PERSON, _INSIDE, _OUTSIDE = "#33475b", "#dbe9f4", "#1f3a4d", "#ececec"


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the DOT text and, where an engine is there, the SVG."""
    dot = context_graph(dossier.requirements)
    yield Artifact.text(DOT_PATH, dot)
    drawing = draw(dot)
    if drawing.svg:
        yield Artifact.text(SVG_PATH, _accessible(drawing.svg, dossier.requirements.system.label))


def context_graph(requirements: Requirements) -> str:
    """Return the graph in DOT."""
    from graphviz import Digraph, escape  # noqa: PLC0415 - only drawing pays for it

    graph = Digraph("context", comment="Written by archkit")
    graph.attr(rankdir="LR", newrank="true", nodesep="0.4", ranksep="1.4", bgcolor="transparent", pad="0.2")
    graph.attr(
        "node",
        fontname="Arial",
        fontsize="12",
        shape="box",
        style="rounded,filled",
        color=_INK,
        margin="0.25,0.15",
    )
    graph.attr("edge", fontname="Arial", fontsize="10", color=_INK, fontcolor=_INK)
    system = requirements.system
    graph.node(
        _SYSTEM, label=escape(f"{_broken(system.label, 24)}\n[software system]"),
        fillcolor=_INSIDE, fontcolor="white", id="node-system",
    )  # fmt: skip
    edges = _edges(requirements)
    for number, identifier in enumerate(edges):
        _node(graph, f"n{number}", requirements.participant(identifier), identifier)
    for number, (inward, outward) in enumerate(edges.values()):
        if inward:
            graph.edge(f"n{number}", _SYSTEM, label=escape(_label(inward)))
        if outward:
            graph.edge(_SYSTEM, f"n{number}", label=escape(_label(outward)))
    return str(graph.source)


def _node(graph: "Digraph", name: str, item: Actor | Component | None, identifier: str) -> None:
    from graphviz import escape  # noqa: PLC0415 - only drawing pays for it

    label = item.label if item else identifier
    person = isinstance(item, Actor) and item.kind == "person"
    kind = "person" if person else (item.kind if isinstance(item, Actor) else "external system")
    graph.node(
        name,
        label=escape(f"{_broken(label, 20)}\n[{kind}]"),
        fillcolor=_PERSON if person else _OUTSIDE,
        fontcolor="#1c1c1c",
        id=f"node-{identifier}",
    )


def _edges(requirements: Requirements) -> dict[str, tuple[list[str], list[str]]]:
    """Return what each party outside tells the system and is told by it, in the order of the files."""
    outside = {key for key, actor in requirements.actors.items() if key not in requirements.components}
    outside |= {key for key, component in requirements.components.items() if component.is_external}
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for identifier in (*requirements.actors, *requirements.components):
        if identifier in outside:
            found[identifier]
    for use_case in requirements.use_cases.values():
        for message in use_case.messages():
            ends = message.source in outside, message.target in outside
            if ends == (True, False):
                _add(found[message.source][0], message.action)
            elif ends == (False, True):
                _add(found[message.target][1], message.action)
    return found


def _add(actions: list[str], action: str) -> None:
    if action and action not in actions:
        actions.append(action)


def _label(actions: list[str]) -> str:
    shown = [_broken(action, 28) for action in actions[:_MOST_LABELS]]
    more = len(actions) - _MOST_LABELS
    return "\n".join([*shown, *([f"… {more} more"] if more > 0 else [])])


def _broken(text: str, width: int) -> str:
    return "\n".join(wrap(text, width))


def _accessible(svg: str, name: str) -> str:
    """Give the picture a role and a name that a screen reader can tell."""
    from html import escape  # noqa: PLC0415 - only drawing pays for it

    title = escape(f"System context of {name}")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)


GENERATOR = Generator("the C4 system context diagram, as DOT and SVG", make, order=20)
