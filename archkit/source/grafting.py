"""An item of a list as somebody wrote it -> the same item at another place, its comments and its layout kept.

An edit that takes an item out at one place and puts its data in at another writes it anew. ``lines_of_item`` keeps what
was written; ``graft`` puts it in the new one's place, where both read the same.
"""

from collections.abc import Sequence

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.source.document import Document
from archkit.source.reading import parse
from archkit.source.slots import Outline
from archkit.source.writing import indented


def lines_of_item(document: Document, route: Route) -> tuple[str, ...]:
    """Return the lines of a list's item, as if its dash stood in the first column.

    The first line begins behind the dash. Nothing is returned for an item between brackets, and for one that begins
    below its dash.

    Raises:
        KeyError: No item stands there.
    """
    document.at(route)
    outline = Outline(document)
    try:
        container = outline.container(route[:-1])
    except WriteRefusedError:
        return ()
    slot = container.slots[container.index(route[-1])]
    if container.is_flow or outline.line_start(slot.start) != outline.line_start(slot.value):
        return ()
    column = outline.column(slot.start)
    first, *rest = document.text[slot.value : outline.line_end(slot.end)].splitlines()
    return (first, *(line[column:] if not line[:column].strip() else line.lstrip() for line in rest))


def graft(document: Document, route: Route, lines: Sequence[str]) -> str:
    """Return the text with an item of a list written as the lines say, if it then reads the same; else as it is.

    Args:
        document: The document.
        route: The item.
        lines: From ``lines_of_item``; nothing changes without them.
    """
    whole = document.mark + document.text
    if not lines:
        return whole
    outline = Outline(document)
    try:
        container = outline.container(route[:-1])
    except WriteRefusedError:
        return whole
    slot = container.slots[container.index(route[-1])]
    if container.is_flow:
        return whole
    first, *rest = lines
    body = outline.line_break.join([first, *indented(rest, outline.column(slot.start))])
    text = document.text[: slot.value] + body + document.text[outline.line_end(slot.end) :]
    result, _ = parse(document.path, text)
    return document.mark + text if result is not None and result.data == document.data else whole
