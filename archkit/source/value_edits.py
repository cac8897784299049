"""A new value for an entry that exists -> the patches that put it there and keep the comments around it."""

from typing import Any

from archkit.diagnostics import Route
from archkit.source.patches import Patch
from archkit.source.slots import Outline, Slot
from archkit.source.writing import Layout, indented

_QUOTES = ("'", '"')


def replace_in_flow(outline: Outline, layout: Layout, slot: Slot, route: Route, value: Any) -> Patch:
    """Put a value into an entry between brackets."""
    start, end = outline.content(route)
    text = layout.flow(value, _quote(outline, start))
    if not slot.has_lead:
        return Patch.of((slot.end, slot.end, f": {text}"))
    if start == end:
        return Patch.of((slot.lead, slot.lead, f" {text}"))
    return Patch.of((start, outline.end(route), text))


def replace_in_block(outline: Outline, layout: Layout, slot: Slot, route: Route, value: Any) -> list[Patch]:
    """Put a value behind a key or dash; a text keeps the quotes or the block that it had."""
    text, line_break = outline.text, layout.line_break
    start, end = outline.content_start(route), outline.end(route)
    old = outline.document.at(route)
    is_block = isinstance(old, dict | list) and bool(old) and text[start] not in "[{*"
    is_item = isinstance(slot.step, int)
    column = outline.column(slot.start)
    style = outline.header(start) or _quote(outline, start)
    head, rest = layout.value(value, column, slot.lead - slot.start, style=style, step=2 if is_item else None)
    rest = indented(rest, column)
    header = outline.header(start) if start < end else ""
    if outline.line_start(slot.lead) < outline.line_start(start) and (is_block or header or not head):
        return _instead_of_lines(outline, slot, (start, end), (head, rest), line_break)
    if is_block:
        return [Patch.of((start, end, line_break.join(_on_one(head, rest))))]
    if header:
        return [_instead_of_text_block(outline, (start, end), (head, rest), line_break)]
    if is_item and not (text[slot.lead : start] + text[end : outline.line_end(end)]).strip():
        # A list or map begins on the line of its dash, unless a comment stands there.
        head, *rest = _on_one(head, rest)
    return [_instead_of_inline(outline, (start, end), (head, rest), line_break)]


def replace_whole(outline: Outline, layout: Layout, value: Any) -> Patch:
    """Write the value of a whole file; the comments before and behind it stay."""
    text, line_break = outline.text, layout.line_break
    start, end = outline.content_start(()), outline.end(())
    column = outline.column(start) if start < end else 0
    if isinstance(value, dict | list) and value:
        head, rest = "", layout.block(value, column)
    else:
        head, rest = layout.value(value, column, 0, style=outline.header(start) or _quote(outline, start))
    rest = indented(rest, column)
    if start == end:
        opening = "" if not text or text.endswith(("\n", "\r")) else line_break
        return Patch.of((len(text), len(text), opening + line_break.join([*_on_one(head, rest), ""])))
    if rest and text[end : outline.line_end(end)].strip():
        at = outline.line_end(end)
        return Patch.of((start, end, head), (at, at, line_break + line_break.join(rest)))
    return Patch.of((start, end, line_break.join(_on_one(head, rest))))


def _quote(outline: Outline, start: int) -> str:
    """Return the quote that a value begins with, or nothing."""
    return outline.text[start : start + 1] if outline.text[start : start + 1] in _QUOTES else ""


def _on_one(head: str, rest: list[str]) -> list[str]:
    """Return all lines of a value, of which the first goes behind what stands on its line already."""
    return [head, *rest] if head or not rest else [rest[0].lstrip(" "), *rest[1:]]


def _instead_of_lines(
    outline: Outline, slot: Slot, old: tuple[int, int], new: tuple[str, list[str]], line_break: str
) -> list[Patch]:
    """The old value stands on the lines below its key or dash; comment lines in between stay."""
    start, end = old
    head, rest = new
    above, below = outline.line_start(start), outline.line_end(end)
    if rest and not head:
        return [Patch.of((above, below, line_break.join(rest)))]
    pieces = [(slot.lead, slot.lead, f" {head}")] if head else []
    if rest:
        at = outline.line_end(slot.lead)
        pieces.append((at, at, line_break + line_break.join(rest)))
    patches = [Patch.of((above, outline.next_line(end), ""), *pieces)]
    if outline.next_line(end) == below:
        # Where the file ends without a line break, the one before goes.
        patches.insert(0, Patch.of((outline.line_end(outline.line_start(above - 1)), below, ""), *pieces))
    return patches


def _instead_of_text_block(
    outline: Outline, old: tuple[int, int], new: tuple[str, list[str]], line_break: str
) -> Patch:
    """The old value is a block of text that begins behind its key or dash; a comment behind its header stays."""
    start, end = old
    head, rest = new
    lines = "".join(line_break + line for line in rest)
    header = (_behind_blanks(outline, start, head), start + len(outline.header(start)), head)
    return Patch.of(header, (outline.line_end(start), max(end, outline.line_end(start)), lines))


def _instead_of_inline(
    outline: Outline, old: tuple[int, int], new: tuple[str, list[str]], line_break: str
) -> Patch:
    """The old value is a text, an alias, nothing, or stands between brackets."""
    start, end = old
    head, rest = new
    blank_before = " " if head and start == end else ""
    # After a bracket or quote a comment may follow at once; after other text it needs a blank.
    blank_behind = " " if outline.text[end : end + 1] == "#" else ""
    pieces = [(_behind_blanks(outline, start, head), end, blank_before + head + blank_behind)]
    if rest:
        at = outline.line_end(end)
        lines = "".join(line_break + line for line in rest)
        pieces = [*pieces, (at, at, lines)] if at > end else [(*pieces[0][:2], pieces[0][2] + lines)]
    return Patch.of(*pieces)


def _behind_blanks(outline: Outline, start: int, head: str) -> int:
    """Return where a value's stretch begins: with the blanks before it where nothing will stand there."""
    if head:
        return start
    return len(outline.text[:start].rstrip(" "))
