"""What one component sends and receives becomes a contract of messages: each with its direction, promise and payload."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from archkit.contracts.data import Lexicon
from archkit.contracts.messages import MessageType, Occurrence, Promise, Said, find_messages, promise_of
from archkit.contracts.names import pascal, words
from archkit.contracts.representations import Representations
from archkit.contracts.schema import ListOf, MapOf, Named, Primitive, Property, Schema
from archkit.model import STORES, Component, Entity, Requirements

Direction = Literal["send", "receive"]
_IN_HANDS = frozenset({"client", "web-app", "mobile-app"})
"""Kinds of parts that run for a person, and hear of something only by asking to be told."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """A message as one component sees it."""

    id: str
    """lowerCamelCase, unique among what the component sends and receives: ``sendOrderPlaced``."""
    message: MessageType
    direction: Direction
    occurrences: tuple[Occurrence, ...]
    """Where the component sends or receives it."""
    promise: Promise
    ordering: tuple[tuple[str, tuple[str, ...]], ...]
    """Each field within whose values the order is kept, and the names of the properties that lead to it, if any do."""
    payload: str
    """The name of the schema that travels."""
    reply: str
    """The name of the schema that comes back; empty where nothing does."""
    entities: tuple[Entity, ...]
    """The entities that it carries, or parts of."""
    subscribed: bool
    """Whether the component speaks GraphQL and tells it people or programs in their hands: they subscribe to it."""


@dataclass(frozen=True, slots=True)
class Messaging:
    """All that a component sends and receives without a call."""

    component: Component
    traffic: tuple[Traffic, ...]
    """What it sends, then what it receives, each in the order of the flows."""
    schemas: Mapping[str, Schema]
    """By name: payloads, and what they hold."""

    def published(self) -> "Messaging":
        """Return the same without what is subscribed to over GraphQL, which has a contract of its own."""
        kept = tuple(one for one in self.traffic if not one.subscribed)
        if len(kept) == len(self.traffic):
            return self
        reached: set[str] = set()
        for one in kept:
            self._reach(one.payload, reached)
            self._reach(one.reply, reached)
        return replace(
            self, traffic=kept, schemas={name: one for name, one in self.schemas.items() if name in reached}
        )

    def _reach(self, name: str, reached: set[str]) -> None:
        if not name or name in reached:
            return
        reached.add(name)
        for one in self.schemas[name].properties:
            kind = one.type
            while isinstance(kind, ListOf | MapOf):
                kind = kind.of
            if isinstance(kind, Named):
                self._reach(kind.schema, reached)


def messaging_of(requirements: Requirements) -> tuple[Messaging, ...]:
    """Return the messages of each component that sends or receives any, in the order of the files.

    Brokers and stores have none: they carry and keep what others say. Outside systems have contracts of their own.
    """
    messages = find_messages(requirements)
    lexicon = Lexicon(requirements)
    found = (
        _of(component, messages, requirements, lexicon)
        for component in requirements.components.values()
        if component.kind not in STORES and component.kind != "broker" and not component.is_external
    )
    return tuple(one for one in found if one.traffic)


def _of(
    component: Component, messages: tuple[MessageType, ...], requirements: Requirements, lexicon: Lexicon
) -> Messaging:
    build = Representations(requirements)
    seen: list[tuple[Direction, MessageType]] = [
        ("send", one) for one in messages if one.sender == component.id
    ]
    seen += [("receive", one) for one in messages if component.id in one.receivers]
    names: dict[tuple[Direction, str], int] = {}
    for direction, one in seen:
        names[direction, one.name] = names.get((direction, one.name), 0) + 1
    payloads: dict[tuple[str, str], tuple[str, str]] = {}
    traffic = []
    for direction, one in seen:
        alike = names[direction, one.name] > 1
        verb = f"{direction}{pascal(one.name)}"
        key = one.sender, one.name
        if key not in payloads:
            payloads[key] = _payload(one, build, lexicon), _reply(one, build, lexicon)
        occurrences = tuple(o for o in one.occurrences if direction == "send" or o.receiver == component.id)
        traffic.append(
            Traffic(
                f"{verb}From{pascal(words(one.sender))}" if alike else verb,
                one,
                direction,
                occurrences,
                promise := promise_of(occurrences),
                tuple((k, _way_to(k, payloads[key][0], build.schemas, lexicon)) for k in promise.ordering),
                *payloads[key],
                _entities(one.data, lexicon),
                direction == "send" and not one.carrier and _is_subscribed(component, one, requirements),
            )
        )
    return Messaging(component, tuple(traffic), build.schemas)


def _is_subscribed(component: Component, one: MessageType, requirements: Requirements) -> bool:
    hands = {part.id for part in requirements.components.values() if part.kind in _IN_HANDS}
    return component.interface == "graphql" and bool(
        (requirements.actors.keys() | hands) & set(one.receivers)
    )


def _payload(one: MessageType, build: Representations, lexicon: Lexicon) -> str:
    noun = pascal(one.name)
    parts = list(_envelope(noun))
    if properties := tuple(_properties(one.data, build, lexicon)):
        data = build.add(f"{pascal(one.name)}Data", "message", f"What {noun} tells.", properties)
        parts.append(Property("data", Named(data), f"What {noun} tells."))
    return build.add(pascal(one.name), "message", f"{noun}, with what every message carries.", parts)


def _reply(one: MessageType, build: Representations, lexicon: Lexicon) -> str:
    if one.kind != "request":
        return ""
    noun = f"answer to {pascal(one.name)}"
    parts = list(_envelope(noun))
    if properties := tuple(_properties(one.returns, build, lexicon)):
        data = build.add(f"{pascal(one.name)}ReplyData", "message", f"What the {noun} tells.", properties)
        parts.append(Property("data", Named(data), f"What the {noun} tells."))
    return build.add(
        f"{pascal(one.name)}Reply", "message", f"The {noun}, with what every message carries.", parts
    )


def _envelope(noun: str) -> Iterator[Property]:
    """Yield what every message carries: enough to know a repeat, to sort, and to follow a flow."""
    yield Property(
        "event-id",
        Primitive("uuid"),
        f"Identifies one {noun}: a repeat of it has the same id.",
        example="6f1c2a90-3c0e-4d58-9b6f-2f0c8f7d1a11",
    )
    yield Property(
        "occurred-at",
        Primitive("datetime"),
        f"When that happened of which {noun} tells.",
        example="2026-03-14T09:26:53Z",
    )
    yield Property(
        "correlation-id",
        Primitive("uuid"),
        f"The same in all messages and calls of the flow to which one {noun} belongs.",
        example="0b9e7d52-8a41-4c1b-a0cf-5d2f6a3e4b77",
    )


def _properties(said: Iterable[Said], build: Representations, lexicon: Lexicon) -> Iterator[Property]:
    for one in said:
        found = build.property_of(lexicon.read(one.text, one.place), "message")
        yield replace(found, required=found.required and one.always)


def _entities(said: Iterable[Said], lexicon: Lexicon) -> tuple[Entity, ...]:
    found = (lexicon.read(one.text, one.place).entity for one in said)
    return tuple({one.id: one for one in found if one is not None}.values())


def _way_to(key: str, payload: str, schemas: Mapping[str, Schema], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the properties that lead to the field that keeps messages in order, from the payload on; none where it is not there.

    Looked for are the words of the key, alone or as an id, and the entity that they name: in what the message tells
    before its records.
    """
    entity = lexicon.entity(words(key))
    names = {words(key), words(entity.id)} if entity else {words(key)}
    ids = names | {f"{name}-id" for name in names}
    data = schemas[payload].property("data")
    level: list[tuple[tuple[str, ...], Schema]] = []
    if data is not None and isinstance(data.type, Named):
        level = [(("data",), schemas[data.type.schema])]
    for _ in range(2):
        parts = [(path, one) for path, schema in level for one in schema.properties]
        for path, one in parts:
            if one.name in ids and not isinstance(one.type, Named | ListOf | MapOf):
                return (*path, one.name)
        records = [
            (path, one, schemas[one.type.schema]) for path, one in parts if isinstance(one.type, Named)
        ]
        for path, one, schema in records:
            if one.name in names and schema.property("id"):
                return (*path, one.name, "id")
        level = [((*path, one.name), schema) for path, one, schema in records]
    return ()
