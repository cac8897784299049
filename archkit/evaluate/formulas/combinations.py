"""Distributions of single durations -> the distribution of a flow that is made of them.

A flow is a tree: steps one after another, parallel branches, alternatives by probability, repetitions, and
calls with time-outs and retries. Draws are independent. A node keeps a closed form as long as its parts allow
one; the sum of two random durations never does and goes through a lattice (``lattice.py``).
"""

import functools
import heapq
import math
from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from archkit.evaluate.formulas import lattice as grid
from archkit.evaluate.formulas.distributions import Constant, Distribution
from archkit.evaluate.formulas.lattice import Lattice, Resolution, from_closed_form

T = TypeVar("T")


class _Combination(Distribution):
    """A distribution made of others: through its closed form if it has one, else composed on a lattice."""

    def lattice(self, resolution: Resolution) -> Lattice:
        """Cut the closed form into cells, or compose the lattices of the parts."""
        cdf = self.closed_form
        if cdf is None:
            return self._composed(resolution)
        return from_closed_form(cdf, self.beyond(resolution.tail), resolution)

    @abstractmethod
    def _composed(self, resolution: Resolution) -> Lattice:
        """Compose the lattices of the parts."""


@dataclass(frozen=True, slots=True)
class Sum(_Combination):
    """Durations one after another; build it with ``in_sequence``, which gathers what is constant."""

    terms: tuple[Distribution, ...]
    """At least one, and none of them constant."""
    constant: float = 0.0

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """That of a single term, shifted; the sum of several has none."""
        cdf = self.terms[0].closed_form if len(self.terms) == 1 else None
        if cdf is None:
            return None
        return lambda duration: cdf(duration - self.constant) if duration >= self.constant else 0.0

    @property
    def mean(self) -> float | None:
        """Means add up."""
        means = _known(term.mean for term in self.terms)
        return None if means is None else self.constant + math.fsum(means)

    @property
    def longest(self) -> float:
        """Bounds add up."""
        return self.constant + sum(term.longest for term in self.terms)

    def beyond(self, share: float) -> float:
        """The sum can exceed the sum of the parts' bounds only if one part exceeds its own."""
        return self.constant + math.fsum(term.beyond(share / len(self.terms)) for term in self.terms)

    def _composed(self, resolution: Resolution) -> Lattice:
        limit = resolution.limit - self.constant
        each = resolution._replace(limit=limit, tail=resolution.tail / len(self.terms))
        # Finest first: a coarse lattice makes everything that joins it coarse.
        heap = [(part.step, k, part) for k, part in enumerate(term.lattice(each) for term in self.terms)]
        heapq.heapify(heap)
        while len(heap) > 1:
            _, _, left = heapq.heappop(heap)
            _, order, right = heapq.heappop(heap)
            joined = grid.summed(left, right, each)
            heapq.heappush(heap, (joined.step, order, joined))
        return grid.shifted(heap[0][2], self.constant)


@dataclass(frozen=True, slots=True)
class Repeated(_Combination):
    """The same duration drawn anew ``times`` times, one after another."""

    term: Distribution
    times: int

    def __post_init__(self) -> None:
        if self.times < 1:
            raise ValueError(f"a duration is repeated once or more, not {self.times} times")

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """That of the term, if it is drawn once."""
        return self.term.closed_form if self.times == 1 else None

    @property
    def mean(self) -> float | None:
        """Times the mean."""
        return None if self.term.mean is None else self.times * self.term.mean

    @property
    def longest(self) -> float:
        """Times the bound."""
        return self.times * self.term.longest

    def beyond(self, share: float) -> float:
        """As for a sum of as many terms."""
        return self.times * self.term.beyond(share / self.times)

    def _composed(self, resolution: Resolution) -> Lattice:
        # Doubling gives the lattices of 1, 2, 4, 8 ... draws; the binary digits of ``times`` say which add up
        # to it. What the first levels hide is repeated by all later ones, so these are drawn finer.
        each = resolution._replace(tail=resolution.tail / self.times)
        parts: list[Lattice] = []
        power = self.term.lattice(self._finer(each, level=0))
        for level in range(self.times.bit_length()):
            if level:
                power = grid.summed(power, power, self._finer(each, level))
            if self.times >> level & 1:
                parts.append(power)
        return functools.reduce(lambda left, right: grid.summed(left, right, each), parts)

    def _finer(self, resolution: Resolution, level: int) -> Resolution:
        return resolution._replace(cells=resolution.cells * max(1, min(8, self.times) >> level))


@dataclass(frozen=True, slots=True)
class Slowest(_Combination):
    """Parallel branches of which all are needed; each may stand for ``times`` equal calls (fan-out).

    The maximum of many has the tail of each for its middle: J. Dean, L. A. Barroso, "The Tail at Scale",
    Communications of the ACM 56, 2013.
    """

    branches: tuple[Distribution, ...]
    times: int = 1

    def __post_init__(self) -> None:
        if not self.branches or self.times < 1:
            raise ValueError(f"nothing runs in parallel: {self}")

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """The product of the branches' distribution functions."""
        forms = _known(branch.closed_form for branch in self.branches)
        if forms is None:
            return None
        return lambda duration: math.prod(cdf(duration) for cdf in forms) ** self.times

    @property
    def mean(self) -> float | None:
        """That of a single branch; the mean of a maximum has no closed form."""
        return self.branches[0].mean if len(self.branches) == self.times == 1 else None

    @property
    def longest(self) -> float:
        """The largest bound."""
        return max(branch.longest for branch in self.branches)

    def beyond(self, share: float) -> float:
        """The slowest exceeds the largest bound only if one branch exceeds its own."""
        each = share / (len(self.branches) * self.times)
        return max(branch.beyond(each) for branch in self.branches)

    def _composed(self, resolution: Resolution) -> Lattice:
        each = resolution._replace(tail=resolution.tail / (len(self.branches) * self.times))
        return grid.slowest([branch.lattice(each) for branch in self.branches], self.times, resolution)


@dataclass(frozen=True, slots=True)
class Choice(_Combination):
    """One of several durations, each with its probability: branches of a flow, or a cache."""

    branches: tuple[tuple[float, Distribution], ...]

    def __post_init__(self) -> None:
        weights = [weight for weight, _ in self.branches]
        if not weights or min(weights) < 0 or not math.isclose(math.fsum(weights), 1, rel_tol=1e-9):
            raise ValueError(f"the probabilities of a choice add up to 1, not to {math.fsum(weights)}")

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """The weighted mean of the branches' distribution functions."""
        forms = _known(branch.closed_form for _, branch in self.branches)
        if forms is None:
            return None
        weighted = [(weight, cdf) for (weight, _), cdf in zip(self.branches, forms, strict=True)]
        return lambda duration: math.fsum(weight * cdf(duration) for weight, cdf in weighted)

    @property
    def mean(self) -> float | None:
        """The weighted mean of the means."""
        means = _known(branch.mean for _, branch in self.branches)
        if means is None:
            return None
        return math.fsum(weight * mean for (weight, _), mean in zip(self.branches, means, strict=True))

    @property
    def longest(self) -> float:
        """The largest bound among the branches that are ever taken."""
        return max(branch.longest for weight, branch in self.branches if weight > 0)

    def beyond(self, share: float) -> float:
        """A branch that is taken in less than a share of the runs may take as long as it likes."""
        likely = [(weight, branch) for weight, branch in self.branches if weight > 0]
        return max(branch.beyond(min(1.0, share / (len(likely) * weight))) for weight, branch in likely)

    def _composed(self, resolution: Resolution) -> Lattice:
        parts = [(weight, branch.lattice(resolution)) for weight, branch in self.branches if weight > 0]
        return grid.mixed(parts, resolution)


@dataclass(frozen=True, slots=True)
class Capped(_Combination):
    """A call whose caller goes on after ``at`` seconds: the shorter of the two."""

    call: Distribution
    at: float

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """That of the call, and 1 from the cap on."""
        cdf = self.call.closed_form
        return None if cdf is None else lambda duration: cdf(duration) if duration < self.at else 1.0

    @property
    def mean(self) -> float | None:
        """That of the call if it never reaches the cap."""
        return self.call.mean if self.call.longest <= self.at else None

    @property
    def longest(self) -> float:
        """The cap, or less."""
        return min(self.call.longest, self.at)

    def beyond(self, share: float) -> float:
        """The cap, or less."""
        return min(self.call.beyond(share), self.at)

    def _composed(self, resolution: Resolution) -> Lattice:
        return Attempts(self.call, timeout=self.at).lattice(resolution)


@dataclass(frozen=True, slots=True)
class Attempts(_Combination):
    """A call that is tried again: after ``timeout`` seconds, or after an error that comes with the answer.

    An attempt beyond the time-out costs the time-out; an error costs as long as an answer does. The runs that
    fail in the end count with the time that they took.
    """

    call: Distribution
    timeout: float = math.inf
    """Seconds, for each attempt."""
    delays: tuple[float, ...] = ()
    """Seconds before each further attempt: one for each retry."""
    error_rate: float = 0.0
    """Share of attempts that end in an error, each by itself."""

    def __post_init__(self) -> None:
        if self.timeout <= 0 or not 0 <= self.error_rate <= 1 or min(self.delays, default=0) < 0:
            raise ValueError(f"not a way to call: {self}")

    @property
    def closed_form(self) -> Callable[[float], float] | None:
        """Known while errors cannot stretch a call by a random time."""
        cdf = self.call.closed_form
        if cdf is None or (self.error_rate and self.delays):
            return None
        late = 1 - cdf(self.timeout)

        def within(duration: float) -> float:
            total, reached = 0.0, 1.0
            for delay in (*self.delays, None):
                if duration < 0:
                    break
                if delay is None:
                    return total + reached * (cdf(duration) if duration < self.timeout else 1.0)
                total += reached * cdf(min(duration, self.timeout))
                reached *= late
                duration -= self.timeout + delay
            return total

        return within

    @property
    def mean(self) -> float | None:
        """That of the call if a single attempt always suffices."""
        once = self.call.longest <= self.timeout and not (self.error_rate and self.delays)
        return self.call.mean if once else None

    @property
    def longest(self) -> float:
        """Every attempt as long as it can be, and every delay."""
        if self.call.longest <= self.timeout and not self.error_rate:
            return self.call.longest
        return (len(self.delays) + 1) * min(self.call.longest, self.timeout) + sum(self.delays)

    def beyond(self, share: float) -> float:
        """Each attempt at its own bound, and every delay; or fewer of both, where hardly a run needs more."""
        attempts = len(self.delays) + 1
        bound = attempts * min(self.call.beyond(share / attempts), self.timeout) + sum(self.delays)
        few = self._followed(0.0, share / 2)
        each = self.call.beyond(share / 2 / (len(few) + 1))
        return min(bound, (len(few) + 1) * each + sum(few)) if each <= self.timeout else bound

    def _composed(self, resolution: Resolution) -> Lattice:
        late = over = undecided = 0.0
        if self.timeout >= min(resolution.limit, self.call.longest):
            answered = call = self.call.lattice(resolution)
        else:
            # A closed form is cut at the time-out exactly; of anything else a cell may straddle it, or lie on
            # it.
            exact = self.call.closed_form is not None
            limit = self.timeout if exact else min(resolution.limit, 1.001 * self.timeout)
            call = grid.until(self.call.lattice(resolution._replace(limit=limit)), self.timeout)
            answered, undecided = (call, 0.0) if exact else grid.divided(call, self.timeout)
            late = max(0.0, 1 - math.fsum(answered.masses))
            over = max(0.0, 1 - math.fsum(call.masses))
        # After the last attempt it makes no difference on which side of the time-out a run ends.
        whole = grid.mixed([(1.0, call), (over, grid.point(self.timeout))], resolution) if over else call
        delays = self._followed(late + undecided, resolution.tail)
        if len(delays) < len(self.delays):
            whole = whole._replace(doubt=1.0)
        for delay in reversed(delays):
            again = grid.shifted(whole, delay)
            parts = [(1 - self.error_rate, answered)]
            if self.error_rate:
                parts.append((self.error_rate, grid.summed(answered, again, resolution)))
            if late:
                parts.append((late, grid.shifted(again, self.timeout)))
            whole = grid.mixed(parts, resolution)
            whole = whole._replace(doubt=whole.doubt + undecided)
        return whole

    def _followed(self, late: float, share: float) -> tuple[float, ...]:
        """Return the delays before which more than a share of the runs wait; what comes after them is in doubt."""
        again = self.error_rate + (1 - self.error_rate) * late
        if not 0 < again < 1:
            return self.delays
        return self.delays[: max(1, math.ceil(math.log(share) / math.log(again)))]


def in_sequence(*terms: Distribution) -> Distribution:
    """Return the distribution of durations one after another, constants gathered and sums flattened."""
    constant, random = 0.0, list[Distribution]()
    for term in terms:
        if isinstance(term, Constant):
            constant += term.seconds
        elif isinstance(term, Sum):
            constant += term.constant
            random.extend(term.terms)
        else:
            random.append(term)
    if not random:
        return Constant(constant)
    return random[0] if len(random) == 1 and not constant else Sum(tuple(random), constant)


def cached(call: Distribution, hit_rate: float, hit: Distribution) -> Distribution:
    """Return the distribution of a call that a cache answers in ``hit`` for a share ``hit_rate`` of the runs."""
    return Choice(((hit_rate, hit), (1 - hit_rate, call)))


def _known(values: Iterable[T | None]) -> list[T] | None:
    """The values, or None if one of them is missing."""
    known: list[T] = []
    for value in values:
        if value is None:
            return None
        known.append(value)
    return known
