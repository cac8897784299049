"""A refusal of the model becomes a Diagnostic in our own words, at the key or the value that it is about."""

import typing
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from archkit.diagnostics import Diagnostic, Route
from archkit.model import Part, did_you_mean, is_arrow
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
    for detail in error.errors(include_url=False):
        route = base + real_route(value_at(document.data, base), detail["loc"])
        yield _translate(document, route, model, detail, element)


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
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
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


def _translate(
    document: Document, route: Route, model: type[Part], detail: ErrorDetails, element: str
) -> Diagnostic:
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    key = str(next((step for step in reversed(route) if isinstance(step, str)), ""))
    if kind == "extra_forbidden":
        known = [name for name in fields_of(model, detail["loc"][:-1]) if name]
        name = str(detail["loc"][-1])
        near = did_you_mean(name, known)
        return faults.UNKNOWN_FIELD.at(
            document.key_span(route),
            f"'{name}' is no field that the format knows here",
            help_=f"did you mean '{near}'?" if near else f"the fields here are {', '.join(sorted(known))}",
            element=element,
        )
    if kind == "archkit":
        words = str(context.get("words", ""))
        span = document.words_span(route, words) if words else document.value_span(route)
        fault = faults.BY_NAME.get(str(context.get("fault")), faults.WRONG_VALUE)
        return fault.at(span, str(context["message"]), help_=str(context["help"]), element=element)
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        if not isinstance(value, str):
            return _wrong_shape(document, route, key, "one word", element)
        near = did_you_mean(value, choices)
        return faults.WRONG_VALUE.at(
            document.value_span(route),
            f"{key}: {quoted(value)} is none of {', '.join(choices)}",
            help_=f"did you mean '{near}'?" if near else f"write {' or '.join(choices)}",
            element=element,
        )
    if kind == "union_tag_not_found":
        return faults.BAD_STEP.at(
            document.value_span(route),
            f"{quoted(value)} is no step of a flow",
            help_="write FROM -> TO: action, FROM ~> TO: event, or alt, opt, loop, par, critical, note",
            element=element,
        )
    if kind in _SHAPES:
        return _wrong_shape(document, route, key, _SHAPES[kind], element, value)
    return faults.WRONG_VALUE.at(
        document.value_span(route),
        f"{key}: {quoted(value)} does not fit: {detail['msg'].lower()}",
        help_=f"archkit explain {key} shows what belongs here",
        element=element,
    )


def _wrong_shape(
    document: Document, route: Route, key: str, wanted: str, element: str, value: Any = None
) -> Diagnostic:
    if value is None:
        value = value_at(document.data, route)
    found = quoted(value) if isinstance(value, str) else ("a list" if isinstance(value, list) else "a map")
    help_ = f"write {key}: [{value}]" if wanted == "a list" and isinstance(value, str) else f"write {wanted} here"
    return faults.WRONG_SHAPE.at(
        document.value_span(route), f"{key} wants {wanted}, and {found} stands here", help_=help_, element=element
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
