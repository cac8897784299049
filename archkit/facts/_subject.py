"""Requirements become what facts look at: flows laid out call by call, parts sorted into work, stores and outsiders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from archkit.diagnostics import Place
from archkit.model import (
    Component,
    Entity,
    Measure,
    Message,
    QualityAttribute,
    Requirements,
    Step,
    UseCase,
    messages,
    walk,
)

_CARRIERS = frozenset({"broker", "gateway", "load-balancer", "cdn"})
"""Kinds that pass calls and messages on and do no work of the domain."""
HORIZON = 5 * 365 * 86_400.0
"""Seconds over which growing data is summed up where nothing says how long it is kept: five years."""
_CLIENTS = frozenset({"client", "mobile-app"})
"""Kinds that run in the hands of an actor."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the catalog knows and facts need: how people name things."""

    quality: Callable[[str], str] = str
    """Returns the id of the quality attribute that a word means, or the word itself."""
    whereabouts: Callable[[str], tuple[float, float] | None] = lambda _: None
    """Returns latitude and longitude of a region, where they are known."""


@dataclass(frozen=True, slots=True)
class Target:
    """One measure that somebody demands."""

    measure: Measure
    place: Place
    owner: QualityAttribute | UseCase

    @property
    def importance(self) -> str:
        """How much it is worth: as said, medium where nobody said."""
        return (self.owner.importance or "medium") if isinstance(self.owner, QualityAttribute) else "medium"


@dataclass(frozen=True, slots=True)
class Hop:
    """A message from one working part to another, seen through the broker, gateway or balancer between them."""

    source: str
    target: str
    message: Message
    """The message that reaches the target."""
    sent: Message
    """The message that leaves the source: the same one where nothing stands between."""
    waits: bool


class Subject:
    """All that a fact may look at; each view of it is made once, when it is first asked for."""

    def __init__(self, requirements: Requirements, vocabulary: Vocabulary) -> None:
        self.requirements = requirements
        self.vocabulary = vocabulary
        self._work: dict[str, bool] = {}

    @cached_property
    def use_cases(self) -> tuple[UseCase, ...]:
        """Use cases that will be built: all but those of priority ``wont``."""
        return tuple(one for one in self.requirements.use_cases.values() if one.priority != "wont")

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Entities that are kept."""
        return tuple(one for one in self.requirements.entities.values() if not one.transient)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """Components that will be there: all but those that retire."""
        return tuple(one for one in self.requirements.components.values() if one.state != "retire")

    @cached_property
    def qualities(self) -> tuple[QualityAttribute, ...]:
        """Quality attributes of what will be built."""
        dropped = {one.ref for one in self.requirements.use_cases.values() if one.priority == "wont"}
        return tuple(
            one
            for one in self.requirements.quality_attributes.values()
            if not one.applies_to or not dropped.issuperset(one.applies_to)
        )

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every measure of what will be built."""
        of_qualities = (
            Target(measure, one.at("measure", index), one)
            for one in self.qualities
            for index, measure in enumerate(one.measure)
        )
        of_use_cases = (
            Target(measure, one.at("measures", index), one)
            for one in self.use_cases
            for index, measure in enumerate(one.measures)
        )
        return (*of_qualities, *of_use_cases)

    def targets_on(self, *metrics: str) -> Iterator[Target]:
        """Yield the targets on some metrics."""
        return (target for target in self.targets if target.measure.metric in metrics)

    @cached_property
    def flows(self) -> tuple[tuple[UseCase, tuple[Message, ...]], ...]:
        """Use cases whose flow is drawn, with the messages of the good case."""
        drawn = ((one, tuple(messages(one.steps))) for one in self.use_cases)
        return tuple((use_case, flow) for use_case, flow in drawn if flow)

    @cached_property
    def messages(self) -> tuple[tuple[UseCase, Message], ...]:
        """Every message of every flow and of its extensions."""
        return tuple((one, message) for one in self.use_cases for message in one.messages())

    @cached_property
    def steps(self) -> tuple[tuple[UseCase, Step], ...]:
        """Every step of every flow, fragments too."""
        return tuple((one, step) for one in self.use_cases for step in walk(one.steps))

    @cached_property
    def hops(self) -> dict[str, tuple[Hop, ...]]:
        """Use case to the messages between its working parts."""
        return {use_case.id: tuple(self._hops(flow)) for use_case, flow in self.flows}

    def _hops(self, flow: tuple[Message, ...]) -> Iterator[Hop]:
        waiting: dict[str, list[Message]] = {}
        for message in flow:
            source, target = message.source, message.target
            if source == target or self.is_actor(source) or self.is_actor(target):
                if self.is_actor(source) and self.is_carrier(target):
                    waiting.setdefault(target, []).append(message)
                continue
            if self.is_carrier(target):
                waiting.setdefault(target, []).append(message)
            elif not self.is_carrier(source):
                yield Hop(source, target, message, message, message.waits)
            else:
                for sent in waiting.get(source, [])[-1:]:
                    if not self.is_actor(sent.source) and sent.source != target:
                        asynchronous = self.is_broker(source) or not sent.waits or not message.waits
                        yield Hop(sent.source, target, message, sent, not asynchronous)

    def all_hops(self) -> Iterator[tuple[UseCase, Hop]]:
        """Yield the messages between working parts, flow by flow."""
        for use_case, _ in self.flows:
            for hop in self.hops[use_case.id]:
                yield use_case, hop

    def component(self, identifier: str) -> Component | None:
        """Return the component of an id."""
        return self.requirements.components.get(identifier)

    def is_actor(self, identifier: str) -> bool:
        """Whether somebody or something outside speaks or is spoken to."""
        return identifier not in self.requirements.components and identifier in self.requirements.actors

    def is_person(self, identifier: str) -> bool:
        """Whether it is a person."""
        actor = self.requirements.actors.get(identifier)
        return self.is_actor(identifier) and actor is not None and actor.kind == "person"

    def is_client(self, identifier: str) -> bool:
        """Whether it is a part of the system that runs in the hands of a user."""
        component = self.component(identifier)
        return component is not None and (
            component.kind in _CLIENTS or (component.kind == "web-app" and not self.is_work(identifier))
        )

    def is_third_party(self, identifier: str) -> bool:
        """Whether somebody else runs it: an outside system, as a component or as an actor."""
        component = self.component(identifier)
        if component is not None:
            return component.is_external
        actor = self.requirements.actors.get(identifier)
        return actor is not None and actor.kind == "system" and actor.is_external

    def is_carrier(self, identifier: str) -> bool:
        """Whether it only passes calls and messages on."""
        component = self.component(identifier)
        return component is not None and component.kind in _CARRIERS and not component.is_external

    def is_broker(self, identifier: str) -> bool:
        """Whether it keeps messages until somebody takes them."""
        component = self.component(identifier)
        return component is not None and component.kind == "broker"

    def is_store(self, identifier: str) -> bool:
        """Whether it keeps data and does no work of the domain."""
        component = self.component(identifier)
        return component is not None and component.is_store

    def is_work(self, identifier: str) -> bool:
        """Whether it does work of the domain and belongs to the system."""
        if identifier not in self._work:  # asked for each end of each message by a dozen facts
            self._work[identifier] = self._does_work(identifier)
        return self._work[identifier]

    def _does_work(self, identifier: str) -> bool:
        component = self.component(identifier)
        if component is None:
            return not self.is_actor(identifier)
        return not (
            component.is_external
            or component.is_store
            or component.kind in _CARRIERS
            or component.kind in _CLIENTS
            or component.kind == "library"
            or (component.kind == "web-app" and component.id not in self._serving_web_apps)
        )

    @cached_property
    def _serving_web_apps(self) -> frozenset[str]:
        """Web applications that do the work themselves: they speak to a store, or there is nobody else to do it."""
        served = {"service", "application", "function", None}
        alone = not any(one.kind in served and not one.is_external for one in self.components)
        to_stores = {message.source for _, message in self.messages if self.is_store(message.target)}
        return frozenset(
            one.id for one in self.components if one.kind == "web-app" and (alone or one.id in to_stores)
        )

    @cached_property
    def services(self) -> tuple[Component, ...]:
        """Components that do work of the domain on a server."""
        return tuple(one for one in self.components if self.is_work(one.id))

    @cached_property
    def stores(self) -> tuple[Component, ...]:
        """Components that keep data, caches and outside ones apart."""
        return tuple(
            one for one in self.components if one.is_store and one.kind != "cache" and not one.is_external
        )

    @cached_property
    def keepers(self) -> dict[str, str]:
        """Entity to who keeps it: the store that says so, else the owner."""
        kept = {ref.id: one.id for one in self.components for ref in one.stores if one.kind != "cache"}
        owned = {one.id: one.owner.id for one in self.entities if one.owner is not None}
        return owned | kept

    @cached_property
    def flow_ratios(self) -> dict[str, tuple[float, Place]]:
        """Entity that flows with a stated load both read and write, to reads for each write and a step that reads it."""
        reads: dict[str, float] = {}
        writes: dict[str, float] = {}
        places: dict[str, Place] = {}
        for use_case, flow in self.flows:
            rate = usual_rate(use_case)
            for message in flow if rate else ():
                for ref in set(message.reads):
                    reads[ref.id] = reads.get(ref.id, 0.0) + rate
                    places.setdefault(ref.id, message.place)
                for ref in set(message.writes):
                    writes[ref.id] = writes.get(ref.id, 0.0) + rate
        return {key: (reads[key] / writes[key], places[key]) for key in reads if writes.get(key)}

    def is_interactive(self, use_case: UseCase) -> bool:
        """Whether somebody waits for the outcome: as said, else a person who starts it does."""
        if use_case.urgency:
            return use_case.urgency == "interactive"
        first = next(messages(use_case.steps), None)
        return first is not None and self.is_person(first.source) and first.waits


def usual_rate(use_case: UseCase) -> float:
    """Return how often a flow starts a second: its average, else its peak; 0 where neither is stated."""
    load = use_case.load
    stated = (load.average or load.peak) if load is not None else None
    return stated.high if stated is not None else 0.0


def kept_bytes(entity: Entity) -> float:
    """Return how much of an entity is kept in one copy: what exists, and growth over its retention or five years."""
    if entity.size is None:
        return 0.0
    kept = min(HORIZON, entity.retention.high) if entity.retention else HORIZON
    records = entity.count.high if entity.count else 0.0
    grown = entity.growth.high * kept if entity.growth else 0.0
    return (records + grown) * entity.size.middle


def accepts_age(entity: Entity) -> Place | None:
    """Return where an entity says that readers accept an older state."""
    if entity.consistency == "eventual":
        return entity.at("consistency")
    return entity.at("staleness") if entity.staleness and entity.consistency != "strong" else None
