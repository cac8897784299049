"""Replicas, contention and coherency -> what a group of replicas can carry, and how many a load needs."""

import bisect
import math
from dataclasses import dataclass

_MOST = 1_000_000_000_000
"""Replicas beyond which a number is no answer any more."""
_ROUNDING = 1e-9
"""Relative slack, so that 240/s on replicas of 300/s at 80 % need one and not two."""


@dataclass(frozen=True, slots=True)
class Scalability:
    """The Universal Scalability Law: what ``n`` replicas do together, in multiples of what one does alone.

    C(n) = n / (1 + sigma (n - 1) + kappa n (n - 1)); N. J. Gunther, "Guerrilla Capacity Planning", 2007.
    Without coherency it is Amdahl's law, without both it is linear.

    Raises:
        ValueError: A coefficient is negative, or the contention is above 1.
    """

    contention: float = 0.0
    """sigma: share of the work that only one replica can do at a time."""
    coherency: float = 0.0
    """kappa: cost of keeping one pair of replicas in agreement, as a share of the work."""

    def __post_init__(self) -> None:
        if not 0 <= self.contention <= 1 or self.coherency < 0:
            raise ValueError(f"no such scalability: {self}")

    def gain(self, replicas: int) -> float:
        """Return the throughput of ``replicas`` (1 or more) in multiples of that of a single one."""
        others = replicas - 1
        return replicas / (1 + self.contention * others + self.coherency * replicas * others)

    @property
    def peak(self) -> float:
        """The replicas beyond which more of them do less: sqrt((1 - sigma) / kappa), not rounded."""
        return math.sqrt((1 - self.contention) / self.coherency) if self.coherency else math.inf

    def replicas_for(self, load: float, capacity: float, utilisation: float = 0.8) -> int | None:
        """Return the least number of replicas that carry a load.

        Args:
            load: What arrives, per second.
            capacity: What one replica alone can do, per second; above 0.
            utilisation: The share of the joint capacity that may be used.

        Returns:
            At least 1; None if no number of replicas suffices.
        """
        wanted = load / (capacity * utilisation) * (1 - _ROUNDING)
        if not wanted <= _MOST:
            return None
        if self.peak < math.inf:
            most = max(max(1, math.floor(self.peak)), math.ceil(self.peak) or 1, key=self.gain)
        elif wanted * self.contention < 1 - 2 * _ROUNDING:
            most = max(1, math.ceil(wanted * (1 - self.contention) / (1 - wanted * self.contention)) + 1)
        else:
            return None
        most = min(most, _MOST)
        if self.gain(most) < wanted:
            return None
        return 1 + bisect.bisect_left(range(1, most + 1), wanted, key=self.gain)
