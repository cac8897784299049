"""A growing load becomes the point at which the system gives way: which component, and which target first."""

from collections.abc import Sequence
from dataclasses import dataclass

from archkit.evaluate.bench import Bench
from archkit.evaluate.judging import judge, reaches
from archkit.evaluate.result import Degradation, Result

_BY_LOAD = frozenset(
    {"response_time", "elapsed_time", "error_rate", "availability", "downtime", "added_latency"}
)
_LEAST, _CLOSE = 1e-3, 1.005
"""The least factor that is tried, and how close the two sides of the point have to be."""


@dataclass(slots=True)
class _Search:
    bench: Bench
    benches: dict[float, Bench]

    def at(self, factor: float) -> Bench:
        """Return the bench under a multiple of today's load."""
        if factor not in self.benches:
            figures = self.bench.figures
            self.benches[factor] = Bench(figures.changed(load=figures.load * factor), self.bench.design)
        return self.benches[factor]

    def holds(self, result: Result, factor: float) -> bool:
        """Tell whether a target is reached under a multiple of today's load."""
        found = judge(self.at(factor), result.target)
        return isinstance(found, Result) and reaches(result.target, found.answer)

    def fails_at(self, result: Result, low: float, high: float) -> float:
        """Return the least factor at which a target is missed that holds at ``low`` and fails at ``high``."""
        while high / low > _CLOSE:
            middle = (low * high) ** 0.5
            low, high = (middle, high) if self.holds(result, middle) else (low, middle)
        return high


def degrades_at(bench: Bench, results: Sequence[Result]) -> Degradation | None:
    """Return the least load at which a component is full or a target is missed.

    Targets that are missed at any load are left out: load does not decide them.

    Args:
        bench: The workspace under today's load, or under the load that is asked for.
        results: Its verdicts.
    """
    used = {
        name: found for name in bench.stations.all if (found := bench.stations.utilisation(name)) is not None
    }
    used = {name: found for name, found in used.items() if found > 0}
    if not used:
        return None
    fullest = max(sorted(used), key=lambda name: used[name])
    best = Degradation(1 / used[fullest], fullest, None)
    search = _Search(bench, {})
    for result in results:
        if result.target.measure.metric not in _BY_LOAD or result.answer.impossible:
            continue
        low = min(1.0, best.factor)
        if not (reaches(result.target, result.answer) and low == 1.0) and not search.holds(result, low):
            if not search.holds(result, _LEAST):
                continue
            low, high = _LEAST, low
        else:
            high = best.factor
            if high <= low or search.holds(result, high):
                continue
        factor = search.fails_at(result, low, high)
        if factor < best.factor or best.quality_attribute is None:
            component = _culprit(search.at(factor), result) or fullest
            best = Degradation(
                min(factor, best.factor), component, result.target.owner.id, result.target.measure.text
            )
    return best


def _culprit(bench: Bench, result: Result) -> str | None:
    """Return the fullest of the components that decide a result."""
    used = {name: bench.stations.utilisation(name) or 0.0 for name in result.answer.components}
    fullest = max(sorted(used), key=lambda name: used[name], default=None)
    return fullest if fullest is not None and used[fullest] > 0 else None
