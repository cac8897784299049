"""Structure diagrams: what stands in them, in which order, and what each form says."""

import html
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hostile_texts import HOSTILE
from hostile_texts import graph as hostile_graph

from archkit.catalog import Catalog
from archkit.generators.containers import container_views, containers
from archkit.generators.context import context
from archkit.generators.data_model import data_model, data_models
from archkit.generators.dataflow import dataflow, dataflow_views
from archkit.generators.decision_graph import decision_graphs
from archkit.generators.deployment import deployment, deployments
from archkit.generators.utility_tree import utility_trees
from archkit.render import engine
from archkit.render._text import clean
from archkit.render._theme import COLOURS
from archkit.render.structure import (
    MOST_NODES,
    Edge,
    Graph,
    Node,
    dot,
    part,
    structure_mermaid,
    structure_plantuml,
    structure_svg,
)
from archkit.workspace import Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
SVG = "{http://www.w3.org/2000/svg}"


def example_graphs() -> list[Graph]:
    catalog, found = Catalog(), []
    for folder in EXAMPLES:
        requirements = Workspace(folder).requirements
        found += [context(requirements), *container_views(requirements), *dataflow_views(requirements)]
        found += [
            *deployments(requirements),
            *data_models(requirements),
            *utility_trees(requirements, catalog),
        ]
        found += decision_graphs(requirements)
    return found


GRAPHS = example_graphs()
NAMES = [graph.title for graph in GRAPHS]


def positions(graph: Graph) -> dict[str, tuple[float, float]]:
    """Return where the engine puts each node."""
    done = subprocess.run([engine(), "-Tjson"], input=dot(graph).encode(), capture_output=True, check=True)
    found = {}
    for thing in json.loads(done.stdout).get("objects", []):
        if "pos" in thing:
            x, y = thing["pos"].split(",")
            found[thing["name"]] = float(x), float(y)
    return found


@pytest.mark.parametrize("graph", GRAPHS, ids=NAMES)
def test_every_diagram_is_drawn_whole_and_the_same_twice(graph: Graph) -> None:
    picture = structure_svg(graph)
    assert not picture.problem
    assert picture.svg == structure_svg(replace(graph)).svg
    root = ET.fromstring(picture.svg)  # noqa: S314 - archkit wrote it
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    shown = _letters("".join(root.itertext()))
    for node in graph.nodes:
        assert _letters(node.label)[:12] in shown
    assert len([one for one in root.iter(f"{SVG}g") if one.get("class") == "node"]) == len(graph.nodes)
    assert not re.search(r"<script|@import|url\(|https?://(?!www\.w3\.org/)", picture.svg)


@pytest.mark.parametrize("graph", GRAPHS, ids=NAMES)
def test_every_colour_of_a_diagram_has_a_dark_one(graph: Graph) -> None:
    svg = structure_svg(graph).svg
    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', svg))
    assert used <= {light for light, _ in COLOURS.values()}
    dark = svg[svg.rindex("@media") : svg.index("</style>")]
    for colour in used:
        assert f'"{colour}"' in dark


def test_adding_an_element_moves_few_of_the_others() -> None:
    """Measured over all nodes of the examples: 7 of 100 pairs of neighbours change places for a new one."""
    swapped = pairs = 0
    for folder in EXAMPLES:
        requirements = Workspace(folder).requirements
        for graph in (containers(requirements), data_model(requirements)):
            if len(graph.nodes) < 4:
                continue
            before = positions(graph)
            for node in graph.nodes[::2]:
                new = replace(node, id="zz-new", label="Something new")
                more = replace(
                    graph,
                    nodes=(*graph.nodes, new),
                    edges=(*graph.edges, Edge(node.id, "zz-new", "something")),
                )
                after = positions(more)
                for one, two in combinations(before, 2):
                    if before[one][0] == before[two][0]:
                        pairs += 1
                        swapped += (before[one][1] - before[two][1]) * (after[one][1] - after[two][1]) < 0
    assert swapped / pairs < 0.15


def test_adding_an_element_changes_one_line_of_each_kind_in_the_text(make_workspace) -> None:
    first = "components:\n  a: {kind: service}\n  b: {kind: service}\n"
    second = first + "  c: {kind: service}\n"
    one, two = (
        dot(containers(Workspace(make_workspace(text, name=name)).requirements)).splitlines()
        for name, text in (("one", first), ("two", second))
    )
    assert [line for line in one if line not in two] == []
    assert len([line for line in two if line not in one]) == 1


def test_calls_and_events_are_told_apart(make_workspace) -> None:
    content = """
    components:
      a: {kind: service}
      b: {kind: service}
      bus: {kind: broker}
    use_cases:
      one:
        steps:
          - a -> b: {action: ask, data: [question], returns: [answer]}
          - a ~> b: {action: tell, event: Told, channel: bus}
    """
    graph = dataflow(Workspace(make_workspace(content)).requirements)
    assert [(one.source, one.target, one.kind, one.label) for one in graph.edges] == [
        ("a", "b", "call", "question ← answer"),
        ("a", "bus", "event", "Told"),
        ("bus", "b", "event", "Told"),
    ]


def test_copies_are_spread_over_regions_and_zones(make_workspace) -> None:
    content = """
    components:
      app: {kind: service, replicas: 5, zones: 3, regions: [eu-central]}
      db: {kind: database, replicas: 4, zones: 4, regions: [eu-central, us-east]}
      lib: {kind: library}
      mail: {external: true}
      somewhere: {kind: service}
    """
    graph = deployment(Workspace(make_workspace(content)).requirements)
    labels = {one.id: one.label for one in graph.clusters}
    region = {one.id: labels.get(one.parent, "") for one in graph.clusters}
    shown = [(one.label, region[one.cluster], labels[one.cluster], one.lines[-1]) for one in graph.nodes]
    assert shown == [
        ("App", "eu-central", "zone 1", "2 copies"),
        ("Db", "eu-central", "zone 1", "1 copy"),
        ("App", "eu-central", "zone 2", "2 copies"),
        ("Db", "eu-central", "zone 2", "1 copy"),
        ("App", "eu-central", "zone 3", "1 copy"),
        ("Db", "us-east", "zone 1", "1 copy"),
        ("Db", "us-east", "zone 2", "1 copy"),
        ("Somewhere", "region not said", "zone 1", ""),
    ]


def test_entities_stand_in_their_store_and_point_at_what_they_refer_to(make_workspace) -> None:
    content = """
    components:
      rides: {kind: service}
      db: {kind: database, stores: [ride, rider]}
      cache: {kind: cache, stores: [rider]}
    entities:
      ride: {fields: {id: uuid, rider: ref rider, stops: list of optional stop}, owner: rides}
      rider: {fields: {name: string}, personal_data: true}
      stop: {fields: {place: geo-point}, transient: true}
    """
    graph = data_model(Workspace(make_workspace(content)).requirements)
    assert [(one.source, one.target, one.label, one.kind) for one in graph.edges] == [
        ("ride", "rider", "rider", "one"),
        ("ride", "stop", "stops", "many"),
    ]
    ride, rider, stop = graph.nodes
    assert (ride.cluster, rider.cluster, stop.cluster) == ("db", "db", "")
    assert "changed by Rides only" in ride.lines
    assert "also in Cache" in rider.lines
    assert "personal data" in rider.lines
    assert stop.look == "quiet"


def test_the_most_worth_and_hardest_demand_comes_first(make_workspace) -> None:
    content = """
    quality_attributes:
      fast: {attribute: performance, importance: low, difficulty: low}
      faster: {attribute: performance, importance: high, difficulty: high}
      vague: {}
    """
    (graph,) = utility_trees(Workspace(make_workspace(content)).requirements, Catalog())
    leaves = [node.label for node in graph.nodes if node.id.startswith("demand_")]
    assert leaves == ["(H,H) Faster", "(L,L) Fast", "(?,?) Vague"]


def test_decisions_point_at_what_they_rest_on_and_replace(make_workspace) -> None:
    content = """
    decisions:
      old: {status: superseded}
      new: {status: accepted, supersedes: [old], depends_on: [other]}
      other: {status: proposed}
    """
    (graph,) = decision_graphs(Workspace(make_workspace(content)).requirements)
    assert [(one.source, one.target, one.label) for one in graph.edges] == [
        ("new", "old", "replaces"),
        ("new", "other", "rests on"),
    ]


def large_workspace(make_workspace, count: int) -> Workspace:
    components = "".join(f"  c{i}: {{kind: service, owner: team-{i % 6}}}\n" for i in range(count))
    steps = "".join(f"      - c{i} -> c{(i * 7 + 1) % count}: step {i}\n" for i in range(count))
    cases = "".join(
        f"  case-{n}:\n    steps:\n"
        + "".join(f"      - c{i} -> c{i + 1}: go\n" for i in range(n * 5, n * 5 + 4))
        for n in range(3)
    )
    return Workspace(
        make_workspace(f"components:\n{components}use_cases:\n  all:\n    steps:\n{steps}{cases}")
    )


def test_fifty_components_are_one_picture(make_workspace) -> None:
    (graph,) = container_views(large_workspace(make_workspace, MOST_NODES).requirements)
    assert structure_svg(graph).svg


def test_more_than_fifty_are_shown_by_owner_by_use_case_and_around_each(make_workspace) -> None:
    graphs = {
        graph.name: graph for graph in container_views(large_workspace(make_workspace, 60).requirements)
    }
    assert {len(graphs["containers"].nodes)} == {6}
    assert "containers/owner-team-1" in graphs
    assert "containers/use-case-case-0" in graphs
    assert "containers/around-c7" in graphs
    big = {name for name, graph in graphs.items() if len(graph.nodes) > MOST_NODES}
    assert big == {"containers/use-case-all"}


def test_pages_of_elements_are_linked() -> None:
    graph = containers(Workspace(EXAMPLES[0].parent / "hitchhiking").requirements)
    svg = structure_svg(graph, lambda ref: f"../{ref.kind}/{ref.id}?a&b").svg
    ET.fromstring(svg)  # noqa: S314 - archkit wrote it
    assert 'href="../component/matching?a&amp;b"' in svg
    assert svg.count("<a ") == len(graph.nodes)


def test_hostile_texts_are_in_the_picture_as_they_were_written() -> None:
    picture = structure_svg(hostile_graph())
    root = ET.fromstring(picture.svg)  # noqa: S314 - archkit wrote it
    shown = _letters("".join(root.itertext()))
    for text in HOSTILE:
        assert _letters(clean(text))[:24] in shown
    assert not [one for one in root.iter() if one.tag.removeprefix(SVG) in {"script", "img", "foreignObject"}]


def test_without_an_engine_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHKIT_DOT", "no-such-program")
    picture = structure_svg(Graph("g", "unseen before", "", (Node("a", "A"),)))
    assert picture.svg == ""
    assert "no-such-program" in picture.problem
    assert "pip install" in picture.problem


def test_a_view_keeps_the_frames_around_its_nodes() -> None:
    graph = containers(Workspace(EXAMPLES[0].parent / "hitchhiking").requirements)
    view = part(graph, "v", "V", {"app", "matching"})
    assert [node.id for node in view.nodes] == ["app", "matching"]
    assert [cluster.id for cluster in view.clusters] == ["system"]
    assert {(edge.source, edge.target) for edge in view.edges} == {("app", "matching")}


@pytest.mark.parametrize("write", [structure_mermaid, structure_plantuml])
def test_texts_for_other_tools_name_every_node_and_edge(write) -> None:
    for graph in GRAPHS:
        text = write(graph)
        assert all(re.search(rf"\bn{number}\b", text) for number in range(1, len(graph.nodes) + 1))


def _letters(text: str) -> str:
    return re.sub(r"\s", "", html.unescape(text))
