"""Arrival and service rates -> utilisation, waiting and response times of a queue with several servers.

Rates are per second and durations in seconds. The model is M/M/c: independent (Poisson) arrivals, exponential
service, ``servers`` equal servers, one unlimited queue, first come first served. Formulas as in D. Gross,
C. Harris, "Fundamentals of Queueing Theory", 4th ed. 2008, chapter 2.
"""

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache


@lru_cache(maxsize=512)
def erlang_b(servers: int, offered: float) -> float:
    """Return the share of arrivals that find every server busy and are turned away (Erlang B, M/M/c/c).

    The recursion B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)) never overflows, unlike the sum of powers over
    factorials (A. K. Erlang, 1917; the recursion in Gross and Harris, section 2.4).

    Args:
        servers: Number of servers, 1 or more.
        offered: Offered load in erlangs: arrival rate over the service rate of one server.

    Raises:
        ValueError: There is no server, or the load is negative.
    """
    if servers < 1 or offered < 0:
        raise ValueError(f"Erlang B needs a server and a load of 0 or more, not {servers} and {offered}")
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = offered * blocked / (k + offered * blocked)
        if not blocked:
            break  # of so many servers one is always free, as far as a float can tell
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """Return the share of arrivals that have to wait (Erlang C, M/M/c): C = B / (1 - rho (1 - B)).

    Args:
        servers: Number of servers, 1 or more.
        offered: Offered load in erlangs. From ``servers`` on everybody waits: 1.

    Raises:
        ValueError: There is no server, or the load is negative.
    """
    if servers <= offered:
        return 1.0
    blocked = erlang_b(servers, offered)
    return blocked / (1 - offered / servers * (1 - blocked))


@dataclass(frozen=True)
class Queue:
    """An M/M/c queue in its steady state. Durations are infinite where there is no steady state.

    Raises:
        ValueError: A rate is negative or zero where it cannot be, or there is no server.
    """

    arrivals: float
    """Arrivals per second (lambda)."""
    service_rate: float
    """What one server completes per second (mu)."""
    servers: int = 1
    """Number of servers (c)."""

    def __post_init__(self) -> None:
        if self.arrivals < 0 or self.service_rate <= 0 or self.servers < 1:
            raise ValueError(f"not a queue: {self}")

    @property
    def offered(self) -> float:
        """Offered load in erlangs: lambda / mu."""
        return self.arrivals / self.service_rate

    @property
    def utilisation(self) -> float:
        """Share of the servers' time in use, rho = lambda / (c mu); from 1 on the load cannot be served."""
        return self.arrivals / (self.servers * self.service_rate)

    @property
    def stable(self) -> bool:
        """Whether the servers keep up: utilisation below 1."""
        return self.spare_rate > 0

    @property
    def spare_rate(self) -> float:
        """What the servers could complete beyond the arrivals, per second: c mu - lambda."""
        return self.servers * self.service_rate - self.arrivals

    @cached_property
    def waiting_probability(self) -> float:
        """Share of arrivals that wait, by Erlang C."""
        return erlang_c(self.servers, self.offered)

    @property
    def mean_wait(self) -> float:
        """Mean time in the queue, those who do not wait included: C / (c mu - lambda)."""
        return self.waiting_probability / self.spare_rate if self.stable else math.inf

    @property
    def mean_response(self) -> float:
        """Mean time in queue and service: mean wait + 1 / mu."""
        return self.mean_wait + 1 / self.service_rate

    @property
    def mean_waiting(self) -> float:
        """Mean number in the queue, by Little's law."""
        return little(self.arrivals, self.mean_wait)

    @property
    def mean_present(self) -> float:
        """Mean number in queue and service, by Little's law."""
        return little(self.arrivals, self.mean_response)

    def wait_exceeds(self, duration: float) -> float:
        """Return the share of arrivals that wait longer than ``duration``: C e^(-(c mu - lambda) t)."""
        if not self.stable:
            return 1.0
        return self.waiting_probability * math.exp(-self.spare_rate * duration)

    def wait_exceeded_by(self, share: float) -> float:
        """Return the wait that only ``share`` (above 0) of arrivals exceed: ln(C / share) / (c mu - lambda).

        The p-th percentile of waiting is ``wait_exceeded_by(1 - p)``.
        """
        if not self.stable:
            return math.inf
        waiting = self.waiting_probability
        return math.log(waiting / share) / self.spare_rate if waiting > share else 0.0

    def response_exceeds(self, duration: float) -> float:
        """Return the share of arrivals that spend more than ``duration`` in queue and service.

        Waiting is 0 or exponential with rate c mu - lambda, service exponential with rate mu; with d = c mu -
        lambda - mu: P(T > t) = e^(-mu t) (1 + C mu (1 - e^(-d t)) / d), and 1 + C mu t where d is 0. For one
        server that is e^(-(mu - lambda) t).
        """
        if not self.stable:
            return 1.0
        surplus = self.spare_rate - self.service_rate
        rate, elapsed = self.service_rate, surplus * duration
        if abs(elapsed) < 1e-9:
            longer = rate * duration
        elif elapsed > -1:
            longer = -rate * math.expm1(-elapsed) / surplus
        else:
            # Written out, for expm1 overflows where the slower of the two exponentials decides.
            slow, fast = math.exp(-self.spare_rate * duration), math.exp(-rate * duration)
            return fast + self.waiting_probability * rate * (fast - slow) / surplus
        return math.exp(-rate * duration) * (1 + self.waiting_probability * longer)


def little(arrivals: float, duration: float) -> float:
    """Return how many are present on average: L = lambda W (J. D. C. Little, Operations Research 9, 1961).

    Args:
        arrivals: Arrivals per second.
        duration: Mean time that each stays, in seconds.
    """
    return arrivals * duration if arrivals else 0.0


def drain_time(backlog: float, rate: float, arrivals: float = 0.0) -> float:
    """Return the seconds until a backlog is worked off: backlog / (rate - arrivals); infinite if never.

    Args:
        backlog: How much is waiting, in items.
        rate: Items per second that are worked off.
        arrivals: Items per second that still arrive.
    """
    if not backlog:
        return 0.0
    return backlog / (rate - arrivals) if rate > arrivals else math.inf
