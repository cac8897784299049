"""Raw data of a file -> each value in it with what its field wants, also where the value does not fit.

The model refuses an element as a whole; who repairs a file has to look at every value on its own.
"""

from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BeforeValidator

from archkit.diagnostics import Route
from archkit.model.fields import Judged
from archkit.model.flows import ARROW_KEY, Message, Step, is_arrow
from archkit.model.item import Part

_WORDS = ("alt", "opt", "loop", "par", "critical", "note")
"""Keys that name the kind of a step."""


class Spot(NamedTuple):
    """A value of a file, or a key, and what belongs there."""

    route: Route
    """Where it stands."""
    value: Any
    """What stands there; the key itself where ``wants`` is ``field`` or ``arrow``."""
    wants: Any
    """A type (``Quantity``, ``Measure``, ``Ref``, ``bool`` ...), ``list``, ``field``, ``arrow``, or ``word``."""
    judge: Callable[[Any], Any] | None = None
    """Turns text into the value, or raises ``ValueError``."""
    choices: tuple[str, ...] = ()
    """The words or fields that the format knows here."""


def spots(data: Any, model: type[Part], route: Route = ()) -> Iterator[Spot]:
    """Yield every value of an element that has a type of its own, and every key that is no field.

    Args:
        data: What a file says of the element: maps, lists and text.
        model: What the element is.
        route: Where it stands.
    """
    if issubclass(model, Message):
        yield from _in_message(data, model, route)
    elif isinstance(data, dict):
        yield from _in_map(data, model, route)


def _in_message(data: Any, model: type[Part], route: Route) -> Iterator[Spot]:
    if isinstance(data, str):
        yield Spot(route, data, "arrow")
    elif isinstance(data, dict) and len(data) == 1:
        ((key, body),) = data.items()
        yield Spot((*route, key), key, "arrow")
        if isinstance(body, dict):
            yield from _in_map(body, model, (*route, key))


def _in_map(data: dict[str, Any], model: type[Part], route: Route) -> Iterator[Spot]:
    fields = fields_of(model)
    for key, value in data.items():
        here = (*route, key)
        if key in fields:
            yield from _in_value(value, fields[key], here)
        else:
            yield Spot(here, key, "field", choices=tuple(name for name in fields if name not in data))


def _in_value(value: Any, hint: Any, route: Route) -> Iterator[Spot]:
    base, extra = unwrapped(hint)
    if value is None:
        return
    judge = next((each.judge for each in extra if isinstance(each, Judged)), None)
    if judge is not None:
        if isinstance(value, str):
            yield Spot(route, value, base, judge)
    elif get_origin(base) is tuple:
        yield from _in_list(value, base, any(isinstance(each, BeforeValidator) for each in extra), route)
    elif get_origin(base) is dict and isinstance(value, dict):
        for key, one in value.items():
            yield from _in_value(one, get_args(base)[1], (*route, key))
    elif get_origin(base) is Literal and isinstance(value, str):
        yield Spot(route, value, "word", choices=get_args(base))
    elif is_union(base):
        yield from _in_union(value, base, route)
    elif isinstance(base, type) and issubclass(base, Part):
        yield from spots(value, base, route)
    elif base is str and isinstance(value, str):
        yield Spot(route, value, str)


def _in_list(value: Any, base: Any, takes_one: bool, route: Route) -> Iterator[Spot]:  # noqa: FBT001 - private
    item = get_args(base)[0]
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from _in_value(one, item, (*route, index))
    elif takes_one:
        yield from _in_value(value, item, route)
    elif isinstance(value, str):
        yield Spot(route, value, "list")


def _in_union(value: Any, base: Any, route: Route) -> Iterator[Spot]:
    choices = [one for one in members(base) if one is not type(None)]
    parts = [
        part for one in choices if isinstance(part := unwrapped(one)[0], type) and issubclass(part, Part)
    ]
    if parts:
        part = _part_meant(value, parts)
        if part is not None:
            yield from spots(value, part, route)
    elif len(choices) == 1:
        yield from _in_value(value, choices[0], route)


def _part_meant(value: Any, parts: list[type[Part]]) -> type[Part] | None:
    """Return the model that a value is meant to fit: a step by its arrow or its word, others by their keys."""
    if len(parts) == 1:
        return parts[0]
    keys = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
    if any(map(is_arrow, keys)):
        return next((part for part in parts if issubclass(part, Message)), None)
    for word in _WORDS:
        if word in keys:
            return next((part for part in parts if part.__name__.lower() == word), None)
    others = [part for part in parts if not issubclass(part, Message)]
    known = [(len(fields_of(part).keys() & set(keys)), part) for part in others]
    best = max(known, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] and not issubclass(best[1], _framed()) else None


@cache
def _framed() -> tuple[type[Part], ...]:
    """Return the kinds of step that a word of their own names."""
    return tuple(one for one in Step.__subclasses__() if one.__name__.lower() in _WORDS)


@cache
def fields_of(model: type[Part]) -> dict[str, Any]:
    """Return the fields of a model as a file spells them, each with its type and what judges it."""
    model.model_rebuild()
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        hint = info.annotation
        if info.alias != ARROW_KEY:
            found[info.alias or name] = Annotated[hint, *info.metadata] if info.metadata else hint
    return found


def unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without what is written beside it, and that."""
    extra: tuple[Any, ...] = ()
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        extra += tuple(more)
    return hint, extra


def is_union(hint: Any) -> bool:
    """Tell whether a type is one of several."""
    return get_origin(hint) in {Union, UnionType}


def members(hint: Any) -> Iterator[Any]:
    """Yield the types of a union, those of unions inside it too."""
    for one in get_args(hint):
        base = unwrapped(one)[0]
        if is_union(base):
            yield from members(base)
        else:
            yield one
