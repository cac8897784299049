"""How a caller tries again -> its delays, what still fails, and the load that retries add."""

from collections.abc import Callable, Mapping

_LONGEST_POWER = 900
"""Doublings after which a delay is for ever, whatever it began with; a float holds no more than 1023."""
_MANY = 64
"""Attempts from which on their mean is computed by the formula of the geometric sum, not term by term."""
_BACKOFF: Mapping[str, Callable[[float, int], float]] = {
    "fixed": lambda first, _: first,
    "incremental": lambda first, retry: first * retry,
    "exponential": lambda first, retry: first * 2.0 ** min(retry - 1, _LONGEST_POWER),
}


def backoff_delays(kind: str, first: float, retries: int) -> tuple[float, ...]:
    """Return the delay in seconds before each retry, without jitter.

    Args:
        kind: ``fixed`` (d, d, d), ``incremental`` (d, 2d, 3d) or ``exponential`` (d, 2d, 4d).
        first: The first delay d in seconds.
        retries: How many retries follow the first attempt.

    Raises:
        ValueError: The kind is none of these.
    """
    if kind not in _BACKOFF:
        raise ValueError(f"backoff is one of {', '.join(_BACKOFF)}, not {kind}")
    return tuple(_BACKOFF[kind](first, retry) for retry in range(1, retries + 1))


def failure_after(attempts: int, failure: float) -> float:
    """Return the share of calls that fail in every attempt, each failing by itself: failure ^ attempts."""
    return failure**attempts


def expected_attempts(attempts: int, failure: float) -> float:
    """Return the mean number of attempts a call makes: 1 + f + f^2 + ... up to ``attempts`` terms.

    It multiplies the load on the callee: at a failure rate of 1, three attempts are three times the load.
    """
    if attempts > _MANY and failure < 1:
        return (1 - failure**attempts) / (1 - failure)
    return sum(failure**earlier for earlier in range(attempts))
