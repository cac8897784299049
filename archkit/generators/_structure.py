"""Elements become nodes, flows become edges, and a structure diagram becomes its files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from archkit.generators._artifact import Artifact, safe_name
from archkit.model import Actor, Component, Message, Requirements, UseCase
from archkit.render.sequence import Href
from archkit.render.structure import (
    MOST_NODES,
    Cluster,
    Edge,
    Graph,
    Look,
    Node,
    around,
    dot,
    part,
    structure_mermaid,
    structure_plantuml,
    structure_svg,
)

FOLDER = "diagrams"
SYSTEM = "system"
_LOOKS: dict[str, Look] = {
    "web-app": "client",
    "mobile-app": "client",
    "client": "client",
    "store": "database",
    "database": "database",
    "cache": "database",
    "object-store": "database",
    "search": "database",
    "broker": "broker",
}
_WORDS = {
    "person": "a person",
    "client": "a client or device",
    "service": "a service",
    "database": "keeps data",
    "broker": "a broker",
    "system": "run by others",
    "call": "waits for the answer",
    "event": "does not wait",
}


def files(graph: Graph) -> Iterator[Artifact]:
    """Yield a diagram's DOT, Mermaid and PlantUML text and, where an engine is there, its picture."""
    path = f"{FOLDER}/{graph.name}"
    yield Artifact.text(f"{path}.dot", dot(graph))
    yield Artifact.text(f"{path}.mmd", structure_mermaid(graph))
    yield Artifact.text(f"{path}.puml", structure_plantuml(graph))
    picture = structure_svg(graph)
    if picture.svg:
        yield Artifact.text(f"{path}.svg", picture.svg)


def pictures(graphs: Iterable[Graph], href: Href | None = None) -> Iterator[tuple[Graph, str]]:
    """Yield each diagram with its picture; those that no engine drew are left out."""
    for graph in graphs:
        picture = structure_svg(graph, href)
        if picture.svg:
            yield graph, picture.svg


@dataclass(slots=True)
class Flow:
    """All messages of one kind from one participant to another."""

    source: str
    target: str
    waits: bool
    messages: list[Message] = field(default_factory=list)

    def said(self, most: int) -> str:
        """Return what is asked or told, the first few and how many more."""
        return listed((one.action or one.event or one.operation for one in self.messages), most)

    def carried(self, most: int) -> str:
        """Return the data that goes along, and behind an arrow what comes back."""
        there = listed((name for one in self.messages for name in (one.data or (one.event,))), most)
        back = listed((name for one in self.messages for name in one.returns), most)
        return f"{there} ← {back}".strip() if back and self.waits else there


def listed(words: Iterable[str], most: int) -> str:
    """Return the first few different words and how many more there are."""
    different = list(dict.fromkeys(filter(None, words)))
    more = len(different) - most
    return ", ".join(different[:most]) + (f" + {more} more" if more > 0 else "")


def flows(requirements: Requirements, use_cases: Iterable[UseCase] | None = None) -> list[Flow]:
    """Return who speaks to whom, calls and events apart, in the order of the files; work inside one is left out."""
    found: dict[tuple[str, str, bool], Flow] = {}
    for use_case in requirements.use_cases.values() if use_cases is None else use_cases:
        for one in use_case.messages():
            if one.source != one.target:
                key = one.source, one.target, one.waits
                found.setdefault(key, Flow(*key)).messages.append(one)
    return list(found.values())


def routed(requirements: Requirements) -> list[Flow]:
    """Return who speaks to whom; an event that a broker carries goes to the broker, and from there to the receiver."""
    found: dict[tuple[str, str, bool], Flow] = {}
    for flow in flows(requirements):
        for one in flow.messages:
            broker = one.channel if not flow.waits and one.channel in requirements.components else ""
            stations = (flow.source, broker, flow.target) if broker else (flow.source, flow.target)
            for source, target in pairwise(stations):
                if source != target:
                    key = source, target, flow.waits
                    found.setdefault(key, Flow(*key)).messages.append(one)
    return list(found.values())


def starters(requirements: Requirements) -> tuple[str, ...]:
    """Return the actors who begin something: they stand where a diagram begins."""
    speaking = {flow.source for flow in flows(requirements)}
    return tuple(key for key in requirements.actors if key in speaking and key not in requirements.components)


def look_of(item: Actor | Component | None) -> Look:
    """Return how an element is drawn."""
    if isinstance(item, Actor):
        return {"person": "person", "timer": "person", "device": "client"}.get(item.kind, "system")  # type: ignore[return-value]  # all four are looks
    if item is None:
        return "service"
    if item.is_external:
        return "system"
    return "database" if item.is_store else _LOOKS.get(item.kind or "", "service")


def node_of(requirements: Requirements, identifier: str, cluster: str = "") -> Node:
    """Return the node of a participant, with what it is built with and its numbers."""
    item = requirements.participant(identifier)
    if item is None:
        return Node(identifier, identifier, "service", ("not described yet",), cluster=cluster)
    lines = numbers(item) if isinstance(item, Component) else (f"[{item.kind}]",)
    return Node(identifier, item.label, look_of(item), lines, cluster=cluster, ref=item.ref)


def numbers(component: Component) -> tuple[str, ...]:
    """Return what a component is, and the numbers that are said about it."""
    kind = "external system" if component.is_external else component.kind or "component"
    built = f"{kind}: {component.technology}" if component.technology else kind
    copies = f"{component.replicas}×" if component.replicas and component.replicas > 1 else ""
    zones = f"in {component.zones} zones" if component.zones and component.zones > 1 else ""
    p99 = f"p99 {component.latency.p99.text}" if component.latency and component.latency.p99 else ""
    each = f"{component.capacity.text} each" if component.capacity else ""
    measured = " · ".join(filter(None, (f"{copies} {zones}".strip(), p99, each)))
    return tuple(filter(None, (f"[{built}]", measured)))


def legend(looks: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the words for looks of nodes and kinds of edges, in their usual order."""
    wanted = set(looks)
    return tuple((look, words) for look, words in _WORDS.items() if look in wanted)


def views(requirements: Requirements, graph: Graph) -> Iterator[Graph]:
    """Yield a diagram of participants; a large one by owner instead, and besides it views that can be read.

    Args:
        requirements: Know the use cases and the owners.
        graph: All participants, their ids as node ids.

    Yields:
        The diagram itself up to 50 nodes. Beyond: one of the owners, and for each owner, each use case and each
        component one with the nodes that belong to it or stand beside it.
    """
    if len(graph.nodes) <= MOST_NODES:
        yield graph
        return
    owners: dict[str, set[str]] = {}
    for identifier, component in requirements.components.items():
        owners.setdefault(component.owner or "nobody", set()).add(identifier)
    yield by_owner(requirements, graph)
    for owner, ids in owners.items():
        yield part(graph, f"{graph.name}/owner-{safe_name(owner)}", f"{graph.title}: {owner}", ids)
    for use_case in requirements.use_cases.values():
        ids = {end for one in use_case.messages() for end in (one.source, one.target)}
        if ids:
            yield part(graph, f"{graph.name}/use-case-{use_case.id}", f"{graph.title}: {use_case.label}", ids)
    for identifier in requirements.components:
        name = f"{graph.name}/around-{safe_name(identifier)}"
        yield part(
            graph, name, f"{graph.title}: around {graph.node(identifier).label}", around(graph, identifier)
        )


def by_owner(requirements: Requirements, graph: Graph) -> Graph:
    """Return a diagram in which the components of one owner are one node."""
    owner = {identifier: one.owner or "nobody" for identifier, one in requirements.components.items()}
    members: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.id in owner:
            members.setdefault(owner[node.id], []).append(node.label)
    home = {node.id: _owner_id(owner[node.id]) if node.id in owner else node.id for node in graph.nodes}
    nodes = [
        Node(_owner_id(name), name, "service", (f"{len(labels)} components", listed(labels, 4)))
        for name, labels in members.items()
    ]
    nodes += [node for node in graph.nodes if node.id not in owner]
    edges = {
        (home[one.source], home[one.target], one.kind): Edge(home[one.source], home[one.target], "", one.kind)
        for one in graph.edges
        if home[one.source] != home[one.target]
    }
    return replace(
        graph,
        title=f"{graph.title}, by owner",
        nodes=tuple(nodes),
        edges=tuple(edges.values()),
        clusters=(),
        rows=(),
        first=tuple(one for one in graph.first if one not in owner),
    )


def _owner_id(owner: str) -> str:
    return f"owner_{''.join(letter if letter.isalnum() and letter.isascii() else '_' for letter in owner)}"


def system_cluster(requirements: Requirements) -> Cluster:
    """Return the frame of the system."""
    return Cluster(SYSTEM, requirements.system.label)
