"""Records, growth and retention -> bytes on disk over the years, and bytes a second on the wire.

Sizes are in bytes, durations in seconds, growth in records a second.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volume:
    """How much of one kind of record there is, one copy, without indexes."""

    size: float
    """Bytes of one record."""
    count: float = 0.0
    """Records that exist already."""
    growth: float = 0.0
    """Records that are added each second."""
    retention: float = math.inf
    """Seconds after which an added record is deleted again."""

    def records(self, horizon: float) -> float:
        """Return the records ``horizon`` seconds from now: count + growth x min(horizon, retention)."""
        return self.count + self.growth * min(horizon, self.retention)

    def bytes(self, horizon: float) -> float:
        """Return how many bytes they take."""
        return self.size * self.records(horizon)

    def reaches(self, limit: float) -> float:
        """Return the seconds until the bytes exceed a limit: 0 if they do already, infinite if never."""
        room = limit / self.size - self.count if self.size else math.inf
        if room < 0:
            return 0.0
        duration = room / self.growth if self.growth else math.inf
        return duration if duration < self.retention else math.inf


def on_disk(volume: float, copies: int = 1, index_overhead: float = 0.0) -> float:
    """Return the bytes that a store keeps for a volume: each copy with its indexes.

    Args:
        volume: Bytes of one copy.
        copies: How many copies the store keeps.
        index_overhead: Size of the indexes as a share of the data: 0.3 for 30 %.
    """
    return volume * copies * (1 + index_overhead)


def bandwidth(rate: float, size: float) -> float:
    """Return the bytes a second that calls of a size (bytes) move at a rate (per second)."""
    return rate * size
