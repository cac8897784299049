"""Steps become API operations: their method, their path cut into names and parameters, what they take and return."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archkit.diagnostics import Place
from archkit.model import Component, Entity, Message, Requirements, UseCase

if TYPE_CHECKING:
    from archkit.contracts import Call

_REST = re.compile(r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(/.*)", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_OF = re.compile(r"^(?:(?:list|map) of |optional |ref )+")


@dataclass(frozen=True)
class Operation:
    """An operation of an API, as a step names it."""

    use_case: UseCase
    """Whose flow it is."""
    message: Message
    """The step."""
    component: Component | None
    """Whose API it is, where that is declared."""
    method: str
    """The method in capitals; empty of a remote procedure."""
    path: str
    """The path, or the name of the procedure."""
    requirements: Requirements
    """Where entities are found."""

    @property
    def place(self) -> Place:
        """Where it is named."""
        return self.message.field("operation")

    @property
    def is_rest(self) -> bool:
        """Whether it is a method on a path."""
        return bool(self.method)

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path between its slashes, parameters in braces; none of a remote procedure."""
        return tuple(one for one in self.path.split("?")[0].split("/") if one) if self.method else ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The segments that are names, without a leading version such as v1 or api."""
        named = [one for one in self.segments if not is_parameter(one)]
        while named and re.fullmatch(r"v[0-9.]+|api|rest", named[0]):
            named.pop(0)
        return tuple(named)

    @cached_property
    def template(self) -> str:
        """The path with its parameters made alike, as a router sees it."""
        return "/" + "/".join("{}" if is_parameter(one) else one for one in self.segments)

    @property
    def ends_with_parameter(self) -> bool:
        """Whether it is about one item of a collection."""
        return bool(self.segments) and is_parameter(self.segments[-1])

    @cached_property
    def returned(self) -> tuple[Entity, ...]:
        """The entities that come back."""
        return tuple(entities_named(self.message.returns, self.requirements))

    @property
    def first_word(self) -> str:
        """The first word of the action, in small letters."""
        return first_word(self.message)


def first_word(message: Message) -> str:
    """Return the first word of an action, in small letters; empty where there is none."""
    found = _WORDS.search(message.action)
    return found[0].lower() if found else ""


def is_parameter(segment: str) -> bool:
    """Tell whether a segment of a path stands for a value."""
    return segment.startswith(("{", ":"))


def words_of(name: str) -> list[str]:
    """Return ``rideId``, ``ride-id`` and ``ride_id`` as its words in small letters."""
    return [one.lower() for one in _WORDS.findall(_HUMP.sub(" ", name))]


def entities_named(texts: Iterable[str], requirements: Requirements) -> Iterator[Entity]:
    """Yield the entities that ``data`` or ``returns`` name, alone or as a list."""
    for text in texts:
        entity = requirements.entities.get(_OF.sub("", text))
        if entity is not None:
            yield entity


def nameless(called: "Iterable[tuple[Component, tuple[Call, ...]]]") -> "Iterator[Call]":
    """Yield the calls of APIs for strangers that are about nothing with a name: only their verb gives them an address."""
    for component, calls in called:
        if component.api is None or component.api.kind not in {"public", "partner"}:
            continue
        for call in calls:
            silent = call.entity is None and not call.stated and not (call.data or call.returns)
            if silent and call.verb == "command":
                yield call


def operations_of(
    messages: Iterable[tuple[UseCase, Message]], requirements: Requirements
) -> Iterator[Operation]:
    """Yield the operations that steps name, without those of outside components."""
    for use_case, message in messages:
        if not message.operation:
            continue
        component = requirements.components.get(message.target)
        outside = component.is_external if component else message.target in requirements.actors
        if not outside:
            rest = _REST.fullmatch(message.operation.strip())
            method, path = (rest[1].upper(), rest[2]) if rest else ("", message.operation.strip())
            yield Operation(use_case, message, component, method, path, requirements)
