"""A structure diagram becomes a graph in DOT, in the colours of light paper."""

from collections.abc import Iterator
from math import ceil, sqrt
from typing import TYPE_CHECKING

from archkit.render._text import clean, wrap
from archkit.render._theme import colour
from archkit.render._xml import xml_text
from archkit.render.structure.graph import Cluster, Edge, Graph, Node
from archkit.render.structure.order import ordered

if TYPE_CHECKING:
    from graphviz import Digraph

_SHAPES = {"database": "cylinder"}
_NODE_SIZE, _SMALL, _EDGE_WIDTH, _EDGE_LINES = "13", "11", 26, 4
_HEADS = {"call": "normal", "event": "vee", "one": "tee", "many": "crow", "plain": "normal", "hidden": "none"}
_FEW = 4
"""Fewer nodes without edges than this stand in one column."""
_KEEP_ORDER = "0.05"
"""How long the engine may look for an order with fewer crossings, as a share of what it would take."""


def dot(graph: Graph) -> str:
    """Return the graph in DOT; its nodes and edges carry ids that are unique on a page."""
    from graphviz import Digraph  # noqa: PLC0415 - only drawing pays for it

    graph = ordered(graph)
    drawn = Digraph(graph.name, comment="Written by archkit")
    direction, apart = "LR" if graph.across else "TB", "0.2" if graph.dense else "0.9"
    drawn.attr(
        rankdir=direction,
        newrank="true",
        mclimit=_KEEP_ORDER,
        nodesep="0.3",
        ranksep=apart,
        bgcolor=colour("paper"),
        pad="0.1",
    )
    drawn.attr(
        "node", fontname="Arial", fontsize=_NODE_SIZE, fontcolor=colour("ink"), shape="box", margin="0.18,0.1"
    )
    drawn.attr(
        "edge",
        fontname="Arial",
        fontsize=_SMALL,
        color=colour("edge"),
        fontcolor=colour("muted"),
        arrowsize="0.8",
    )
    _fill(drawn, graph, "")
    for rank, row in (("min", graph.first), *(("same", row) for row in graph.rows)):
        if row:
            with drawn.subgraph() as below:
                below.attr(rank=rank)
                for identifier in row:
                    below.node(identifier)
    for number, edge in enumerate(graph.edges):
        _edge(drawn, graph, edge, number)
    for source, target in _strays(graph):
        drawn.edge(source, target, style="invis")
    return str(drawn.source)


def _strays(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield what ties nodes without edges into rows, behind where the diagram begins: else they stand in one column."""
    tied = {end for edge in graph.edges for end in (edge.source, edge.target)}
    groups: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.id not in tied and node.id not in graph.first:
            groups.setdefault(node.cluster, []).append(node.id)
    for group in groups.values():
        length = ceil(sqrt(len(group))) if len(group) >= _FEW else 1
        for index, identifier in enumerate(group):
            if index % length:
                yield group[index - 1], identifier
            elif graph.first:
                yield graph.first[0], identifier


def _fill(drawn: "Digraph", graph: Graph, cluster: str) -> None:
    """Add what stands directly in a cluster, and the clusters inside it."""
    for node in graph.nodes:
        if node.cluster == cluster:
            _node(drawn, graph, node)
    for inner in graph.clusters:
        if inner.parent == cluster:
            with drawn.subgraph(name=f"cluster_{inner.id}") as below:
                _frame(below, inner)
                _fill(below, graph, inner.id)


def _frame(below: "Digraph", cluster: Cluster) -> None:
    fill = colour("paper" if cluster.plain else "group-fill")
    label = f"<{_html(' '.join(wrap(cluster.label, 40, most=1)))}>"
    below.attr(
        label=label, labeljust="l", fontname="Arial", fontsize="12", fontcolor=colour("muted"), style="rounded,filled",
        fillcolor=fill, color=colour("line"), margin="14",
    )  # fmt: skip


def _node(drawn: "Digraph", graph: Graph, node: Node) -> None:
    style = {"person": "rounded,filled", "broker": "rounded,filled", "system": "filled,dashed"}.get(
        node.look, "filled"
    )
    known = node.look if node.look not in {"good", "warm", "bad"} else "system"
    drawn.node(
        node.id,
        label=f"<{_table(node) if node.rows else _stacked(node)}>",
        shape=_SHAPES.get(node.look, "box"),
        style="filled" if node.look in {"good", "warm", "bad"} else style,
        fillcolor=colour(f"{known}-fill") if known == node.look else colour("paper"),
        color=colour(f"{known}-line") if known == node.look else colour(node.look),
        penwidth="1.4",
        id=f"{graph.name}-{node.id}",
    )


def _stacked(node: Node) -> str:
    """Return name and small lines, each in the middle."""
    name = "<br/>".join(f"<b>{_html(line)}</b>" for line in wrap(node.label, node.width, most=5))
    small = [line for text in node.lines if text for line in wrap(text, node.width + 6, most=4)]
    space = '<br/><font point-size="3"> </font>' if small else ""
    return name + space + "".join(f"<br/>{_small(line)}" for line in small)


def _table(node: Node) -> str:
    """Return name and small lines above a rule, and the rows below it."""
    rows = '<br align="left"/>'.join(_small(row) for row in node.rows)
    return (
        f'<table border="0" cellborder="0" cellspacing="0" cellpadding="3"><tr><td>{_stacked(node)}</td></tr>'
        f'<hr/><tr><td align="left" balign="left">{rows}<br align="left"/></td></tr></table>'
    )


def _small(line: str) -> str:
    return f'<font point-size="{_SMALL}" color="{colour("muted")}">{_html(line)}</font>'


def _edge(drawn: "Digraph", graph: Graph, edge: Edge, number: int) -> None:
    words: dict[str, str] = {"id": f"{graph.name}-edge-{number}", "arrowhead": _HEADS[edge.kind]}
    if edge.label:
        lines = wrap(edge.label, _EDGE_WIDTH, most=_EDGE_LINES)
        text = "<br/>".join(map(_html, lines))
        words["label"] = f'<<table border="0" cellpadding="3"><tr><td>{text}</td></tr></table>>'
    if edge.kind == "event":
        words |= {"style": "dashed", "color": colour("event"), "fontcolor": colour("event")}
    if edge.kind == "hidden":
        words |= {"style": "invis"}
    if edge.ranks:
        drawn.edge(edge.source, edge.target, **words)
    else:  # drawn from its end: the engine leads a line that goes back around everything else
        words |= {"dir": "back", "arrowtail": words.pop("arrowhead")}
        drawn.edge(edge.target, edge.source, **words)


def _html(text: str) -> str:
    return xml_text(clean(text)) or " "
