"""Requirements become the measures that fail and the components that are full, without the work of an evaluation."""

from dataclasses import dataclass
from functools import cached_property

from archkit.catalog import Catalog
from archkit.evaluate.bench import Bench
from archkit.evaluate.components import state_of
from archkit.evaluate.figures import Figures
from archkit.evaluate.judging import judge_all
from archkit.evaluate.load import Design
from archkit.evaluate.result import ComponentState, Result
from archkit.model import Requirements


@dataclass(frozen=True, slots=True)
class Share:
    """What one flow has of the load of a component."""

    use_case: str
    calls_a_run: float
    runs: float
    """A second, at peak."""


def glance(requirements: Requirements, catalog: Catalog) -> "Glance":
    """Return what the numbers of a workspace say at a glance."""
    return Glance(Figures(requirements, catalog, tells_all=False))


class Glance:
    """What the numbers say at a glance, for who asks what fails: a tenth of the work of an ``Evaluation``.

    By how much a target is met is not told, so of verdicts ``met`` and ``at-risk`` mean the same here; the others stand.
    """

    def __init__(self, figures: Figures) -> None:
        """Name the numbers; nothing is computed yet."""
        self._bench = Bench(figures, Design(figures), bounded=True)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """What every measure comes to."""
        return tuple(judge_all(self._bench)[0])

    def busiest(self, component: str) -> Share | None:
        """Return the flow that calls a component most often at peak; None where none with a known load does."""
        traffic = self._bench.traffic
        shares = []
        for flow in traffic.design.callers.get(component, ()):
            calls, rate = traffic.calls(flow).get(component, 0.0), traffic.rate(flow, peak=True)
            if rate and calls:
                shares.append(Share(flow, calls, rate))
        return max(shares, key=lambda one: one.calls_a_run * one.runs, default=None)

    @cached_property
    def overloaded(self) -> tuple[ComponentState, ...]:
        """The components that get at least as much at peak as they can serve, by id."""
        bench = self._bench
        return tuple(state_of(bench, name, ()) for name in bench.stations.all if bench.stations.is_full(name))
