"""A workspace with all that computes about it: what a metric's file asks for its numbers."""

from functools import cached_property

from archkit.evaluate.availability import FaultTree
from archkit.evaluate.figures import Figures
from archkit.evaluate.formulas.distributions import Distribution
from archkit.evaluate.formulas.percentiles import TOLERANCE, Estimate, mean, percentile
from archkit.evaluate.latency import COARSE, Clockwork
from archkit.evaluate.load import Design, Stated, Stations, Traffic
from archkit.evaluate.network import Network
from archkit.evaluate.result import NotComputableError, Target
from archkit.model import Dimension, UseCase


class Bench:
    """Flows, load, network, queues and fault trees of one set of figures."""

    def __init__(self, figures: Figures, design: Design, *, coarse: bool = False) -> None:
        """Put the parts together.

        Args:
            figures: The numbers.
            design: The flows.
            coarse: Whether percentiles need only be exact enough to tell on which side of a target they lie.
        """
        self.figures = figures
        self.design = design
        self.coarse = coarse
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

    def statistic(self, target: Target, distribution: Distribution) -> Estimate | None:
        """Return the percentile, mean or maximum that a target asks for, in seconds; None for an endless one."""
        wanted = target.measure.percentile
        if wanted == "max":
            longest = distribution.longest
            return Estimate(longest) if longest < float("inf") else None
        tolerance = COARSE if self.coarse else TOLERANCE
        if wanted == "mean":
            return mean(distribution, tolerance)
        share = self.rank(target)
        found = percentile(distribution, share, tolerance)
        if self.coarse and abs(found.value - target.value) <= found.error:
            return percentile(distribution, share, TOLERANCE)
        return found

    def rank(self, target: Target) -> float:
        """Return the percentile of a target as a share; 0.95 where it names none."""
        wanted = target.measure.percentile
        if isinstance(wanted, float | int):
            return float(wanted) / 100
        if wanted is None:
            self.figures.assume("the measure names no percentile, so p95 is judged")
        return 0.95
