"""What an editor of flows does to a line -> the text with that done, every comment kept.

Each function takes a document and where the step stands, and returns a text, as ``archkit.source`` does.
"""

from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.session.flows import FRAMES, FlowLine, flow_lines, kind_of, step_of
from archkit.source import (
    Document,
    graft,
    insert_item,
    lines_of_item,
    move_item,
    parse,
    remove,
    rename_key,
    set_value,
)


def _read(document: Document, text: str) -> Document:
    """Return the text as a document; what comes from a splice can be read."""
    result, found = parse(document.path, text)
    if result is None:
        raise WriteRefusedError(found[-1].message, help=found[-1].help)
    return result


def inserted(document: Document, holder: Route, index: int, step: Any) -> str:
    """Put a new step into a list of steps; the list is begun where there is none."""
    if not document.has(holder) or document.at(holder) is None:
        return set_value(document, holder, [step])
    return insert_item(document, holder, index, step)


def retyped(document: Document, line: FlowLine, text: str) -> str:
    """Give a line another text; what else the step says stays.

    Raises:
        WriteRefusedError: The text is no step, or one of another kind that could not keep what stands below it.
    """
    if not line.is_step:
        return _rebranched(document, line, text)
    step = step_of(text)
    if step is None:
        raise WriteRefusedError("this is no step yet", help="write FROM -> TO: what happens")
    kind, route = kind_of(step), line.route
    if line.kind == "message" and kind == "message":
        return _remessaged(document, line, step)
    if line.kind in FRAMES and kind in FRAMES and "par" not in {line.kind, kind}:
        if kind != line.kind:
            document = _read(document, rename_key(document, (*route, line.kind), kind))
        return set_value(document, (*route, kind), step[kind] or None)
    if line.kind == kind == "note":
        return set_value(document, (*route, "note"), step["note"])
    if line.kind in FRAMES and list(flow_lines([line.data], ()))[1:]:
        raise WriteRefusedError(
            "steps stand in this frame", help="move them out first, or dissolve the frame"
        )
    return set_value(document, route, step)


def _remessaged(document: Document, line: FlowLine, step: dict[str, Any]) -> str:
    ((arrow, action),) = step.items()
    route, old = line.route, line.arrow
    if isinstance(line.data, str) or old is None:
        return set_value(document, route, step if action else arrow)
    if _plain(arrow) != _plain(old):
        document = _read(document, rename_key(document, (*route, old), arrow))
    else:
        arrow = old
    body = document.at((*route, arrow))
    if isinstance(body, dict) and body:
        if action is None:
            return (
                remove(document, (*route, arrow, "action"))
                if "action" in body and len(body) > 1
                else document.mark + document.text
            )
        return set_value(document, (*route, arrow, "action"), action)
    return set_value(document, (*route, arrow), action)


def _plain(arrow: str) -> str:
    """Return an arrow without the blanks that align it with others."""
    return " ".join(arrow.split())


def _rebranched(document: Document, line: FlowLine, text: str) -> str:
    when = text.removeprefix("else").lstrip(": ").strip() if line.kind == "else" else text.strip()
    if isinstance(line.data, dict):
        if when:
            return set_value(document, (*line.route, "when"), when)
        return (
            remove(document, (*line.route, "when")) if "when" in line.data else document.mark + document.text
        )
    if not when:
        return document.mark + document.text
    return set_value(document, line.route, [{"when": when, "steps": line.data or []}])


def wrapped(document: Document, route: Route, frame: str, said: str = "") -> str:
    """Put a frame around a step."""
    step, lines = document.at(route), lines_of_item(document, route)
    holder, index = route[:-1], int(route[-1])
    beside: Route = (*holder, index + 1)
    if frame == "par":
        framed: dict[str, Any] = {"par": [{"steps": [step]}, {"steps": []}]}
        inner: Route = (*beside, "par", 0, "steps", 0)
    else:
        framed, inner = {frame: said or None, "steps": [step]}, (*beside, "steps", 0)
    # Behind the step, so that comments above it stand above the frame afterwards.
    document = _read(document, insert_item(document, holder, index + 1, framed))
    document = _read(document, graft(document, inner, lines))
    return remove(document, route)


def with_else(document: Document, route: Route) -> str:
    """Give an alt another way, with no step in it yet."""
    return set_value(document, (*route, "else"), [])


def moved(document: Document, route: Route, holder: Route, index: int) -> tuple[str, Route]:
    """Move a step into another list of steps, or to another place in its own.

    Args:
        document: The document.
        route: The step.
        holder: The list that it goes to, as it stands before the move.
        index: Its place there, before the move.

    Returns:
        The text, and where the step stands then.
    """
    source, at = route[:-1], int(route[-1])
    if source == holder:
        index -= index > at
        return move_item(document, source, at, index), (*source, index)
    step, lines = document.at(route), lines_of_item(document, route)
    document = _read(document, inserted(document, holder, index, step))
    target = (*holder, index)
    document = _read(document, graft(document, target, lines))
    # What stands behind the new place has moved on by one.
    if route[: len(holder)] == holder and len(route) > len(holder) and int(route[len(holder)]) >= index:
        route = (*holder, int(route[len(holder)]) + 1, *route[len(holder) + 1 :])
    text = remove(document, route)
    if (
        target[: len(source)] == source
        and len(target) > len(source)
        and int(target[len(source)]) > int(route[len(source)])
    ):
        target = (*source, int(target[len(source)]) - 1, *target[len(source) + 1 :])
    return text, target


def dissolved(document: Document, route: Route) -> str:
    """Take a frame away and let its steps stand where it stood."""
    inner = [line for line in flow_lines([document.at(route)], ()) if line.depth == 1 and line.is_step]
    holder, index = route[:-1], int(route[-1])
    for offset, line in enumerate(inner, start=1):
        old = (*holder, index, *line.route[1:])
        lines = lines_of_item(document, old)
        document = _read(document, insert_item(document, holder, index + offset, line.data))
        document = _read(document, graft(document, (*holder, index + offset), lines))
    return remove(document, route)
