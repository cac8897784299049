"""A stretch of a file -> the route to the value that it lies in: how a finding finds its field."""

from typing import Any

from archkit.diagnostics import Route, Span
from archkit.source import Document


def route_at(document: Document, span: Span) -> Route:
    """Return the route to the smallest value, or key, in which a span begins; empty for the file as a whole."""
    line = min(max(span.line, 1), document.line_count)
    offset = document.line_start(line) + span.column - 1
    route: Route = ()
    value: Any = document.data
    while isinstance(value, dict | list) and value:
        steps: list[str | int] = [*value] if isinstance(value, dict) else [*range(len(value))]
        step = _holding(document, route, steps, offset)
        if step is None:
            break
        route = (*route, step)
        value = document.at(route)
    return route


def _holding(document: Document, route: Route, steps: list[str | int], offset: int) -> str | int | None:
    """Return the entry of a list or map that an offset lies in; entries stand in their order, so it is searched by halves."""
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        if document.key_offsets((*route, steps[middle]))[0] <= offset:
            low = middle + 1
        else:
            high = middle
    if not low:
        return None
    step = steps[low - 1]
    start, end = document.key_offsets((*route, step))[0], document.value_offsets((*route, step))[1]
    return step if start <= offset <= max(end, start) else None
