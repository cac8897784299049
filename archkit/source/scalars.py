"""Text -> the way YAML writes it: plain where that reads back the same, else in quotes or as a block.

No list of rules decides what needs quotes. The ways to write a text are tried, the nicest first, and the first
that this same reader reads back as that text, in such a place, is taken.
"""

import re
from enum import Enum

from archkit.diagnostics import visible
from archkit.errors import WriteRefusedError
from archkit.source.faults import shown
from archkit.source.quoting import double_quoted, quoted, single_quoted
from archkit.source.reading import parse

_NO_TEXT_ELSEWHERE = re.compile(
    r"""~|null|true|false|yes|no|on|off|=|<<
    |[-+]?(\.inf|[0-9][0-9_,.:]*(e[-+]?[0-9]+)?|\.[0-9][0-9_]*(e[-+]?[0-9]+)?)|\.nan
    |0[box][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt\s].*)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What YAML 1.1 or 1.2 would read as something else than text: as a key it is quoted, so that it stays a name."""


class Spot(Enum):
    """Where a text is going to stand; what needs quotes depends on it."""

    BLOCK = "behind a key or a dash"
    FLOW = "between brackets"
    KEY = "as a key"
    FLOW_KEY = "as a key between brackets"


def written(text: str, spot: Spot, *, style: str = "", room: int = 80, indent: int = 2) -> list[str]:
    """Return the lines of a text as a scalar.

    Args:
        text: What is to be read back.
        spot: Where it will stand.
        style: How it was written so far: ``'``, ``"``, ``|``, ``>`` (also ``|-`` and so on), or empty for plain.
        room: How many characters of the first line are left; a plain text that is longer is folded.
        indent: By how many blanks the lines of a block are indented, against the line it begins on.

    Returns:
        The first line, to be written behind what stands there, and the further lines with their indentation.

    Raises:
        WriteRefusedError: YAML cannot hold this text there.
    """
    for lines in _ways(text, spot, style, room, indent):
        if _reads_back(lines, text, spot):
            return lines
    raise WriteRefusedError(
        f"YAML cannot hold '{visible(shown(text))}' {spot.value}",
        help="leave out control characters, and keep a key below 1,000 characters",
    )


def _ways(text: str, spot: Spot, style: str, room: int, indent: int) -> list[list[str]]:
    quotes = [[quoted(text)], [double_quoted(text)]]
    if style == "'":
        return [[single_quoted(text)], *quotes]
    if style == '"':
        return [[double_quoted(text)]]
    if spot in {Spot.KEY, Spot.FLOW_KEY}:
        return quotes if _NO_TEXT_ELSEWHERE.fullmatch(text) else [[text], *quotes]
    if spot is Spot.FLOW or not text.strip():
        return [[text], *quotes]
    if style.startswith(">"):
        return [_folded(text, indent, room), _literal(text, indent), *quotes]
    if style.startswith("|") or "\n" in text:
        return [_literal(text, indent), *quotes]
    if len(text) > room and " " in text and text == text.strip():
        return [_folded(text, indent, room), [text], *quotes]
    return [[text], *quotes]


def _literal(text: str, indent: int) -> list[str]:
    body = text.removesuffix("\n")
    return ["|" + _chomping(text), *(_indented(line, indent) for line in body.split("\n"))]


def _folded(text: str, indent: int, room: int) -> list[str]:
    lines = [">" + _chomping(text)]
    for number, paragraph in enumerate(text.removesuffix("\n").split("\n")):
        if number and paragraph:
            lines.append("")
        lines.extend(_indented(line, indent) for line in _wrapped(paragraph, max(room, 40)))
    return lines


def _chomping(text: str) -> str:
    # Two line breaks at the end would need '+', which also takes in the blank lines that follow in the file.
    return "" if text.endswith("\n") else "-"


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Break a text at single blanks only: folding gives back one blank for each break."""
    lines, line = [], ""
    for word in re.split(r"(?<=\S) (?=\S)", paragraph):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def _reads_back(lines: list[str], text: str, spot: Spot) -> bool:
    scalar = "\n".join(lines)
    sample, expected = {
        Spot.BLOCK: (f"k: {scalar}\nz: 1\n", {"k": text, "z": "1"}),
        Spot.FLOW: (f"[{{k: {scalar}}}, {scalar}, z]\n", [{"k": text}, text, "z"]),
        Spot.KEY: (f"{scalar}: 1\n", {text: "1"}),
        Spot.FLOW_KEY: (f"[{{{scalar}: 1}}, z]\n", [{text: "1"}, "z"]),
    }[spot]
    document, findings = parse("", sample)
    return document is not None and not findings and bool(document.data == expected)
