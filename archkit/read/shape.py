"""A refusal of the model becomes a Diagnostic in our own words, at the key or the value that it is about."""

import typing
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from archkit.diagnostics import Diagnostic, Route
from archkit.model import SECTIONS, Part, did_you_mean, is_arrow
from archkit.read import faults
from archkit.source import Document

_SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
    "frozen_set_type": "a list",
}
_STRANGE = 2
"""Fields that an element has too many, from which on it stands below the wrong section."""
_QUOTED = 60
"""Characters of a value that a message quotes."""


def diagnose(
    document: Document, base: Route, model: type[Part], error: ValidationError, element: str
) -> Iterable[Diagnostic]:
    """Yield a Diagnostic for each thing that the model refused.

    Args:
        document: The file.
        base: The route to what was judged.
        model: What it was judged by.
        error: The refusal.
        element: The element that it is about, as a reference.
    """
    home = _home_elsewhere(document, base, model)
    if home:
        yield faults.UNKNOWN_FIELD.at(
            document.key_span(base),
            f"'{base[-1]}' stands below {base[0]}, and is written as {home} are",
            f"move it below {home}:",
        )._replace(element=element)
        return
    for detail in error.errors(include_url=False):
        route = base + real_route(value_at(document.data, base), detail["loc"])
        yield _Refusal(document, route, model, detail).told()._replace(element=element)


def _home_elsewhere(document: Document, base: Route, model: type[Part]) -> str:
    """Return the one section that knows all fields of an element, where its own knows next to none of them."""
    data = value_at(document.data, base)
    if len(base) != 2 or base[0] not in SECTIONS or not isinstance(data, dict):
        return ""
    here = [key for key in data if key in fields_of(model, ())]
    homes = [name for name, kind in SECTIONS.items() if data.keys() <= set(fields_of(kind, ()))]
    return homes[0] if len(homes) == 1 and len(data) - len(here) >= _STRANGE else ""


def quoted(value: Any) -> str:
    """Return a value as a message quotes it: short, on one line."""
    text = value if isinstance(value, str) else ("a list" if isinstance(value, list | tuple) else "a map")
    flat = " ".join(text.split())
    short = flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1] + "…"
    return f"'{short}'" if isinstance(value, str) else short


def real_route(data: Any, loc: tuple[int | str, ...]) -> Route:
    """Turn an error route of pydantic into keys and indexes that exist in the data.

    Tags of unions stand in ``<...>`` and are no keys; the arrow of a message is a key that the model does
    not see, so that a field below it is looked for behind the only key of the step.
    """
    route: list[int | str] = []
    for step in loc:
        if isinstance(step, str) and step.startswith("<"):
            continue
        if isinstance(data, dict) and step not in data and len(data) == 1:
            (key,) = data
            if is_arrow(key):
                route.append(key)
                data = data[key]
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        route.append(step)
    return tuple(route)


def value_at(data: Any, route: Route) -> Any:
    """Return what stands at the end of a route, or None."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One thing that the model refused, and where it stands."""

    document: Document
    route: Route
    model: type[Part]
    detail: ErrorDetails

    @property
    def key(self) -> str:
        """The name of the field that it is about."""
        return str(next((step for step in reversed(self.route) if isinstance(step, str)), ""))

    def told(self) -> Diagnostic:
        """Return it in our own words."""
        kind, value = self.detail["type"], self.detail["input"]
        if kind == "extra_forbidden":
            return self._unknown_field()
        if kind == "archkit":
            return self._in_words_of_the_field()
        if kind == "literal_error" and isinstance(value, str):
            return self._not_among_the_words(value)
        if kind == "union_tag_not_found":
            return faults.BAD_STEP.at(
                self.document.value_span(self.route),
                f"{quoted(value)} is no step of a flow",
                "write FROM -> TO: action, FROM ~> TO: event, or alt, opt, loop, par, critical, note",
            )
        wanted = "one word" if kind == "literal_error" else _SHAPES.get(kind)
        if wanted:
            return self._wrong_shape(wanted)
        return faults.WRONG_VALUE.at(
            self.document.value_span(self.route),
            f"{self.key}: {quoted(value)} does not fit: {self.detail['msg'].lower()}",
            "archkit schema shows what belongs here",
        )

    def _unknown_field(self) -> Diagnostic:
        known = fields_of(self.model, self.detail["loc"][:-1])
        name = str(self.detail["loc"][-1])
        near = did_you_mean(name, known)
        return faults.UNKNOWN_FIELD.at(
            self.document.key_span(self.route),
            f"'{name}' is no field that the format knows here",
            f"did you mean '{near}'?" if near else f"the fields here are {', '.join(sorted(known))}",
        )

    def _in_words_of_the_field(self) -> Diagnostic:
        context = self.detail.get("ctx", {})
        words = str(context.get("words", ""))
        span = self.document.words_span(self.route, words) if words else self.document.value_span(self.route)
        fault = faults.BY_NAME.get(str(context.get("fault")), faults.WRONG_VALUE)
        return fault.at(span, str(context["message"]), str(context["help"]))

    def _not_among_the_words(self, value: str) -> Diagnostic:
        expected = str(self.detail.get("ctx", {})["expected"])
        choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
        near = did_you_mean(value, choices)
        return faults.WRONG_VALUE.at(
            self.document.value_span(self.route),
            f"{self.key}: {quoted(value)} is none of {', '.join(choices)}",
            f"did you mean '{near}'?" if near else f"write {' or '.join(choices)}",
        )

    def _wrong_shape(self, wanted: str) -> Diagnostic:
        value = value_at(self.document.data, self.route)
        is_text = isinstance(value, str)
        repair = f"{self.key}: [{value}]" if wanted == "a list" and is_text else f"{wanted} here"
        inside = fields_of(self.model, self.detail["loc"]) if wanted == "a map" else []
        if inside:
            repair = f"{self.key}: {{{inside[0]}: ...}}; its fields are {', '.join(inside)}"
        return faults.WRONG_SHAPE.at(
            self.document.value_span(self.route),
            f"{self.key} wants {wanted}, and {quoted(value)} stands here",
            f"write {repair}",
        )


def fields_of(model: type[Part], loc: tuple[int | str, ...]) -> list[str]:
    """Return the names of the fields that the format knows at the end of an error route."""
    here: list[type[Part]] = [model]
    for step in loc:
        if isinstance(step, int):
            continue
        if step.startswith("<"):
            here = [part for part in here if f"<{part.__name__.lower()}>" == step]
            continue
        here = [
            part
            for owner in here
            for name, info in owner.model_fields.items()
            if step in {name, info.alias}
            for part in _parts(info.annotation)
        ]
    names = [info.alias or name for part in here[:1] for name, info in part.model_fields.items()]
    return [name for name in names if not is_arrow(name)]


def _parts(annotation: Any) -> list[type[Part]]:
    """Return the models that an annotation mentions, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in typing.get_args(annotation) for part in _parts(inner)]
