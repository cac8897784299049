"""Use cases: goal, flow, what can go wrong, the data that moves, the load, the quality asked for, the operations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, named, quantity, verdict, word
from archkit.generators._site.whole import Site
from archkit.model import Message, QualityAttribute, Ref, UseCase
from archkit.model.links import PARTICIPANT


@dataclass(frozen=True, slots=True)
class Handling:
    """What a use case does with an entity."""

    entity: Ref
    how: str
    steps: tuple[str, ...]


def handled(use_case: UseCase) -> Iterator[Handling]:
    """Yield each entity that is read or written, with the steps that do so."""
    found: dict[Ref, dict[str, list[str]]] = {}
    for one in use_case.messages():
        for how, refs in (("reads", one.reads), ("writes", one.writes)):
            for ref in refs:
                found.setdefault(ref, {}).setdefault(how, []).append(one.action or one.event)
    for ref, ways in found.items():
        steps = dict.fromkeys(step for one in ways.values() for step in one if step)
        yield Handling(ref, " and ".join(ways), tuple(steps))


def operations(use_case: UseCase) -> list[Message]:
    """Return the messages that are operations of an API, each once."""
    return list({(one.target, one.operation): one for one in use_case.messages() if one.operation}.values())


def events(use_case: UseCase) -> list[Message]:
    """Return the messages that are events, each once."""
    return list({(one.target, one.event): one for one in use_case.messages() if one.event}.values())


def _more(use_case: UseCase, site: Site, here: Here) -> Mapping[str, object]:
    asked: list[QualityAttribute] = list(site.referring(use_case.ref, "quality_attribute", "applies_to"))  # type: ignore[arg-type]  # of this kind
    return {
        "handled": list(handled(use_case)),
        "operations": operations(use_case),
        "events": events(use_case),
        "operation": lambda message: site.operation_link(here, use_case, message),
        "event": lambda message: site.event_link(here, message),
        "asked": asked,
        "participant": lambda identifier: here.link(Ref(PARTICIPANT, identifier)),
        "flow": lambda extension=None: site.flow_figure(here, use_case, extension),
    }


def _actor(one: UseCase, _: Site, here: Here) -> Cell:
    return Cell(here.link(one.primary_actor), one.primary_actor.id) if one.primary_actor else word(None)


USE_CASES = Kind(
    "use_cases",
    "Use cases",
    "What actors want to get done: the flow when all goes well, and what happens when it does not.",
    {
        "Use case": named,
        "Actor": _actor,
        "Priority": lambda one, *_: word(one.priority),
        "Peak load": lambda one, *_: quantity(one.load.peak if one.load else None),
        "Verdict": verdict,
    },
    template="use_case",
    elsewhere=frozenset({"primary_actor", "supporting_actors", "priority", "measures", "kind", "load"}),
    linked=frozenset({"quality_attribute applies_to"}),
    more=_more,
)
