"""Values become bars side by side: utilisation of components, what an outage is made of, what a budget has left."""

from collections.abc import Sequence
from dataclasses import dataclass

from archkit.render._xml import element
from archkit.render.plot.frame import WIDTH, Tone, fitted, line, sheet, text

_ROW, _TOP, _FOOT = 26, 48, 30
_LABEL, _VALUE = 190, 92
"""Room for the names at the left and the values at the right."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value."""

    label: str
    value: float
    shown: str
    """The value as people read it."""
    tone: Tone = "plain"
    mark: float | None = None
    """A second, thinner value inside the first: the average beside the peak."""


def bar_plot(
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    end: float | None = None,
    limits: Sequence[tuple[float, str]] = (),
) -> str:
    """Return bars below each other.

    Args:
        title: What is compared.
        description: How to read it.
        bars: The values, 0 or more.
        end: The value at the right edge; the largest one when not given. What is beyond is cut there.
        limits: Values at which a line stands, with a word each.
    """
    longest = end or max((bar.value for bar in bars), default=1.0) or 1.0
    left, right = 16 + _LABEL, WIDTH - 16 - _VALUE
    scale = (right - left) / longest
    bottom = _TOP + _ROW * len(bars)
    body: list[str] = []
    for index, bar in enumerate(bars):
        y = _TOP + _ROW * index
        body.append(text(left - 10, y + 16, fitted(bar.label, _LABEL - 10), "end"))
        body.append(element("rect", class_="track", x=left, y=y + 4, width=right - left, height=16, rx=3))
        width = min(max(bar.value, 0.0), longest) * scale
        if width > 0:
            body.append(
                element("rect", class_=bar.tone, x=left, y=y + 4, width=max(width, 1.5), height=16, rx=3)
            )
        if bar.mark is not None:
            x = left + min(bar.mark, longest) * scale
            body.append(line(x, y + 2, x, y + 22, "axis"))
        body.append(text(right + 10, y + 16, fitted(bar.shown, _VALUE)))
    for value, words in limits:
        if value <= longest:
            x = left + value * scale
            body.append(line(x, _TOP - 2, x, bottom + 2, "target"))
            body.append(text(x, bottom + 16, words, "small middle of-target"))
    return sheet(title, description, bottom + (_FOOT if limits else 12), body)
