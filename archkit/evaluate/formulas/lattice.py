"""Durations as probability masses on equally spaced points, with bounds on what the spacing hides.

The sum of two random durations has no closed form in general, so it is computed on a grid. Monte Carlo would
do it too, but to know a 99th percentile within 1 % takes about a hundred thousand runs of each flow, and the
answer still moves with the seed. A grid needs a tenth of that time or less, gives the same answer every time,
and its error is a bound instead of an estimate:

* A lattice stands *below* the truth: each true duration is at its lattice point or at most ``spread`` above
  it. Sum, maximum and choice keep that order, so a bound on the parts is a bound on the whole (probability
  bounds analysis: R. C. Williamson, T. Downs, "Probabilistic arithmetic I", Int. J. Approximate Reasoning 4,
  1990).
* Whatever cannot be bounded in seconds (a tail that is cut off, a time-out that falls inside one cell) is
  counted in ``doubt``: the share of runs for which the order may not hold.
* ``lag`` is the mean distance to the truth. It centres the reported value; the bounds do not rest on it.

Steps are powers of two, so that lattices of different fineness join by adding up neighbouring cells. All
durations are in seconds.
"""

import math
import sys
from collections.abc import Callable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact
from itertools import accumulate, pairwise
from typing import NamedTuple

_SLOT_BYTES = 10
_FRACTION_BITS = 39
"""Masses add up to 1 at most, so a sum of products needs 2 x 39 bits and fits a slot of 80."""
_SLOT_DIGITS = 25
_FRACTION_DIGITS = 12
"""The same in decimal digits, a little finer."""
_LONG = 3000
"""From so many cells on, of both factors, decimal numbers multiply faster than Python's integers."""

_FINEST = -40
"""Exponent of the least step."""
_ROUNDING = 1 + 1e-12
"""A reach may be the very duration after which all is done; rounding must not leave it just short."""


class Resolution(NamedTuple):
    """How finely a lattice has to be drawn."""

    limit: float
    """Nothing at or beyond this duration in seconds needs a place; ``math.inf`` for everything."""
    cells: int
    """The least number of cells; a lattice has at most twice as many."""
    tail: float
    """The share of runs that may be cut off at an end and counted as doubt."""


class Lattice(NamedTuple):
    """Masses at ``offset + k * step``; what is missing to 1 lies at or beyond the limit of the resolution."""

    offset: float
    step: float
    masses: Sequence[float]
    spread: float
    lag: float
    doubt: float

    @property
    def end(self) -> float:
        """The first point, in seconds, that is above every mass."""
        return self.offset + len(self.masses) * self.step

    def bracket(self, share: float) -> tuple[float, float, float]:
        """Bound the duration that ``share`` of the runs do not exceed.

        Returns:
            Lower bound, best value and upper bound in seconds; ``math.inf`` for what lies beyond the masses.
        """
        totals = list(accumulate(self.masses))
        low = self._first(totals, share - self.doubt)
        middle = self._first(totals, share)
        high = self._first(totals, share + self.doubt)
        lower = self.offset + low * self.step if share > self.doubt else 0.0
        upper = self.offset + high * self.step + self.spread if high < len(totals) else math.inf
        if middle == len(totals):
            return lower, upper, upper
        # Inside a cell the mass counts as spread evenly, which makes the value accurate to second order.
        below = totals[middle - 1] if middle else 0.0
        part = (share - below) / self.masses[middle] if self.masses[middle] > 0 else 0.5
        value = self.offset + (middle + part - 0.5) * self.step + self.lag
        return lower, min(max(value, lower), upper), upper

    def share_within(self, duration: float) -> tuple[float, float, float]:
        """Bound the share of runs that end within ``duration`` seconds: lower bound, value, upper bound."""
        lower = sum(self.masses[: self._points_until(duration - self.spread)]) - self.doubt
        upper = sum(self.masses[: self._points_until(duration)]) + self.doubt
        value = 0.0
        for k, mass in enumerate(self.masses):
            start = self.offset + (k - 0.5) * self.step + self.lag
            if self.step:
                value += mass * min(max((duration - start) / self.step, 0.0), 1.0)
            elif start <= duration:
                value += mass
        lower, upper = max(lower, 0.0), min(upper, 1.0)
        return lower, min(max(value, lower), upper), upper

    def time_within(self, start: float, end: float, late: float) -> float:
        """Integrate the share of runs that ended, from ``start`` to ``end``, every point moved by ``late``."""
        return math.fsum(
            mass * min(end - start, max(0.0, end - self.offset - k * self.step - late))
            for k, mass in enumerate(self.masses)
        )

    @staticmethod
    def _first(totals: Sequence[float], share: float) -> int:
        """The first cell at which the masses so far reach ``share``; the number of cells if none does."""
        return next((k for k, total in enumerate(totals) if total >= share), len(totals))

    def _points_until(self, duration: float) -> int:
        """How many points are at or below ``duration``."""
        if duration < self.offset:
            return 0
        if not self.step:
            return len(self.masses)
        return min(len(self.masses), math.floor((duration - self.offset) / self.step) + 1)


def point(duration: float) -> Lattice:
    """Return the lattice of a duration that never varies: one point, without a step."""
    return Lattice(offset=duration, step=0.0, masses=(1.0,), spread=0.0, lag=0.0, doubt=0.0)


def from_closed_form(cdf: Callable[[float], float], reach: float, resolution: Resolution) -> Lattice:
    """Cut a distribution with a known distribution function into cells, each placed at its lower edge.

    Args:
        cdf: The share of runs that end within a duration; exact.
        reach: A duration that at most ``resolution.tail`` of the runs exceed.
        resolution: How finely.
    """
    end = min(reach * _ROUNDING, resolution.limit)
    if end <= 0:
        return point(0.0)._replace(
            masses=(cdf(0.0),), doubt=resolution.tail if reach < resolution.limit else 0.0
        )
    step = _power_of_two(end / resolution.cells)
    # The last cell ends at the limit exactly, so that a mass below a time-out is known without doubt.
    shares = [cdf(k * step) for k in range(math.ceil(end / step))]
    shares.append(cdf(end))
    masses = [after - before for before, after in pairwise(shares)]
    masses[0] += shares[0]
    total = shares[-1]
    lattice = Lattice(
        offset=0.0,
        step=step,
        masses=masses,
        spread=step,
        lag=step / 2 * (1 - shares[0] / total) if total else 0.0,
        doubt=resolution.tail if reach < resolution.limit else 0.0,
    )
    return _settled(lattice, resolution)


def shifted(lattice: Lattice, by: float) -> Lattice:
    """Add a constant duration in seconds."""
    return lattice._replace(offset=lattice.offset + by)


def summed(left: Lattice, right: Lattice, resolution: Resolution) -> Lattice:
    """Add two independent durations: the convolution of their masses."""
    step = max(left.step, right.step)
    left, right = _at_step(left, step), _at_step(right, step)
    offset = left.offset + right.offset
    length = min(len(left.masses) + len(right.masses) - 1, _cells_below(resolution.limit, offset, step))
    masses = _convolved(left.masses[:length], right.masses[:length], length)
    rounding = (len(left.masses) + len(right.masses)) * 2.0**-_FRACTION_BITS
    sum_ = Lattice(
        offset=offset,
        step=step,
        masses=masses,
        spread=left.spread + right.spread,
        lag=left.lag + right.lag,
        doubt=left.doubt + right.doubt + rounding,
    )
    return _settled(sum_, resolution)


def slowest(lattices: Sequence[Lattice], times: int, resolution: Resolution) -> Lattice:
    """Return the maximum of durations, each drawn ``times`` times: distribution functions multiply."""
    aligned = _aligned(lattices, resolution)
    length = max(len(lattice.masses) for lattice in aligned)
    product = [1.0] * length
    for lattice in aligned:
        totals = list(accumulate(lattice.masses))
        totals += [totals[-1]] * (length - len(totals))
        product = [before * total**times for before, total in zip(product, totals, strict=True)]
    result = aligned[0]._replace(
        masses=[product[0], *(after - before for before, after in pairwise(product))],
        spread=max(lattice.spread for lattice in aligned),
        lag=sum(lattice.lag for lattice in aligned) / len(aligned),
        doubt=times * sum(lattice.doubt for lattice in aligned),
    )
    return _settled(result, resolution)


def mixed(parts: Sequence[tuple[float, Lattice]], resolution: Resolution) -> Lattice:
    """Return the duration that is drawn from one of several lattices, each with its weight."""
    aligned = _aligned([lattice for _, lattice in parts], resolution)
    masses = [0.0] * max(len(lattice.masses) for lattice in aligned)
    lag = doubt = total = 0.0
    for (weight, _), lattice in zip(parts, aligned, strict=True):
        for k, mass in enumerate(lattice.masses):
            masses[k] += weight * mass
        share = weight * sum(lattice.masses)
        lag += share * lattice.lag
        doubt += weight * lattice.doubt
        total += share
    spread = max(lattice.spread for lattice in aligned)
    result = aligned[0]._replace(masses=masses, spread=spread, lag=lag / (total or 1.0), doubt=doubt)
    return _settled(result, resolution)


def until(lattice: Lattice, at: float) -> Lattice:
    """Keep the runs whose point is not beyond ``at`` seconds."""
    kept = [mass for k, mass in enumerate(lattice.masses) if lattice.offset + k * lattice.step <= at]
    return lattice._replace(masses=kept or (0.0,))


def divided(lattice: Lattice, at: float) -> tuple[Lattice, float]:
    """Keep the runs that end within ``at`` seconds.

    Returns:
        Their masses, and the share of all runs whose side cannot be told because ``at`` falls inside their
        cell.
    """
    kept: list[float] = []
    undecided = 0.0
    for k, mass in enumerate(lattice.masses):
        room = at - lattice.offset - k * lattice.step
        if room >= lattice.spread:
            kept.append(mass)
        elif room >= 0:
            kept.append(mass * room / lattice.spread)
            undecided += mass
    return lattice._replace(masses=kept or (0.0,)), undecided


def _cells_below(limit: float, offset: float, step: float) -> int:
    """How many points lie below the limit; at least one cell is kept."""
    if limit == math.inf or not step:
        return sys.maxsize
    return max(1, math.ceil((limit - offset) / step))


def _power_of_two(step: float) -> float:
    """The largest power of two that is not above ``step``, and at least a picosecond: nothing is finer."""
    return math.ldexp(1.0, max(_FINEST, math.frexp(step)[1] - 1))


def _coarser(lattice: Lattice) -> Lattice:
    """Join each pair of cells into one of twice the step, at the lower of their places."""
    if len(lattice.masses) == 1:
        return lattice._replace(step=2 * lattice.step)
    odd = lattice.masses[1::2]
    masses = [a + b for a, b in zip(lattice.masses[::2], odd, strict=False)]
    if len(lattice.masses) % 2:
        masses.append(lattice.masses[-1])
    total = sum(masses)
    return lattice._replace(
        step=2 * lattice.step,
        masses=masses,
        spread=lattice.spread + lattice.step,
        lag=lattice.lag + (lattice.step * sum(odd) / total if total else 0.0),
    )


def _at_step(lattice: Lattice, step: float) -> Lattice:
    """Coarsen a lattice to a step that is a power of two times its own; a single point takes any step."""
    if len(lattice.masses) == 1:
        return lattice._replace(step=step)
    while lattice.step < step:
        lattice = _coarser(lattice)
    return lattice


def _aligned(lattices: Sequence[Lattice], resolution: Resolution) -> list[Lattice]:
    """Bring lattices to one step and one offset, so that their cells can be compared one by one."""
    offset = min(lattice.offset for lattice in lattices)
    reach = min(max(lattice.end for lattice in lattices), resolution.limit) - offset
    step = max(lattice.step for lattice in lattices)
    if reach > 2 * resolution.cells * step:
        step = max(step, _power_of_two(reach / resolution.cells))
    return [_placed(_at_step(lattice, step), offset, resolution.limit) for lattice in lattices]


def _placed(lattice: Lattice, offset: float, limit: float) -> Lattice:
    """Let a lattice begin at an earlier offset, by empty cells, and end below the limit."""
    gap = lattice.offset - offset
    cells = math.floor(gap / lattice.step) if lattice.step else 0
    rest = gap - cells * lattice.step
    room = _cells_below(limit, offset, lattice.step)
    return lattice._replace(
        offset=offset,
        masses=([0.0] * cells + list(lattice.masses))[:room] if cells < room else (0.0,),
        spread=lattice.spread + rest,
        lag=lattice.lag + rest,
    )


def _settled(lattice: Lattice, resolution: Resolution) -> Lattice:
    """Cut ends that hold next to nothing, and coarsen to the number of cells that was asked for."""
    masses = lattice.masses
    start, end = 0, len(masses)
    dropped_low = dropped_high = 0.0
    while start < end - 1 and dropped_low + masses[start] <= resolution.tail:
        dropped_low += masses[start]
        start += 1
    while end > start + 1 and dropped_high + masses[end - 1] <= resolution.tail:
        end -= 1
        dropped_high += masses[end]
    lattice = lattice._replace(
        offset=lattice.offset + start * lattice.step,
        masses=masses[start:end],
        doubt=lattice.doubt + dropped_low + dropped_high,
    )
    while len(lattice.masses) > 2 * resolution.cells:
        lattice = _coarser(lattice)
    return lattice


def _convolved(left: Sequence[float], right: Sequence[float], length: int) -> list[float]:
    """Return the first ``length`` terms of a product of polynomials, through one product of large numbers.

    Each mass becomes a fixed-point number in a slot wide enough that sums never carry into the next one (Kronecker
    substitution). Python multiplies large integers in C, below quadratic time: at 512 cells this is four times as fast
    as the double loop, and the result is the same on every machine. Large decimals it multiplies by a number-theoretic
    transform, exactly too: at 18,000 cells that is three times as fast again.
    """
    if not (left and right and length):
        return []
    if len(left) + len(right) > _LONG:
        return _convolved_in_decimals(left, right, length)
    digits = (_packed(left) * _packed(right)).to_bytes(_SLOT_BYTES * (len(left) + len(right)), "little")
    unit = 2.0 ** (-2 * _FRACTION_BITS)
    return [
        int.from_bytes(digits[start : start + _SLOT_BYTES], "little") * unit
        for start in range(0, length * _SLOT_BYTES, _SLOT_BYTES)
    ]


def _packed(masses: Sequence[float]) -> int:
    """Write masses as the digits of one large integer."""
    scale = 2.0**_FRACTION_BITS
    return int.from_bytes(
        b"".join([int(mass * scale).to_bytes(_SLOT_BYTES, "little") for mass in masses]), "little"
    )


def _convolved_in_decimals(left: Sequence[float], right: Sequence[float], length: int) -> list[float]:
    """Return the same through one exact product of decimals."""
    slots = len(left) + len(right) - 1
    exact = Context(prec=_SLOT_DIGITS * (slots + 1), Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
    digits = str(exact.multiply(_in_decimals(left), _in_decimals(right))).zfill(_SLOT_DIGITS * slots)
    unit = 10.0 ** (-2 * _FRACTION_DIGITS)
    found = [
        int(digits[start : start + _SLOT_DIGITS]) * unit
        for start in range(0, _SLOT_DIGITS * min(slots, length), _SLOT_DIGITS)
    ]
    return found + [0.0] * (length - len(found))


def _in_decimals(masses: Sequence[float]) -> Decimal:
    """Write masses as the digits of one decimal, the first one first."""
    scale = 10.0**_FRACTION_DIGITS
    return Decimal("".join([f"{int(mass * scale):0{_SLOT_DIGITS}d}" for mass in masses]))
