"""A workspace with all that computes about it: what a metric's file asks for its numbers."""

from functools import cached_property

from archkit.evaluate.availability import FaultTree
from archkit.evaluate.figures import Figures
from archkit.evaluate.flow import Interaction
from archkit.evaluate.formulas.distributions import Distribution
from archkit.evaluate.formulas.percentiles import TOLERANCE, Estimate, mean, percentile
from archkit.evaluate.latency import COARSE, NEVER, Clockwork, Question
from archkit.evaluate.load import Design, Stated, Stations, Traffic
from archkit.evaluate.network import Network
from archkit.evaluate.result import HEADROOM, NotComputableError, Target
from archkit.model import Dimension, UseCase

_CLOSE = 2 * TOLERANCE
"""Bounds that lie so close around a percentile, as a share of it, are good enough."""


def _is_far(target: Target, estimate: Estimate) -> bool:
    """Tell whether a target is met with headroom, or missed, wherever within its error a value lies."""
    low, high = estimate.value - estimate.error, estimate.value + estimate.error
    return target.at_most and (high <= HEADROOM * target.value or low > target.value)


class Bench:
    """Flows, load, network, queues and fault trees of one set of figures."""

    def __init__(
        self, figures: Figures, design: Design, *, thorough: bool = False, bounded: bool = False
    ) -> None:
        """Put the parts together.

        Args:
            figures: The numbers.
            design: The flows.
            thorough: Whether every percentile is computed finely; else only those near their target, and the others
                with a larger stated error.
            bounded: Whether an upper bound within a target will do for the time, and nobody reads how it is derived:
                for who asks what fails.
        """
        self.figures = figures
        self.design = design
        self.thorough = thorough
        self.bounded = bounded
        self.traffic = Traffic(figures, design)
        self.stations = Stations(self.traffic)
        self.network = Network(figures)
        self.clockwork = Clockwork(self.stations, self.network)
        self.faults = FaultTree(self.stations)

    @cached_property
    def must_flows(self) -> tuple[str, ...]:
        """Use cases that the whole system stands for: those of priority must, or all where none is."""
        flows = sorted(self.design.flows)
        must = tuple(key for key in flows if self.design.use_cases[key].priority == "must")
        return must or tuple(flows)

    def flows_of(self, target: Target) -> tuple[str, ...]:
        """Return the flows that a target is about.

        Raises:
            NotComputableError: It is about nothing that has a flow.
        """
        if target.of.kind == "system":
            return self.must_flows
        if target.of.kind == UseCase.KIND and target.of.id in self.design.flows:
            return (target.of.id,)
        raise NotComputableError(f"{target.measure.metric} of {target.of} has no flow to be computed along")

    def stated_load(self, target: Target, flow: str) -> Stated | None:
        """Return the rate at which a measure wants a flow to be judged."""
        load = target.measure.load
        if load is None:
            return None
        if load.dimension is not Dimension.RATE:
            self.figures.lacks_at(
                target.place,
                f"{target.owner.ref}.measure",
                f"'at {load.text}' as a rate: how often {target.measure.load_noun or 'they'} call is not stated",
            )
            return None
        return Stated(flow, load, target.place, target.owner)

    def time(
        self, target: Target, use_case: UseCase, interaction: Interaction, start: str, question: Question
    ) -> tuple[Distribution, Estimate | None]:
        """Return the response time of an interaction, and what a target asks of it.

        Raises:
            OverloadedError: Something on the way gets more than it can serve.
        """
        if target.measure.percentile not in {"max", "mean"}:
            simple = self.clockwork.time(use_case, interaction, start, question._replace(first_try=True))
            retried = self.clockwork.retried(use_case, interaction.nodes) * self.traffic.items(use_case)
            if self.bounded and (most := self._at_most(target, simple, retried)) is not None:
                return simple, Estimate(most)
            if not self.thorough:
                rough = self._between(target, simple, retried, COARSE)
                if rough is not None and _is_far(target, rough):
                    return simple, rough
            close = self._between(target, simple, retried, TOLERANCE)
            if close is not None and close.error <= (TOLERANCE if self.thorough else _CLOSE) * close.value:
                return simple, close
        found = self.clockwork.time(use_case, interaction, start, question)
        return found, self.statistic(target, found)

    def _at_most(self, target: Target, distribution: Distribution, retried: float) -> float | None:
        """Return a time within the target that no more runs exceed than it allows; None where none is found quickly.

        ``retried`` of the runs are left out of the distribution, so as many fewer may exceed the time.
        """
        allowed = 1 - self.rank(target) - retried
        if not target.at_most or allowed <= NEVER:
            return None
        most = distribution.beyond(allowed)
        if not target.reached_by(most):
            rough = percentile(distribution, 1 - allowed, COARSE)
            most = rough.value + rough.error
        return most if target.reached_by(most) else None

    def _between(
        self, target: Target, distribution: Distribution, retried: float, tolerance: float
    ) -> Estimate | None:
        """Return a percentile between bounds, from a distribution that leaves retries after errors out.

        It is right for all runs but a share ``retried``, so the percentile of all runs lies between its own ones at
        ``rank`` and at ``rank + retried``. None where that is no bound worth looking at.
        """
        rank = self.rank(target)
        if rank + retried > 1 - (1 - rank) / 10:
            return None
        low = percentile(distribution, rank, tolerance)
        high = percentile(distribution, rank + retried, tolerance) if retried > NEVER else low
        bottom, top = low.value - low.error, high.value + high.error
        value = (low.value + high.value) / 2
        return Estimate(value, max(top - value, value - bottom))

    def statistic(self, target: Target, distribution: Distribution) -> Estimate | None:
        """Return the percentile, mean or maximum that a target asks for, in seconds; None for an endless one."""
        wanted = target.measure.percentile
        if wanted == "max":
            longest = distribution.longest
            return Estimate(longest) if longest < float("inf") else None
        if wanted == "mean":
            return mean(distribution, TOLERANCE)
        return percentile(distribution, self.rank(target), TOLERANCE)

    def rank(self, target: Target) -> float:
        """Return the percentile of a target as a share; 0.95 where it names none."""
        wanted = target.measure.percentile
        if isinstance(wanted, float | int):
            return float(wanted) / 100
        if wanted is None:
            self.figures.assume("the measure names no percentile, so p95 is judged")
        return 0.95
