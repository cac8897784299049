"""Requirements become their links: every reference from one element to another, with its place and its role."""

from collections.abc import Iterator
from functools import cache
from typing import Any, ForwardRef, Literal, NamedTuple, get_args, get_origin

from archkit.diagnostics import Place
from archkit.model.flows import ARROW_KEY, Message
from archkit.model.item import Item, Part
from archkit.model.references import Ref
from archkit.model.requirements import Requirements

PARTICIPANT = "participant"
"""The kind of a reference that may lead to an actor or a component: an end of an arrow."""
_REFERRERS = (Ref, Part)
_HOLDERS = (Ref, Part, tuple)


class Link(NamedTuple):
    """One reference that somebody wrote."""

    source: Ref
    """The element in which it stands."""
    target: Ref
    """Where it leads, as written; the kind is ``participant`` at the ends of an arrow."""
    role: str
    """The field that holds it, ``from`` and ``to`` at the ends of an arrow."""
    place: Place
    """Where it stands."""


def links(requirements: Requirements) -> Iterator[Link]:
    """Yield every reference of a workspace, element by element, in the order of the files."""
    for item in requirements.items():
        yield from links_of(item)


def links_of(item: Item) -> Iterator[Link]:
    """Yield every reference that one element makes."""
    found: list[Link] = []
    _in_part(item, item.place, item.ref, found)
    return iter(found)


def _in_part(part: Part, place: Place, source: Ref, found: list[Link]) -> None:
    if isinstance(part, Message):
        arrow = part.arrow
        place = place.at(arrow.text)
        found.append(Link(source, Ref(PARTICIPANT, arrow.source), "from", place))
        found.append(Link(source, Ref(PARTICIPANT, arrow.target), "to", place))
    keys = _keys(type(part))
    for name, value in part.__dict__.items():
        if value and name in keys and isinstance(value, _HOLDERS):
            _in_value(value, place.at(keys[name]), source, name, found)


@cache
def _keys(model: type[Part]) -> dict[str, str]:
    """Return each field of a model that may hold references, with the key under which a file has it."""
    return {
        name: info.alias or name
        for name, info in model.model_fields.items()
        if info.alias != ARROW_KEY and _may_refer(info.annotation, frozenset({model}))
    }


def _may_refer(annotation: Any, around: frozenset[type[Part]]) -> bool:
    """Tell whether a value of this type can be a reference or hold one; ``around`` are the models that it stands in."""
    if isinstance(annotation, type):
        if issubclass(annotation, Ref | Message):
            return True
        if not issubclass(annotation, Part) or annotation in around:
            return False
        inside = around | {annotation}
        return any(_may_refer(info.annotation, inside) for info in annotation.model_fields.values())
    if isinstance(annotation, str | ForwardRef):
        return True
    if get_origin(annotation) is Literal:
        return False
    return any(_may_refer(one, around) for one in get_args(annotation))


def _in_value(value: Any, place: Place, source: Ref, role: str, found: list[Link]) -> None:
    if isinstance(value, Ref):
        found.append(Link(source, value, role, place))
    elif isinstance(value, Part):
        _in_part(value, place, source, found)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            if isinstance(one, _REFERRERS):
                _in_value(one, place.at(index), source, role, found)
