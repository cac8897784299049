"""A target and its period become the table of burn rates at which somebody is told, and what it cannot do.

The method is that of the Site Reliability Workbook (Google, 2018), chapter 5: several windows, several burn rates.
factor = share of the budget x period / long window; threshold = factor x (1 - target).
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from archkit.objectives.spoken import number, percent, prometheus_duration, spoken_duration

HOUR, DAY = 3600, 86_400
FEWEST = 3
"""A burn counts from so many bad events in the long window on: one or two are an accident, not a trend."""


class Tier(StrEnum):
    """How soon somebody has to look."""

    FAST = "fast"
    """The budget is gone within days: wake somebody."""
    SLOW = "slow"
    """The budget is gone within the period: a ticket will do."""


class _Speed(NamedTuple):
    """A row of the workbook's table, for a period of 28 days or more and for shorter ones."""

    tier: Tier
    long: int
    share: Decimal
    most: Decimal
    """Of a shorter period the share grows, up to this, so that the factor stays near that of 30 days."""
    factor: Decimal
    """Of 30 days."""


_SPEEDS = (
    _Speed(Tier.FAST, HOUR, Decimal("0.02"), Decimal("0.08"), Decimal("14.4")),
    _Speed(Tier.FAST, 6 * HOUR, Decimal("0.05"), Decimal("0.125"), Decimal(6)),
    _Speed(Tier.SLOW, DAY, Decimal("0.1"), Decimal("0.2"), Decimal(3)),
    _Speed(Tier.SLOW, 3 * DAY, Decimal("0.1"), Decimal("0.45"), Decimal(1)),
)
_FULL_PERIOD = 28 * DAY
_SLOWEST = Decimal("0.9")
"""A burn slower than this leaves budget at the end of the period, so nobody needs to be told."""


class Row(NamedTuple):
    """One burn rate at which somebody is told: bad over the long and over the short window."""

    tier: Tier
    long: int
    """Seconds."""
    share: Decimal
    """The share of the period's budget that is spent when it fires."""
    factor: Decimal
    """How many times faster than the period allows."""
    threshold: Decimal
    """The share of bad events above which both windows have to be."""
    exhausts: Decimal
    """Seconds in which a full budget is gone at this speed."""
    events: Decimal | None = None
    """Events expected in the long window; None where the load is not known."""

    @property
    def short(self) -> int:
        """The short window in seconds: a twelfth, so that the alert ends soon after its cause."""
        return self.long // 12

    @property
    def detection(self) -> Decimal:
        """Seconds until it fires when everything fails."""
        return self.threshold * self.long

    @property
    def alone(self) -> int:
        """With fewer events than this in the long window a single bad one is above the threshold."""
        return math.ceil(1 / self.threshold)

    @property
    def is_sparse(self) -> bool:
        """Tell whether the expected events are so few that a single bad one is above the threshold."""
        return self.events is not None and self.events < self.alone

    @property
    def is_mute(self) -> bool:
        """Tell whether even a total outage makes too few bad events in the long window."""
        return self.events is not None and self.events < FEWEST


@dataclass(frozen=True, slots=True)
class Burn:
    """When somebody is told, and what cannot be told."""

    rows: tuple[Row, ...]
    edges: tuple[str, ...]
    """Sentences on rows that were left out or that see little, and why."""

    def tier(self, tier: Tier) -> tuple[Row, ...]:
        """Return the rows of a tier, fastest first."""
        return tuple(row for row in self.rows if row.tier is tier)

    @property
    def windows(self) -> tuple[int, ...]:
        """Every window that is needed, shortest first, in seconds."""
        return tuple(sorted({window for row in self.rows for window in (row.short, row.long)}))


def burn_table(target: Decimal, period: int, rate: Decimal | None = None) -> Burn:
    """Compute the table.

    Args:
        target: The share of good events, at least 0 and below 1.
        period: Seconds over which the target is judged.
        rate: Expected events a second, where they are known.

    Raises:
        ValueError: The target leaves no budget, or is no share.
    """
    if not 0 <= target < 1:
        raise ValueError(f"a target of {percent(target)} leaves no error budget to burn")
    rows: list[Row] = []
    edges: list[str] = []
    for speed in _SPEEDS:
        window = prometheus_duration(speed.long)
        if speed.long >= period:
            edges.append(
                f"A window of {window} does not fit into a period of {spoken_duration(period)}, so it is left out."
            )
            continue
        share = _share(speed, period)
        factor = share * period / speed.long
        threshold = factor * (1 - target)
        if factor < _SLOWEST:
            edges.append(
                f"{percent(share)} of the budget in {window} is slower than the budget lasts ({number(_short(factor))} "
                f"times its pace), so that row is left out."
            )
        elif threshold >= 1:
            edges.append(
                f"The burn rate {number(_short(factor))} over {window} can never be reached: it needs a target above "
                f"{percent(1 - 1 / factor, 4)}, and this one is {percent(target)}. The row is left out."
            )
        else:
            events = None if rate is None else rate * speed.long
            rows.append(
                Row(speed.tier, speed.long, share, factor, threshold, Decimal(period) / factor, events)
            )
    return Burn(tuple(rows), (*edges, *_sparse(rows)))


def _share(speed: _Speed, period: int) -> Decimal:
    if period >= _FULL_PERIOD:
        return speed.share
    kept = speed.factor * speed.long / period
    return max(speed.share, min(speed.most, kept))


def _sparse(rows: list[Row]) -> list[str]:
    """Say what few events do to the rows."""
    told = []
    for row in rows:
        window = prometheus_duration(row.long)
        if row.is_mute:
            told.append(
                f"In {window} only {number(_short(row.events or Decimal()))} events are expected, so this row stays silent even in a total "
                f"outage: a synthetic probe that calls the service each minute would give it something to see."
            )
        elif row.is_sparse:
            told.append(
                f"In {window} about {number(_short(row.events or Decimal()))} events are expected, and below {row.alone} a single bad one "
                f"would be above the threshold: the rule waits for {FEWEST} bad ones."
            )
    return told


def _short(value: Decimal) -> Decimal:
    return Decimal(f"{value:.4g}")
