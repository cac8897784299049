"""A new value for an entry that exists -> the patches that put it there and keep the comments around it."""

from typing import Any

from archkit.diagnostics import Route
from archkit.source.patches import Patch
from archkit.source.scalars import Spot, written
from archkit.source.slots import Outline, Slot
from archkit.source.writing import Layout, flow, indented

_QUOTES = ("'", '"')


def replace_in_flow(outline: Outline, slot: Slot, route: Route, value: Any) -> Patch:
    """Put a value into an entry between brackets."""
    start, end = outline.content(route)
    style = outline.text[start : start + 1]
    if isinstance(value, str) and style in _QUOTES:
        [text] = written(value, Spot.FLOW, style=style)
    else:
        text = flow(value)
    if not slot.has_lead:
        return Patch.of((slot.end, slot.end, f": {text}"))
    if start == end:
        return Patch.of((slot.lead, slot.lead, f" {text}"))
    return Patch.of((start, outline.end(route), text))


def replace_in_block(outline: Outline, layout: Layout, slot: Slot, route: Route, value: Any) -> list[Patch]:
    """Put a value behind a key or dash; several ways, the nicest first."""
    text = outline.text
    start, end = outline.content_start(route), outline.end(route)
    old = outline.document.at(route)
    is_block = isinstance(old, dict | list) and bool(old) and text[start] not in "[{*"
    styles = [
        outline.header(start) or (text[start : start + 1] if text[start : start + 1] in _QUOTES else "")
    ]
    if isinstance(value, str):
        styles.append('"')
    is_item = isinstance(slot.step, int)
    column = outline.column(slot.start)
    patches = []
    for style in dict.fromkeys(styles):
        step = 2 if is_item else None
        head, rest = layout.value(value, column, slot.lead - slot.start, style=style, step=step)
        rest = indented(rest, column)
        stands_alone = not (text[slot.lead : start] + text[end : outline.line_end(end)]).strip()
        if is_item and rest and not head and not is_block and stands_alone and not outline.header(start):
            # A list or map begins on the line of its dash, unless a comment stands there.
            head, rest = rest[0].lstrip(" "), rest[1:]
        if is_block and outline.begins_line(start):
            patches += _instead_of_block(outline, slot, (start, end), (head, rest), layout.line_break)
        elif is_block:
            lines = [head, *rest] if head or not rest else [rest[0].lstrip(" "), *rest[1:]]
            patches.append(Patch.of((start, end, layout.line_break.join(lines))))
        else:
            patches.append(_instead_of_inline(outline, slot, (start, end), (head, rest), layout.line_break))
    return patches


def replace_whole(outline: Outline, layout: Layout, value: Any) -> list[Patch]:
    """Write the value of a whole file; the comments before and behind it stay."""
    text, line_break = outline.text, layout.line_break
    start, end = outline.content_start(()), outline.end(())
    patches = []
    for style in (outline.header(start), '"'):
        if isinstance(value, dict | list) and value:
            head, rest = "", layout.block(value, 0)
        else:
            head, rest = layout.value(value, 0, 0, style=style)
        lines = [head, *rest] if head else rest
        if start == end:
            opening = "" if not text or text.endswith(("\n", "\r")) else line_break
            at = len(text)
            patches.append(Patch.of((at, at, opening + line_break.join([*lines, ""]))))
        elif text[end : outline.line_end(end)].strip() and rest:
            at = outline.line_end(end)
            patches.append(Patch.of((start, end, head), (at, at, line_break + line_break.join(rest))))
        else:
            patches.append(Patch.of((start, end, line_break.join(lines))))
    return patches


def _instead_of_block(
    outline: Outline, slot: Slot, old: tuple[int, int], new: tuple[str, list[str]], line_break: str
) -> list[Patch]:
    """The old value is a list or map on the lines below its key or dash; comment lines in between stay."""
    start, end = old
    head, rest = new
    above, below = outline.line_start(start), outline.line_end(end)
    lead = (slot.lead, slot.lead, f" {head}") if head else None
    if rest and not head:
        return [Patch.of((above, below, line_break.join(rest)))]
    first = (above, outline.next_line(end), "")
    # Where the file ends without a line break, the break before goes.
    last = (outline.line_end(outline.line_start(above - 1)), below, "")
    removals = [last, first] if outline.next_line(end) == below else [first]
    patches = []
    for removal in removals:
        pieces = [removal]
        if lead:
            pieces.append(lead)
        if rest:
            at = outline.line_end(slot.lead)
            pieces.append((at, at, line_break + line_break.join(rest)))
        patches.append(Patch.of(*pieces))
    return patches


def _instead_of_inline(
    outline: Outline, slot: Slot, old: tuple[int, int], new: tuple[str, list[str]], line_break: str
) -> Patch:
    """The old value is a text, an alias, nothing, or stands between brackets."""
    start, end = old
    head, rest = new
    text = outline.text
    header = outline.header(start) if start < end else ""
    pieces: list[tuple[int, int, str]] = []
    if rest and not head and outline.begins_line(start) and not text[end : outline.line_end(end)].strip():
        return Patch.of((outline.line_start(start), outline.line_end(end), line_break.join(rest)))
    head_end = end
    if header:
        # A block scalar: its header is exchanged, its lines go; a comment behind the header stays.
        head_end = start + len(header)
        if outline.line_end(start) < end:
            pieces.append((outline.line_end(start), end, ""))
    if start == end:
        if head:
            pieces.append((start, end, f" {head}"))
    elif head:
        pieces.append((start, head_end, head))
    elif outline.line_start(start) == outline.line_start(slot.lead):
        blanks = len(text[slot.lead : start]) - len(text[slot.lead : start].rstrip())
        pieces.append((start - blanks, head_end, ""))
    else:
        pieces.append((start, head_end, "null" if not rest else ""))
    if rest:
        at = outline.line_end(end)
        if pieces and header and pieces[0][1] == end:
            pieces[0] = (pieces[0][0], end, line_break + line_break.join(rest))
        else:
            pieces.append((at, at, line_break + line_break.join(rest)))
    return Patch.of(*pieces)
