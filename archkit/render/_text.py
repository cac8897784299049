"""A text becomes lines that are not longer than a picture has room for, measured in pixels or in cells of a terminal."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from archkit.diagnostics import visible
from archkit.render._font_widths import WIDTHS

Measure = Callable[[str], float]
"""Tells how wide a text is, in the units of the drawing."""

BOLD = 1.09
"""How much wider bold letters are, on average of English text with some room to spare."""
_EM = 1000
_UNKNOWN = 650
"""Letters that the table does not have: as wide as a wide Latin letter."""
_OF_LETTER = {letter: width for width, letters in WIDTHS.items() for letter in letters}
_JOINERS = re.compile("([\u200c\u200d])")
"""Characters that cannot be seen and yet belong to emoji and to Indic and Persian words."""
_CLUSTER = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|.)(?:[\u0300-\u036f\u200c\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]"
    "|\u200d.)*",
    re.DOTALL,
)
"""What must not be torn apart: a letter with its accents, an emoji with what is joined to it, a flag."""

_SEAM = re.compile(r"(?<=[/\-_.:,;=&])(?=.)")
"""Where a word that is too long is cut first: behind the marks inside paths and names."""


def clean(text: str) -> str:
    """Return a text on one line in which nothing is hidden: what moves the cursor or turns the direction is spelled out."""
    words = " ".join(text.replace("\xad", "").split())
    return "".join(part if _JOINERS.fullmatch(part) else visible(part) for part in _JOINERS.split(words))


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """Return the width of a text in Arial or a font like it, in units of the font size."""
    return sum(_width(cluster) for cluster in clusters(text)) / _EM


def cells(text: str) -> int:
    """Return how many cells of a terminal a text fills."""
    return sum(cluster_cells(cluster) for cluster in clusters(text))


def clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for single characters."""
    return (match[0] for match in _CLUSTER.finditer(text))


def cluster_cells(cluster: str) -> int:
    """Return how many cells one character fills: two where it is wide, none where it cannot be seen."""
    first = cluster[0]
    if unicodedata.category(first) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if _is_wide(first) or "\ufe0f" in cluster else 1


def wrap(text: str, width: float, measure: Measure = cells, *, most: int = 0) -> list[str]:
    """Break a text into lines.

    Args:
        text: Any text; blanks and line breaks in it count as one blank, what is hidden in it is spelled out.
        width: How wide a line may be, in the units of the measure.
        measure: How wide a text is; cells of a terminal when not given.
        most: How many lines there may be; the last one ends with an ellipsis when there is more. No limit for 0.

    Returns:
        At least one line, the last one empty only where the text is. Words that are too long are
        cut, behind a slash or a hyphen where there is one.
    """
    lines: list[str] = []
    words: list[str] = []
    blank, used = measure(" "), 0.0
    for word in _words(clean(text), width, measure):
        size = measure(word)
        if words and used + blank + size > width:
            lines.append(" ".join(words))
            if len(lines) == most:
                return [*lines[:-1], _shortened(lines[-1], width, measure)]
            words, used = [word], size
        else:
            used += blank + size if words else size
            words.append(word)
    return [*lines, " ".join(words)]


def _shortened(line: str, width: float, measure: Measure) -> str:
    kept = list(clusters(line))
    while kept and measure("".join(kept) + "…") > width:
        kept.pop()
    return "".join(kept).rstrip() + "…"


def _words(text: str, width: float, measure: Measure) -> Iterator[str]:
    for word in text.split():
        if measure(word) <= width:
            yield word
            continue
        pieces: list[str] = []
        used = 0.0
        for part in _SEAM.split(word):
            if pieces and used + measure(part) > width:
                yield "".join(pieces)
                pieces, used = [], 0.0
            for cluster in clusters(part):
                size = measure(cluster)
                if pieces and used + size > width:
                    yield "".join(pieces)
                    pieces, used = [], 0.0
                pieces.append(cluster)
                used += size
        yield "".join(pieces)


def _width(cluster: str) -> float:
    first = cluster[0]
    if unicodedata.category(first) in {"Mn", "Me", "Cf"}:
        return 0
    known = _OF_LETTER.get(first)
    if known is not None:
        return known
    if _is_wide(first) or "\ufe0f" in cluster:
        return _EM * 1.25 if ord(first) > 0xFFFF or "\ufe0f" in cluster else _EM
    return _OF_LETTER.get(unicodedata.normalize("NFD", first)[0], _UNKNOWN)


def _is_wide(character: str) -> bool:
    is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
    return is_flag or unicodedata.east_asian_width(character) in {"W", "F"}
