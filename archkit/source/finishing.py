"""Patches that should make a change -> the text in which they did, read again to be sure."""

from collections.abc import Iterable
from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.source.document import Document
from archkit.source.patches import Patch
from archkit.source.reading import parse
from archkit.source.slots import Outline


def finished(document: Document, patches: Iterable[Patch], expected: Any) -> str:
    """Return the first patched text that reads as what is expected, and in which nothing unread is lost.

    Raises:
        WriteRefusedError: There is none.
    """
    for patch in patches:
        if any(patch.touches(*stretch) for stretch in document.left_out):
            continue
        text = patch.on(document.text)
        # A block of text at the end of a file needs the line break that the file may not have.
        for candidate in (text, text + Outline(document).line_break):
            result, _ = parse(document.path, candidate)
            if result is not None and _same(result.data, expected):
                return document.mark + candidate
    if document.left_out:
        line = document.offset_span(*document.left_out[0]).line
        raise WriteRefusedError(
            f"line {line} has a finding, and what stands there might be lost", help="mend that line first"
        )
    raise WriteRefusedError(
        "this change would also change something else in the file",
        help="an anchor, an alias or '<<' may be the cause: make the change in the file itself",
    )


def _same(one: Any, other: Any) -> bool:
    """Tell whether data is equal, the order of keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def closed_at_end(document: Document, route: Route) -> Document:
    """Return the document with nothing open at its end, if the value at the route reaches to there.

    A block of text in the last line of a file without a final line break has none either. Anything written
    behind it would give it one, so its header is made to say that it ends without.
    """
    text = document.text
    if not text or text.endswith(("\n", "\r")):
        return document
    outline = Outline(document)
    if outline.end(route) < outline.end(()):
        return document
    start = outline.last_scalar_start(())
    header = outline.header(start) if start is not None else ""
    if start is None or not header or "-" in header:
        return document
    digits = header[1:].strip("+")
    patched = text[:start] + header[0] + digits + "-" + text[start + len(header) :]
    closed, _ = parse(document.path, document.mark + patched)
    return closed if closed is not None and closed.data == document.data else document


def aligned(outline: Outline, patch: Patch) -> Patch:
    """Return the patch with the comment behind a changed line kept in its column, where it had one.

    A comment has a column where a neighbouring line's comment begins in the same one.
    """
    document = outline.document
    if not patch.pieces:
        return patch
    first, last = patch.pieces[0], patch.pieces[-1]
    line_start = outline.line_start(first[0])
    line = document.offset_span(first[0], first[0]).line
    single = outline.line_end(first[0]) >= last[1] and not any(
        "\n" in piece[2] or "\r" in piece[2] for piece in patch.pieces
    )
    comments = document.comments_on(line)
    if not single or not comments or comments[0].alone or comments[0].offset < last[1]:
        return patch
    comment = comments[0]
    gap_start = line_start + len(document.text[line_start : comment.offset].rstrip())
    neighbours = [each.column for number in (line - 1, line + 1) for each in document.comments_on(number)]
    if gap_start < last[1] or comment.column not in neighbours:
        return patch
    grown = sum(len(piece[2]) - (piece[1] - piece[0]) for piece in patch.pieces)
    gap = max(comment.offset - gap_start - grown, 1)
    return Patch.of(*patch.pieces, (gap_start, comment.offset, " " * gap))
