"""A sequence chart as data: who takes part, what is said in which order, and in which frames; no tool's syntax in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archkit.model import Ref

ParticipantKind = Literal["person", "device", "timer", "client", "system", "service", "database", "broker"]
MessageKind = Literal["call", "event", "reply", "lost"]
FragmentKind = Literal["alt", "opt", "loop", "par", "critical", "break"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what has a lifeline."""

    id: str
    """Names it in messages; never shown."""
    label: str
    """What readers call it."""
    kind: ParticipantKind = "service"
    """How it is drawn."""
    group: str = ""
    """The title of the box that it stands in with its neighbours; none where it is empty."""
    detail: str = ""
    """What it is built with, or what it is, in small letters."""
    ref: Ref | None = None
    """The element whose page its name leads to."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow from one lifeline to another, or back to the same."""

    source: str
    target: str
    text: str
    kind: MessageKind = "call"
    """A call is waited for, an event is not; a lost message arrives nowhere."""
    number: int | None = None
    """Its place in the flow; replies have none."""
    detail: str = ""
    """The operation, the event, the data: in small letters below the text."""
    budget: str = ""
    """What time it may take, beside the chart."""
    opens: bool = False
    """The receiver begins to work: its activation bar begins here."""
    closes: bool = False
    """The sender is done: its latest activation bar ends here."""
    creates: bool = False
    """The receiver did not exist before; its lifeline begins here."""
    destroys: bool = False
    """The receiver does not exist afterwards; its lifeline ends here."""
    ref: Ref | None = None
    """What its text leads to: an operation."""

    @property
    def is_inside(self) -> bool:
        """Whether it is work within one participant."""
        return self.source == self.target

    @property
    def caption(self) -> str:
        """The text with its number."""
        return f"{self.number}. {self.text}" if self.number is not None else self.text


@dataclass(frozen=True, slots=True)
class Close:
    """A participant is done without an answer: its latest activation bar ends here."""

    participant: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark over one lifeline, or across several."""

    text: str
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a fragment under one condition."""

    condition: str
    items: "tuple[Entry, ...]"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A frame around a part of the flow."""

    kind: FragmentKind
    sections: tuple[Section, ...]
    continued: bool = False
    """The frame began in an earlier phase of the chart."""


Entry = Message | Close | Note | Fragment
"""What stands in a chart, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole diagram."""

    title: str
    description: str
    participants: tuple[Participant, ...]
    """From left to right; members of a group stand side by side."""
    entries: tuple[Entry, ...]
    """From top to bottom."""

    def participant(self, identifier: str) -> Participant:
        """Return a participant by its id."""
        return next(one for one in self.participants if one.id == identifier)


def walk(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield every entry, those inside fragments too."""
    for entry in entries:
        yield entry
        if isinstance(entry, Fragment):
            for section in entry.sections:
                yield from walk(section.items)


def involved(entries: Sequence[Entry]) -> set[str]:
    """Return the ids of all who take part."""
    found: set[str] = set()
    for entry in walk(entries):
        if isinstance(entry, Message):
            found |= {entry.source, entry.target}
        elif isinstance(entry, Note):
            found |= set(entry.over)
    return found


def count_messages(entries: Sequence[Entry]) -> int:
    """Return how many arrows there are."""
    return sum(isinstance(entry, Message) for entry in walk(entries))
