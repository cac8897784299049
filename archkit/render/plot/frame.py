"""What all plots share: the sheet with its title, axes with round numbers, and the look of lines and letters."""

import math
from collections.abc import Sequence
from typing import Literal

from archkit.render._text import clean, ems
from archkit.render._theme import FONT, Rules, style
from archkit.render._xml import element, number, xml_text

Tone = Literal["plain", "good", "warm", "bad", "quiet"]
"""What a mark says about its value."""

WIDTH = 640
"""Of every plot, in pixels; a page scales it down."""
SIZE, SMALL = 13, 11
"""Of letters, in pixels."""
_ROOT = "archkit-plot"
_RULES: Rules = {
    "": {"font-family": FONT, "color-scheme": "light dark"},
    "text": {"fill": "ink", "font-size": f"{SIZE}px"},
    ".paper": {"fill": "paper"},
    ".title": {"font-size": "15px", "font-weight": "bold"},
    ".small": {"fill": "muted", "font-size": f"{SMALL}px"},
    ".end": {"text-anchor": "end"},
    ".middle": {"text-anchor": "middle"},
    ".grid": {"stroke": "line", "stroke-width": "0.6", "opacity": "0.7"},
    ".axis": {"stroke": "edge", "stroke-width": "1"},
    ".target": {"stroke": "bad", "stroke-width": "1.4", "stroke-dasharray": "5 3"},
    "text.of-target": {"fill": "bad", "font-weight": "bold"},
    ".curve": {"fill": "none", "stroke": "service-line", "stroke-width": "2.2", "stroke-linejoin": "round"},
    ".area": {"fill": "service-fill", "opacity": "0.75"},
    ".dot": {"fill": "service-line"},
    ".track": {"fill": "frame-fill"},
    ".plain": {"fill": "service-line"},
    ".good": {"fill": "good"},
    ".warm": {"fill": "warm"},
    ".bad": {"fill": "bad"},
    ".quiet": {"fill": "quiet-line"},
    ".s0": {"stroke": "service-line"},
    ".s1": {"stroke": "database-line"},
    ".s2": {"stroke": "broker-line"},
    ".s3": {"stroke": "person-line"},
    ".s4": {"stroke": "client-line"},
    ".s5": {"stroke": "quiet-line"},
    ".series": {"fill": "none", "stroke-width": "2.2", "stroke-linejoin": "round"},
}
SERIES = 6
"""How many lines have a colour of their own."""


def sheet(title: str, description: str, height: float, body: Sequence[str]) -> str:
    """Return a plot: its title, what it shows for those who cannot see it, and what is drawn."""
    inside = "\n".join(
        [
            element("title", xml_text(clean(title))),
            element("desc", xml_text(clean(description))),
            element("style", style(_RULES, _ROOT)),
            element("rect", class_="paper", width=WIDTH, height=height),
            text(16, 26, title, "title"),
            *body,
        ]
    )
    size = f'width="{WIDTH}" height="{number(height)}" viewBox="0 0 {WIDTH} {number(height)}"'
    named = xml_text(clean(f"{title}: {description}"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{_ROOT}" role="img" aria-label="{named}" {size}>'
        f"\n{inside}\n</svg>\n"
    )


def text(x: float, y: float, words: str, look: str = "") -> str:
    """Return a line of text."""
    return element("text", xml_text(clean(words)), x=x, y=y, class_=look)


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def fitted(words: str, width: float, size: float = SIZE) -> str:
    """Return a text, cut with an ellipsis where it is wider than there is room."""
    words = clean(words)
    if ems(words) * size <= width:
        return words
    while words and ems(words + "…") * size > width:
        words = words[:-1]
    return words.rstrip() + "…"


def ticks(end: float, most: int = 6) -> list[float]:
    """Return round values from 0 up to an end: steps of 1, 2 or 5 times a power of ten."""
    if end <= 0 or not math.isfinite(end):
        return [0.0]
    rough = end / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))
    return [step * index for index in range(int(end / step + 1e-9) + 1)]
