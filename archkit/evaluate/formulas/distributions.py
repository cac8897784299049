"""What is known of one duration -> a distribution that can be asked and composed.

A duration is the work of a component, a wait in its queue or a network round trip, in seconds. Each
distribution here has a closed form; ``combinations.py`` builds flows from them, ``percentiles.py`` asks them.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from archkit.evaluate.formulas.lattice import Lattice, Resolution, from_closed_form, point
from archkit.evaluate.formulas.queueing import Queue

_STANDARD = NormalDist()
_Z99 = _STANDARD.inv_cdf(0.99)
"""2.3263...: how many sigmas the 99th percentile of a normal distribution lies above its median."""


class Distribution(ABC):
    """The distribution of a random duration of 0 seconds or more."""

    @property
    @abstractmethod
    def closed_form(self) -> Callable[[float], float] | None:
        """The exact distribution function, the share of runs that end within a duration; None if unknown."""

    @property
    @abstractmethod
    def mean(self) -> float | None:
        """The exact mean in seconds; None where only the lattice knows it."""

    @property
    @abstractmethod
    def longest(self) -> float:
        """The least bound that no run exceeds, in seconds; ``math.inf`` where there is none."""

    @abstractmethod
    def beyond(self, share: float) -> float:
        """Return a duration (s) that at most ``share`` (above 0) of runs exceed; need not be the least."""

    @abstractmethod
    def lattice(self, resolution: Resolution) -> Lattice:
        """Return the masses of this duration on a lattice, with bounds on what the lattice hides."""


class _Primitive(Distribution):
    """A distribution given by its distribution function."""

    @property
    @abstractmethod
    def closed_form(self) -> Callable[[float], float]:
        """The distribution function itself."""

    @property
    def longest(self) -> float:
        """Unbounded, unless a subclass knows better."""
        return math.inf

    def lattice(self, resolution: Resolution) -> Lattice:
        """Cut the distribution function into cells."""
        return from_closed_form(self.closed_form, self.beyond(resolution.tail), resolution)


@dataclass(frozen=True, slots=True)
class Constant(_Primitive):
    """A duration that never varies."""

    seconds: float

    def __post_init__(self) -> None:
        if not 0 <= self.seconds < math.inf:
            raise ValueError(f"a constant duration is 0 or more and finite, not {self.seconds}")

    @property
    def closed_form(self) -> Callable[[float], float]:
        """A step from 0 to 1."""
        return lambda duration: 1.0 if duration >= self.seconds else 0.0

    @property
    def mean(self) -> float:
        """The duration itself."""
        return self.seconds

    @property
    def longest(self) -> float:
        """The duration itself."""
        return self.seconds

    def beyond(self, share: float) -> float:  # noqa: ARG002 - no run exceeds it, whatever the share
        """The duration itself."""
        return self.seconds

    def lattice(self, resolution: Resolution) -> Lattice:
        """One point, or nothing where the limit is passed."""
        lattice = point(self.seconds)
        return lattice if self.seconds <= resolution.limit else lattice._replace(masses=(0.0,))


@dataclass(frozen=True, slots=True)
class Lognormal(_Primitive):
    """A duration whose logarithm is normal: the usual shape of service times, with a long tail.

    N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous Univariate Distributions" 1, 1994, chapter 14.
    """

    median: float
    """The 50th percentile in seconds."""
    sigma: float
    """Standard deviation of the natural logarithm."""

    def __post_init__(self) -> None:
        if not (0 < self.median < math.inf and 0 < self.sigma < math.inf):
            raise ValueError(f"a lognormal needs a median and a sigma above 0: {self}")

    @property
    def closed_form(self) -> Callable[[float], float]:
        """Phi(ln(t / median) / sigma)."""
        erfc, log = math.erfc, math.log
        centre, scale = log(self.median), 1 / (self.sigma * math.sqrt(2))
        return lambda duration: 0.5 * erfc((centre - log(duration)) * scale) if duration > 0 else 0.0

    @property
    def mean(self) -> float:
        """Median times e^(sigma^2 / 2)."""
        return self.median * math.exp(self.sigma**2 / 2)

    def beyond(self, share: float) -> float:
        """Median times e^(sigma z), exact."""
        return self.median * math.exp(-self.sigma * _STANDARD.inv_cdf(share)) if share < 1 else 0.0


@dataclass(frozen=True, slots=True)
class Exponential(_Primitive):
    """A duration without memory: P(T > t) = e^(-t / mean)."""

    mean_seconds: float

    def __post_init__(self) -> None:
        if not 0 < self.mean_seconds < math.inf:
            raise ValueError(f"an exponential duration has a mean above 0, not {self.mean_seconds}")

    @property
    def closed_form(self) -> Callable[[float], float]:
        """1 - e^(-t / mean)."""
        return lambda duration: -math.expm1(-duration / self.mean_seconds) if duration > 0 else 0.0

    @property
    def mean(self) -> float:
        """As given."""
        return self.mean_seconds

    def beyond(self, share: float) -> float:
        """Mean times ln(1 / share), exact."""
        return -self.mean_seconds * math.log(share)


@dataclass(frozen=True, slots=True)
class Waiting(_Primitive):
    """The time in the queue of an M/M/c system: 0 for most, exponential for those who wait."""

    queue: Queue

    def __post_init__(self) -> None:
        _require_stable(self.queue)

    @property
    def closed_form(self) -> Callable[[float], float]:
        """1 - C e^(-(c mu - lambda) t)."""
        exp, waiting, rate = math.exp, self.queue.waiting_probability, self.queue.spare_rate
        return lambda duration: 1 - waiting * exp(-rate * duration)

    @property
    def mean(self) -> float:
        """C / (c mu - lambda)."""
        return self.queue.mean_wait

    @property
    def longest(self) -> float:
        """Unbounded as soon as anybody arrives."""
        return math.inf if self.queue.arrivals else 0.0

    def beyond(self, share: float) -> float:
        """ln(C / share) / (c mu - lambda), exact."""
        return self.queue.wait_exceeded_by(share)


@dataclass(frozen=True, slots=True)
class Sojourn(_Primitive):
    """The time in queue and service of an M/M/c system with exponential service of mean 1 / mu."""

    queue: Queue

    def __post_init__(self) -> None:
        _require_stable(self.queue)

    @property
    def closed_form(self) -> Callable[[float], float]:
        """1 - ``Queue.response_exceeds``."""
        return lambda duration: 1 - self.queue.response_exceeds(duration)

    @property
    def mean(self) -> float:
        """Mean wait + 1 / mu."""
        return self.queue.mean_response

    def beyond(self, share: float) -> float:
        """What half of the share waits longer for, plus what half is served longer than."""
        return self.queue.wait_exceeded_by(share / 2) - math.log(share / 2) / self.queue.service_rate


def lognormal_through(p50: float, p99: float) -> Distribution:
    """Return the lognormal through two percentiles; constant where they are equal.

    Args:
        p50: Median in seconds, above 0.
        p99: 99th percentile in seconds; sigma = ln(p99 / p50) / 2.3263.

    Raises:
        ValueError: The 99th percentile is below the median.
    """
    if p99 < p50:
        raise ValueError(f"a 99th percentile of {p99} s is below a median of {p50} s")
    return Constant(p50) if p99 == p50 else Lognormal(p50, math.log(p99 / p50) / _Z99)


def _require_stable(queue: Queue) -> None:
    if not queue.stable:
        raise ValueError(f"there is no distribution of waiting at a utilisation of {queue.utilisation:.0%}")
