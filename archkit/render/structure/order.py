"""A graph's nodes get an order that follows from what was written first, so that adding one leaves the others in place."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from archkit.render.structure.graph import Graph


def ordered(graph: Graph) -> Graph:
    """Return the graph with its nodes in the order in which they are reached from where the diagram begins.

    The nearest come first, along edges in the order of the files; of a circle, the edge that leads nearer to the
    beginning is the one that goes back. What is added last is reached last, and so the engine moves little when it keeps to this order.
    """
    after: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        if edge.ranks:
            after[edge.source].append(edge.target)
    led_to = {target for targets in after.values() for target in targets}
    starts = [*graph.first, *(node.id for node in graph.nodes if node.id not in led_to)]
    distance: dict[str, int] = {}
    for start in (starts, list(after)):
        waiting = deque((identifier, 0) for identifier in start if identifier not in distance)
        while waiting:
            identifier, steps = waiting.popleft()
            if identifier not in distance:
                distance[identifier] = steps
                waiting += ((one, steps + 1) for one in after[identifier])
    reached = {identifier: number for number, identifier in enumerate(distance)}
    return replace(
        graph,
        nodes=tuple(sorted(graph.nodes, key=lambda node: reached[node.id])),
        edges=tuple(
            replace(edge, ranks=False)
            if distance[edge.target] < distance[edge.source] and _leads_to(edge.target, edge.source, after)
            else edge
            for edge in graph.edges
        ),
    )


def _leads_to(start: str, end: str, after: Mapping[str, list[str]]) -> bool:
    """Tell whether a way leads from one node to another."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        new = [one for one in after[here] if one not in seen]
        seen.update(new)
        waiting += new
    return False
