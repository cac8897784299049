"""A distribution and a question -> an answer in seconds or as a share, with its error.

Exact where the distribution has a closed form. Else the answer comes from a lattice that is drawn finer, and
closer around the answer, until the bounds are as tight as asked or the effort is spent; the error is what the
bounds say (``lattice.py``), never a guess.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from archkit.evaluate.formulas.distributions import Distribution
from archkit.evaluate.formulas.lattice import Resolution

TOLERANCE = 0.02
"""How far the bounds may lie from the value, as a share of it, before a finer lattice is tried."""
NEGLIGIBLE = 1e-6
"""Seconds: no response time is told more precisely than this."""
_REMEMBERED = 1024
"""Answers that are kept: flows share their calls, and one distribution is asked the same several times."""
_FIRST_CELLS, _MOST_CELLS = 64, 2048
_MARGIN = 1.05
"""How far a lattice reaches beyond the answer, so that the answer's own cell is whole."""
_UNDECIDED = 1e-4
"""What the lattice may cut off, as a share of the runs that the question is about."""
_NEGLIGIBLE_SHARE = 1e-7
"""No share of runs is told more precisely than this."""
_REST = 1e-9
"""The share of the longest runs that a mean only bounds."""
_WIDEST = 1e6
"""The ends of a mean's first and last band are at most this far apart, as a ratio."""


class Estimate(NamedTuple):
    """A value and how far the truth may lie from it, in the unit of the value; an error of 0 is exact."""

    value: float
    error: float = 0.0


@lru_cache(_REMEMBERED)
def percentile(distribution: Distribution, share: float, tolerance: float = TOLERANCE) -> Estimate:
    """Return the duration in seconds that ``share`` of the runs do not exceed: 0.95 asks for the p95.

    Args:
        distribution: What to ask.
        share: Above 0 and below 1.
        tolerance: Largest wanted error as a share of the value; a larger one is stated, not hidden.

    Raises:
        ValueError: The share is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"a percentile lies between 0 and 100 %, not at {share:.0%}")
    cdf = distribution.closed_form
    if cdf is not None:
        return Estimate(_bisected(cdf, share, distribution.beyond(1 - share)))
    limit, cells = _MARGIN * distribution.beyond((1 - share) / 2), _FIRST_CELLS
    while True:
        lattice = distribution.lattice(Resolution(limit, cells, tail=_UNDECIDED * min(share, 1 - share)))
        lower, value, upper = lattice.bracket(share)
        error = max(upper - value, value - lower) if upper < math.inf else math.inf
        allowed = max(tolerance * value, NEGLIGIBLE)
        closer = min(limit, _MARGIN * upper)
        if error <= allowed or (cells == _MOST_CELLS and closer > 0.9 * limit):
            return Estimate(value, error)
        # Looking closer makes the same number of cells finer.
        cells = _finer(cells, error / allowed * closer / limit, least=1 if closer < 0.9 * limit else 2)
        limit = closer


@lru_cache(_REMEMBERED)
def share_within(distribution: Distribution, duration: float, tolerance: float = TOLERANCE) -> Estimate:
    """Return the share of runs that end within ``duration`` seconds.

    Args:
        distribution: What to ask.
        duration: Seconds, 0 or more.
        tolerance: Largest wanted error, as a share of the runs that take longer.
    """
    cdf = distribution.closed_form
    if cdf is not None:
        return Estimate(cdf(duration))
    if duration >= distribution.longest:
        return Estimate(1.0)
    cells, tail = _FIRST_CELLS, _UNDECIDED * tolerance
    while True:
        # The limit lies above the question, so that the cell in which it falls is whole.
        lattice = distribution.lattice(Resolution(duration * (1 + 2 / cells), cells, tail))
        lower, value, upper = lattice.share_within(duration)
        error = max(upper - value, value - lower)
        allowed = max(tolerance * (1 - value), _NEGLIGIBLE_SHARE)
        if error <= allowed or cells == _MOST_CELLS:
            return Estimate(value, error)
        cells = _finer(cells, error / allowed, least=2)


def mean(distribution: Distribution, tolerance: float = TOLERANCE) -> Estimate:
    """Return the mean in seconds.

    Without a closed form it is summed up over bands that grow fourfold, each on a lattice of its own: a long
    tail has few runs, but they weigh much, and one lattice for all would be too coarse for the many short
    ones.

    Args:
        distribution: What to ask.
        tolerance: Largest wanted error as a share of the mean.
    """
    if distribution.mean is not None:
        return Estimate(distribution.mean)
    cells = _FIRST_CELLS
    while True:
        estimate = _mean_over_bands(distribution, cells)
        allowed = max(tolerance * estimate.value, NEGLIGIBLE)
        if estimate.error <= allowed or cells == _MOST_CELLS:
            return estimate
        cells = _finer(cells, estimate.error / allowed, least=2)


def _mean_over_bands(distribution: Distribution, cells: int) -> Estimate:
    """The integral of the share of runs that take longer, with at least ``cells`` cells for each band."""
    end = min(distribution.longest, distribution.beyond(_REST))
    total = error = start = 0.0
    limit = max(distribution.beyond(0.5), end / _WIDEST)
    while start < end:
        stop = min(end, limit)
        lattice = distribution.lattice(Resolution(stop, cells, _REST))
        width = stop - start
        least, value, most = (
            width - lattice.time_within(start, stop, late) for late in (0.0, lattice.lag, lattice.spread)
        )
        total += value
        error += max(most - value, value - least) + lattice.doubt * width
        start, limit = stop, 4 * limit
    # Beyond the last band: no more than the bounds of ever smaller shares.
    if end < distribution.longest:
        error += sum(0.9 * _REST / 10**k * distribution.beyond(_REST / 10 ** (k + 1)) for k in range(9))
    return Estimate(total, error)


def _finer(cells: int, excess: float, least: int) -> int:
    """Return the number of cells that cuts an error by ``excess``: ``least`` times as many or more."""
    factor = excess if excess < math.inf else 4
    return min(_MOST_CELLS, math.ceil(cells * max(least, factor)))


def _bisected(cdf: Callable[[float], float], share: float, high: float) -> float:
    """The least duration, to floating-point precision, within which ``share`` of the runs end."""
    low = 0.0
    if cdf(low) >= share:
        return low
    while low < (middle := (low + high) / 2) < high:
        if cdf(middle) >= share:
            high = middle
        else:
            low = middle
    return high
