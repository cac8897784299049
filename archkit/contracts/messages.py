"""Flows become messages: what each part sends and receives without a call, on which channel, under which promises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from archkit.contracts.names import free, words
from archkit.diagnostics import Place
from archkit.model import STORES, Component, Message, Requirements, UseCase

MessageKind = Literal["event", "command", "request"]
"""What happened, what is to be done, or what is asked with an answer to come (Hohpe, Woolf: Enterprise Integration Patterns)."""

_MESSAGING = frozenset({"events", "mqtt", "websocket"})
"""Interfaces that are spoken to by messages, calls that wait included."""
_OWN_SERVER = frozenset({"mqtt", "websocket"})
"""Interfaces over which a part itself takes and delivers messages, without a broker."""
_ARTICLES = frozenset({"a", "an", "the"})
_TOPIC = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/:-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"(.+?)-(v[0-9]{1,3})")
_MAJOR = re.compile(r"[vV]?([0-9]{1,3})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in a flow where a message is sent, and perhaps taken."""

    use_case: UseCase
    """Whose flow it is."""
    sent: Message
    """The step with which it leaves the sender."""
    received: Message
    """The step with which it reaches the receiver: the same one where no broker is drawn between them."""
    receiver: str
    """Who takes it: the id of a part or of an actor; empty where no flow says who takes it from the broker."""

    @property
    def steps(self) -> tuple[Message, ...]:
        """The steps of the flow that it stands for."""
        return (self.sent,) if self.sent is self.received else (self.sent, self.received)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a message carries."""

    text: str
    """In the words of the step."""
    place: Place
    """Where it is written first."""
    always: bool
    """Whether every use case that speaks of the message says so."""


@dataclass(frozen=True)
class MessageType:
    """All messages of one name from one sender."""

    name: str
    """Words in small letters joined by hyphens: ``order-placed``."""
    title: str
    """Its name as the team wrote it."""
    kind: MessageKind
    sender: str
    """The id of the part or actor that sends it."""
    carrier: str
    """The id of the broker, or of the part whose interface takes or delivers it; empty where nothing says."""
    topic: str
    """The topic, where a step states one."""
    occurrences: tuple[Occurrence, ...] = field(repr=False)

    @cached_property
    def receivers(self) -> tuple[str, ...]:
        """Who takes it, in the order of the flows."""
        return tuple(dict.fromkeys(one.receiver for one in self.occurrences if one.receiver))

    def seen_by(self, participant: str) -> tuple[Occurrence, ...]:
        """Return the occurrences that concern a participant: all of a sender, a receiver's own."""
        if participant == self.sender:
            return self.occurrences
        return tuple(one for one in self.occurrences if one.receiver == participant)

    @cached_property
    def data(self) -> tuple[Said, ...]:
        """What it carries."""
        steps = [(one, one.sent if one.sent.data else one.received) for one in self.occurrences]
        return _merged([(one.use_case.id, step.data, step.field("data")) for one, step in steps])

    @cached_property
    def returns(self) -> tuple[Said, ...]:
        """What the answer to a request carries."""
        steps = [(one, one.received) for one in self.occurrences]
        return _merged([(one.use_case.id, step.returns, step.field("returns")) for one, step in steps])


@dataclass(frozen=True, slots=True)
class Promise:
    """What sender and receiver may rely on, gathered from steps; each value as stated, in the order of the flows."""

    deliveries: tuple[str, ...]
    """How often a message may arrive."""
    duplicates: tuple[bool, ...]
    """Whether the receivers can take the same message twice."""
    ordering: tuple[str, ...]
    """The fields within whose values the order is kept."""


def promise_of(occurrences: tuple[Occurrence, ...]) -> Promise:
    """Return what the steps of some occurrences promise."""
    steps = [step for one in occurrences for step in one.steps]
    return Promise(
        tuple(dict.fromkeys(step.delivery for step in steps if step.delivery)),
        tuple(dict.fromkeys(s.handles_duplicates for s in steps if s.handles_duplicates is not None)),
        tuple(dict.fromkeys(step.ordering.key for step in steps if step.ordering and step.ordering.key)),
    )


def address_of(message: MessageType, requirements: Requirements) -> str:
    """Return where it is sent: the topic that a step states, else ``domain.context.event-name.v1``.

    The domain is the system, the context is the sender: it owns what the message means. A message whose meaning breaks
    is a new one beside the old one: ``OrderPlacedV2`` goes to ``...order-placed.v2``.
    """
    if message.topic:
        return message.topic
    system = requirements.system
    domain = words(system.id or system.name or "system")
    versioned = _VERSION.fullmatch(message.name)
    name, version = (versioned[1], versioned[2]) if versioned else (message.name, "v1")
    return f"{domain}.{message.sender}.{name}.{version}"


def major(version: str) -> str:
    """Return the part of a version that changes when old clients break: ``v2`` of ``2.3.1``; ``v1`` where none is stated."""
    found = _MAJOR.match(version.strip())
    return f"v{int(found[1])}" if found else "v1"


def find_messages(requirements: Requirements) -> tuple[MessageType, ...]:
    """Return every message between parts, or between parts and devices or systems, by sender and name.

    A message is a step that nobody waits for and that names an event or a channel, passes a broker, or ends at another
    part or at a device without naming an operation; and a call, answer included, of a part that speaks by messages
    only. What a person is shown is none, and neither is a step within one part unless it names its event.
    """
    found: dict[tuple[str, str], list[Occurrence]] = {}
    for one in _occurrences(requirements):
        found.setdefault((one.sent.source, _spelt(_text_of(one))), []).append(one)
    taken: dict[str, set[str]] = {}
    return tuple(
        _message(
            sender, free(words(_text_of(several[0])), taken.setdefault(sender, set())), several, requirements
        )
        for (sender, _), several in found.items()
    )


def _text_of(one: Occurrence) -> str:
    """Return how a message is called: its event, else its action without articles."""
    for step in one.steps:
        if step.event:
            return step.event
    for step in one.steps:
        action = " ".join(word for word in step.action.split() if word.lower() not in _ARTICLES)
        if action:
            return action
    return f"message to {one.receiver or one.sent.target}"


def _spelt(text: str) -> str:
    """Return a name without what its spelling adds: ``OrderPlaced``, ``order placed`` and ``order-placed`` are alike."""
    return "".join(char for char in text.casefold() if char.isalnum()) or text


def _message(sender: str, name: str, several: list[Occurrence], requirements: Requirements) -> MessageType:
    occurrences = tuple(several)
    steps = [step for one in occurrences for step in one.steps]
    event = next((step.event for step in steps if step.event), "")
    waits = any(_is_request(one.received, requirements) for one in occurrences)
    kind: MessageKind = "event" if event else "request" if waits else "command"
    title = event or next((step.action for step in steps if step.action), name)
    carriers = (_carrier(one, requirements) for one in occurrences)
    topics = (_topic(step.channel, requirements) for step in steps)
    return MessageType(
        name,
        title,
        kind,
        sender,
        next(filter(None, carriers), ""),
        next(filter(None, topics), ""),
        occurrences,
    )


def _occurrences(requirements: Requirements) -> Iterator[Occurrence]:
    drawn = [one for one in requirements.use_cases.values() if one.priority != "wont"]
    published = [step for one in drawn for step in one.messages() if _is_broker(step.target, requirements)]
    for use_case in drawn:
        held: list[Message] = []
        taken: set[int] = set()
        for step in use_case.messages():
            if _is_broker(step.target, requirements):
                held.append(step)
            elif _is_broker(step.source, requirements):
                sent = _passed_on(step, held, published)
                taken.add(id(sent))
                yield Occurrence(use_case, sent, step, step.target)
            elif is_message(step, requirements):
                yield Occurrence(use_case, step, step, step.target)
        yield from (Occurrence(use_case, one, one, "") for one in held if id(one) not in taken)


def _passed_on(step: Message, held: list[Message], published: list[Message]) -> Message:
    """Return what a broker passes on with a step.

    What the flow gave it of the same event, of the same data, or last; else what another flow gave it; else the step
    itself, as if the broker spoke.
    """
    for known in (held, published):
        here = [one for one in known if one.target == step.source]
        named = [one for one in here if step.event and words(one.event) == words(step.event)]
        alike = [one for one in here if set(one.data) & set(step.data)]
        for same in (named, alike, here if known is held else []):
            if same:
                return same[-1]
    return step


def is_message(step: Message, requirements: Requirements) -> bool:
    """Tell whether a step with no broker at its ends is a message, and not a call or something that a person sees."""
    target = requirements.components.get(step.target)
    actor = None if target else requirements.actors.get(step.target)
    if step.event or step.channel:
        return not step.waits or step.source != step.target
    if step.operation or step.source == step.target or (target is not None and target.kind in STORES):
        return False
    if step.waits:
        return _is_request(step, requirements)
    if actor is not None:
        speaker = requirements.components.get(step.source)
        return actor.kind == "device" or (speaker is not None and speaker.interface in _OWN_SERVER)
    return target is None or not (target.is_external and target.interface not in _MESSAGING)


def _is_request(step: Message, requirements: Requirements) -> bool:
    target = requirements.components.get(step.target)
    return (
        step.waits
        and step.source != step.target
        and target is not None
        and target.kind != "broker"
        and target.interface in _MESSAGING
    )


def _merged(told: list[tuple[str, tuple[str, ...], Place]]) -> tuple[Said, ...]:
    """Return every text of several use cases once; one use case may tell it in parts, a step for each receiver."""
    flows: dict[str, set[str]] = {}
    first: dict[str, Place] = {}
    for use_case, texts, place in told:
        flows.setdefault(use_case, set()).update(texts)
        for index, text in enumerate(texts):
            first.setdefault(text, place.at(index))
    return tuple(
        Said(text, place, all(text in texts for texts in flows.values())) for text, place in first.items()
    )


def _is_broker(identifier: str, requirements: Requirements) -> bool:
    component = requirements.components.get(identifier)
    return component is not None and component.kind == "broker"


def _named_carrier(channel: str, requirements: Requirements) -> str:
    """Return the part that a channel names: a broker, or one that takes and delivers messages itself."""
    wanted = channel.removeprefix("component:").strip()
    parts = requirements.components.values()
    return next((one.id for one in parts if wanted in {one.id, one.label} and _carries(one)), "")


def _carries(component: Component) -> bool:
    return component.kind == "broker" or component.interface in _OWN_SERVER


def _topic(channel: str, requirements: Requirements) -> str:
    """Return the topic that a channel states, fit for an address; empty where it names a broker or nothing."""
    if not channel or _named_carrier(channel, requirements):
        return ""
    return channel if _TOPIC.fullmatch(channel) else words(channel)


def _carrier(one: Occurrence, requirements: Requirements) -> str:
    """Return who carries a message: a broker that is drawn, a channel that is named, an end that carries, the only broker."""
    ends = [end for step in one.steps for end in (step.source, step.target)]
    for end in ends:
        if _is_broker(end, requirements):
            return end
    for step in one.steps:
        if step.channel and (named := _named_carrier(step.channel, requirements)):
            return named
    parts = [part for end in reversed(ends) if (part := requirements.components.get(end))]
    own = [part.id for part in parts if part.interface in _OWN_SERVER]
    if own:
        return own[0]
    brokers = [part.id for part in requirements.components.values() if part.kind == "broker"]
    inside = one.received.target in requirements.components
    meant = inside and (one.sent.event or any(part.interface == "events" for part in parts))
    return brokers[0] if meant and len(brokers) == 1 else ""
