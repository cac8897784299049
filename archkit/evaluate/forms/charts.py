"""Numbers become bars and curves that read well in a plain terminal."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from archkit.evaluate.formulas.distributions import Distribution
from archkit.evaluate.formulas.percentiles import percentile

_EIGHTHS = " ▏▎▍▌▋▊▉"
_RANKS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
_COARSE = 0.1


def bar(share: float, width: int, mark: float | None = None) -> str:
    """Return a bar of a share of its width, with a thin line at a mark where the bar does not reach it.

    Args:
        share: How full it is, 0 to 1; more than 1 fills it.
        width: Its columns.
        mark: Where the line stands, 0 to 1.
    """
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    cells = ["█"] * full + ([_EIGHTHS[rest]] if rest else [])
    cells += [" "] * (width - len(cells))
    if mark is not None and 0 <= mark <= 1:
        at = min(width - 1, int(mark * width))
        if at >= full:
            cells[at] = "│"
    return "".join(cells)


def curve(distribution: Distribution) -> list[tuple[str, float]]:
    """Return the percentiles of a distribution that a reader looks at: name and seconds."""
    return [(f"p{rank * 100:g}", percentile(distribution, rank, _COARSE).value) for rank in _RANKS]


def curve_bars(
    points: Sequence[tuple[str, float]], target: float, width: int
) -> Iterator[tuple[str, str, float]]:
    """Yield name, bar and value of each percentile, all at one scale, with the target as a thin line."""
    longest = max([value for _, value in points] + [target]) * 1.05
    for name, value in points:
        yield name, bar(value / longest, width, target / longest), value


_AMOUNT = re.compile(r"(?<=[0-9]) (?=[0-9%a-zA-Z])")
_KEPT = "\u00a0"


def wrapped(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    """Return a text in lines of a width; a number stays together with its unit.

    Args:
        text: What to break.
        width: Columns of a line.
        first: What the first line begins with.
        later: What the others begin with.
    """
    lines = textwrap.wrap(
        _AMOUNT.sub(_KEPT, text),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_on_hyphens=False,
    )
    return [line.replace(_KEPT, " ") for line in lines]
