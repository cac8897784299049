"""Availability of parts -> availability of what is made of them, downtime and error budgets.

Everything between is computed in unavailability ("down"), the share of time out of service: 1 - 1e-18 is no
floating-point number, but 1e-18 is, and fault trees are computed so. Parts fail independently unless a common
cause is given. Formulas as in M. Rausand, A. Hoyland, "System Reliability Theory", 2nd ed. 2004, chapters 4,
6 and 9.
"""

import math
from collections.abc import Callable, Iterable

_FAR = 40
"""Standard deviations from the mean beyond which nothing is left that a float could hold."""
_NOTHING = 1e-18
"""A term of a sum that is this small a part of it changes no digit."""
_MOST_FOR_COMB = 1000
"""Up to here binomial coefficients fit a floating-point number."""


def down_from(mtbf: float, mttr: float) -> float:
    """Return the unavailability of a part that fails and is repaired: MTTR / (MTBF + MTTR).

    Args:
        mtbf: Mean time from a repair to the next failure, in seconds; above 0.
        mttr: Mean time to detect and repair, in seconds.
    """
    return mttr / (mtbf + mttr)


def mttr_allowed(availability: float, mtbf: float) -> float:
    """Return the longest mean time to repair (s) that still gives an availability: MTBF (1 - A) / A."""
    return mtbf * (1 - availability) / availability


def in_series(downs: Iterable[float]) -> float:
    """Return the unavailability of a whole that needs every part: 1 - product of (1 - down)."""
    parts = list(downs)
    if any(down >= 1 for down in parts):
        return 1.0
    return parts[0] if len(parts) == 1 else -math.expm1(math.fsum(math.log1p(-down) for down in parts)) or 0.0


def in_parallel(downs: Iterable[float]) -> float:
    """Return the unavailability of a whole that needs any one of its parts: product of down."""
    return math.prod(downs)


def k_of_n(needed: int, replicas: int, down: float) -> float:
    """Return the unavailability of equal replicas of which ``needed`` must be up.

    The sum over i < k of C(n, i) (1 - down)^i down^(n - i).

    Raises:
        ValueError: More are needed than there are, or none is.
    """
    if not 1 <= needed <= replicas:
        raise ValueError(f"{needed} of {replicas} replicas cannot be needed")
    if down <= 0:
        return 0.0
    if down >= 1:
        return 1.0
    if needed == replicas:
        return down if replicas == 1 else -math.expm1(replicas * math.log1p(-down))
    mean, spread = replicas * (1 - down), math.sqrt(replicas * (1 - down) * down)
    if needed - 1 > mean + _FAR * (spread + 1):
        return 1.0
    terms: list[float] = []
    total = 0.0
    for up in range(needed - 1, -1, -1):
        terms.append(_binomial(replicas, up, down))
        total += terms[-1]
        if up < mean and terms[-1] <= total * _NOTHING:
            break  # from here on each is smaller than the one before
    return min(1.0, math.fsum(terms))


def with_common_cause(down: float, beta: float, group: Callable[[float], float]) -> float:
    """Return the unavailability of redundant replicas of which some failures take all at once (beta factor).

    Args:
        down: Unavailability of one replica.
        beta: Share of its failures that hit all replicas together.
        group: From the unavailability of one replica to that of the group, for independent failures.
    """
    return in_series([beta * down, group((1 - beta) * down)])


def active_passive(needed: int, replicas: int, down: float, switching: float) -> float:
    """Return the unavailability of active replicas with standbys that take over.

    Either too few are left, or a failure of an active one is being switched: k of n, plus the time of
    switching for each active one. Never worse than the active ones without a standby, for a repair that is
    faster than the switch ends the outage first.

    Args:
        needed: Active replicas.
        replicas: All of them, standbys included.
        down: Unavailability of one.
        switching: ``switching_share`` of one active replica.
    """
    return min(k_of_n(needed, replicas, down) + needed * switching, k_of_n(needed, needed, down))


def switching_share(failover: float, mtbf: float, mttr: float) -> float:
    """Return the share of time that is spent on switching over: failover / (MTBF + MTTR), all in seconds."""
    return failover / (mtbf + mttr)


def downtime(down: float, period: float) -> float:
    """Return the expected time out of service within a period, in the unit of the period."""
    return down * period


def nines(down: float) -> float:
    """Return how many nines an availability has, as a real number: 99.9 % has 3, 99.95 % has 3.3."""
    return -math.log10(down) if down > 0 else math.inf


def error_budget(target: float, amount: float) -> float:
    """Return what a target leaves to fail out of an amount of time or requests: (1 - target) x amount.

    Rounded to 15 digits, for 1 - 0.999 is not 0.001 in floating point.
    """
    return round(1 - target, 15) * amount


def budget_used(target: float, down: float) -> float:
    """Return the share of an error budget that an unavailability uses up; above 1 the target is missed.

    A target of 100 % has no budget: the share is infinite, or 0 where nothing is ever down.
    """
    budget = error_budget(target, 1.0)
    if budget > 0:
        return down / budget
    return math.inf if down > 0 else 0.0


def _binomial(replicas: int, up: int, down: float) -> float:
    """The probability that exactly ``up`` of the replicas are up."""
    failed = replicas - up
    if replicas <= _MOST_FOR_COMB:
        return math.comb(replicas, up) * (1 - down) ** up * down**failed
    ways = math.lgamma(replicas + 1) - math.lgamma(up + 1) - math.lgamma(failed + 1)
    return math.exp(ways + up * math.log1p(-down) + failed * math.log(down))
