"""Components: what each is and carries, whom it calls and who calls it, where it runs, and what it answers for."""

from collections.abc import Iterable, Mapping
from itertools import islice

from markupsafe import Markup, escape

from archkit.evaluate import ComponentState, show
from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, count, named, word, words
from archkit.generators._site.shown import Row
from archkit.generators._site.whole import Site
from archkit.generators.containers import container_views
from archkit.generators.dataflow import dataflow_views
from archkit.model import Component, Dimension, Ref
from archkit.model.links import PARTICIPANT
from archkit.render.structure import Graph, around, part

_FULL = 0.7
"""Beyond this share of its capacity a queue grows fast (M/M/1: the wait doubles from 70 % to 82 %)."""


def numbers(component: Component, site: Site) -> list[Row]:
    """Return what the load makes of a component."""
    state = site.states.get(component.id)
    if state is None:
        return []
    found = [
        ("Load at the peak", show(state.load, Dimension.RATE)),
        ("Used at the peak", show(state.utilisation, Dimension.SHARE)),
        ("Used on average", show(state.utilisation_average, Dimension.SHARE)),
        ("Available", show(state.availability, Dimension.SHARE)),
        ("Replicas", _replicas(state)),
    ]
    rows = [Row(label, escape(value)) for label, value in found if value != "–"]
    if state.single_point_of_failure:
        rows.append(Row("Single point of failure", Markup("yes")))
    return rows if len(rows) > 1 or not state.external else []


def _replicas(state: ComponentState) -> str:
    needed = state.replicas_needed
    return (
        f"{state.replicas}, the peak needs {needed}"
        if needed and needed != state.replicas
        else str(state.replicas)
    )


def _more(component: Component, site: Site, here: Here) -> Mapping[str, object]:
    spoken, whole = site.flows, site.containers
    near = around(whole, component.id) if any(node.id == component.id for node in whole.nodes) else set()
    graphs = (
        [part(whole, f"around-{component.id}", f"Around {component.label}", near)] if len(near) > 1 else []
    )
    return {
        "numbers": numbers(component, site),
        "figures": site.figures(here, graphs),
        "calls": [one for one in spoken if one.source == component.id],
        "called": [one for one in spoken if one.target == component.id],
        "participant": lambda identifier: here.link(Ref(PARTICIPANT, identifier)),
        "use_cases": list(site.referring(component.ref, "use_case")),
    }


def _used(one: Component, site: Site, _: Here) -> Cell:
    state = site.states.get(one.id)
    if state is None or state.utilisation is None:
        return Cell(Markup("–"), -1.0)
    shown, share = show(state.utilisation, Dimension.SHARE), min(state.utilisation, 1.0)
    tone = "bad" if state.utilisation >= 1 else "warm" if state.utilisation > _FULL else "good"
    meter = Markup('<span class="ak-meter ak-meter--{}"><span style="width:{}%"></span></span> {}')
    return Cell(meter.format(tone, round(share * 100), shown), state.utilisation)


def _graphs(site: Site) -> Iterable[Graph]:
    """Yield the views of the whole; of a large system those by owner: what is around a component stands on its page."""
    yield from islice(container_views(site.requirements), 1)
    yield from islice(dataflow_views(site.requirements), 1)


_GROUPS = {
    "What it is": (
        "technology",
        "platform",
        "interface",
        "stateless",
        "session_state",
        "data_model",
        "stores",
        "legacy",
        "replaces",
        "wave",
        "joins_transactions",
        "index_overhead",
    ),
    "How it runs": (
        "redundancy",
        "zones",
        "regions",
        "failover",
        "scaling",
        "autoscaling",
        "sharding",
        "replication",
        "backup",
        "deployment",
        "health_check",
        "observability",
        "needed",
    ),
    "What it can bear": (
        "availability",
        "mtbf",
        "mttr",
        "common_cause",
        "error_rate",
        "latency",
        "capacity",
        "contention",
        "coherency",
    ),
    "When another part fails": ("resilience", "dead_letters"),
    "Who answers for it": ("owner", "cost", "api"),
}
"""Heading to the facts below it: what somebody who builds it asks together."""

COMPONENTS = Kind(
    "components",
    "Components",
    "How the system is cut: what runs, what it talks to, and how much of it is used.",
    {
        "Component": named,
        "Kind": lambda one, *_: word("external" if one.is_external else one.kind),
        "Technology": lambda one, *_: words(one.technology),
        "Replicas": lambda one, *_: count(one.replicas or 0),
        "Used at the peak": _used,
        "Owner": lambda one, *_: words(one.owner),
    },
    template="component",
    elsewhere=frozenset({"kind", "state", "external", "replicas"}),
    linked=frozenset({"use_case"}),
    groups=_GROUPS,
    more=_more,
    graphs=_graphs,
)
