"""A value for a place in a document -> the text with it, as somebody who fills in a form means it."""

from typing import Any

from archkit.diagnostics import Route
from archkit.model import is_arrow
from archkit.source import Document, apply, insert_item, parse, remove, set_value

SHORT_FORM = {"questions": "ask", "assumptions": "statement", "glossary": "meaning"}
"""Sections whose elements may be a text alone, and the field that the text then is."""


def written(document: Document, route: Route, value: Any) -> str:
    """Return the text with a value at a route.

    None takes the value away, together with the maps and lists below the element that would be left empty. The index
    behind the last item of a list adds one. An element that is a text alone becomes a map when it gets another field.

    Raises:
        KeyError: The route leads nowhere.
        WriteRefusedError: The change would change something else.
    """
    if value is None:
        return _without(document, route)
    parent = route[:-1]
    above = document.at(parent) if document.has(parent) else None
    if isinstance(route[-1], int):
        if above is None:
            return set_value(document, parent, [value])
        if isinstance(above, str):
            return set_value(document, parent, [above, value][: route[-1] + 1] if route[-1] else [value])
        if route[-1] == len(above):
            return insert_item(document, parent, len(above), value)
    if is_arrow(str(parent[-1] if parent else "")):
        # A step that is its action alone, or its arrow alone, gets its fields below the arrow.
        step = document.at(parent[:-1]) if document.has(parent[:-1]) else None
        if isinstance(step, str):
            return set_value(document, parent[:-1], {step: {route[-1]: value}})
        if isinstance(above, str) and route[-1] != "action":
            document = parse(document.path, set_value(document, parent, {"action": above}))[0] or document
        elif isinstance(above, str):
            return set_value(document, parent, value)
    elif isinstance(above, str) and len(parent) == 2 and parent[0] in SHORT_FORM:
        name = SHORT_FORM[str(parent[0])]
        if route[-1] == name:
            return set_value(document, parent, value)
        return apply(
            document,
            [lambda doc: set_value(doc, parent, {name: above}), lambda doc: set_value(doc, route, value)],
        )
    return set_value(document, route, value)


def yaml_of(data: Any) -> str:
    """Return data as a file would have it, for people to read."""
    document = parse("", "")[0]
    if document is None or not isinstance(data, dict | list):
        return str(data)
    return set_value(document, (), data)


def _without(document: Document, route: Route) -> str:
    if not document.has(route):
        return document.mark + document.text
    while len(route) > 3 and len(document.at(route[:-1])) == 1:
        route = route[:-1]
    return remove(document, route)
