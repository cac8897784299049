"""Quality attributes become a matrix of which pull against each other, with ATAM's points behind it.

A sensitivity point is a decision that one response depends on; a trade-off point is one that several depend on and
that serves one at the expense of another (R. Kazman, M. Klein, P. Clements, "ATAM: Method for Architecture
Evaluation", CMU/SEI-2000-TR-004).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from archkit.diagnostics import Place
from archkit.evaluate.bench import Bench
from archkit.evaluate.judging import judge
from archkit.evaluate.result import NotComputed, Result
from archkit.model import QualityAttribute

_NOTABLE = 0.005
"""A value that moves by less than this share does not count as moved."""
_STRONG = 0.05
"""From this share on a response depends on a decision so much that it is worth a line."""
_TRIED, _EACH = 40, 8
"""Decisions that are tried, and results that are looked at for each."""


@dataclass(frozen=True, slots=True)
class Pull:
    """Two quality attributes that pull against each other, and why."""

    one: str
    other: str
    because: tuple[str, ...]
    stated: bool
    """Whether the team says so itself."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What turning one decision does to one quality attribute."""

    quality_attribute: str
    measure: str
    change: float
    """By which share the value gets better; below 0 it gets worse."""
    is_cost: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A decision that responses depend on."""

    key: str
    turn: str
    """How it was turned: ``from 3 to 4``."""
    place: Place | None
    effects: tuple[Effect, ...]

    @property
    def trades_off(self) -> bool:
        """Whether it serves one quality attribute at the expense of another."""
        better = {one.quality_attribute for one in self.effects if one.change > 0}
        worse = {one.quality_attribute for one in self.effects if one.change < 0}
        return bool(better and worse)

    @property
    def is_telling(self) -> bool:
        """Whether more than the cost depends on it: that a replica costs money is no news."""
        return any(abs(one.change) >= _STRONG and not one.is_cost for one in self.effects)


@dataclass(frozen=True, slots=True)
class TradeOffs:
    """What pulls against what."""

    pulls: tuple[Pull, ...]
    points: tuple[Point, ...]
    """Trade-off points first, then sensitivity points."""


_TURNS: Mapping[str, tuple[Callable[[float], float], str]] = {
    "replicas": (lambda value: value + 1, "one more"),
    "replication.copies": (lambda value: value + 1, "one more"),
    "retries": (lambda value: value + 1, "one more"),
    "timeout": (lambda value: value / 2, "half as long"),
    "backup.every": (lambda value: value / 2, "twice as often"),
    "needed": (lambda value: value + 1, "one more"),
}
"""The ending of a field that stands for a decision, and how it is turned to see what depends on it."""


def trade_offs(bench: Bench, results: Sequence[Result]) -> TradeOffs:
    """Return what pulls against what: as the team says, by the catalog, and by the numbers."""
    points = sorted(
        (point for point in _points(bench, results) if point.trades_off or point.is_telling),
        key=lambda point: (not point.trades_off, -max(abs(one.change) for one in point.effects), point.key),
    )
    return TradeOffs(tuple(_pulls(bench, points)), tuple(points))


def _points(bench: Bench, results: Sequence[Result]) -> Iterator[Point]:
    used: dict[str, list[Result]] = {}
    for result in results:
        for key in result.inputs:
            if any(key.endswith(f".{ending}") for ending in _TURNS):
                used.setdefault(key, []).append(result)
    same = Bench(bench.figures, bench.design)
    before: dict[int, Result | NotComputed] = {}
    often = sorted(used, key=lambda key: (-len(used[key]), key))[:_TRIED]
    for key in often:
        turn, words = next(turned for ending, turned in _TURNS.items() if key.endswith(f".{ending}"))
        changed = Bench(bench.figures.changed({key: turn}), bench.design)
        effects = []
        for result in _first_by_metric(used[key]):
            if id(result) not in before:
                before[id(result)] = judge(same, result.target)
            base, found = before[id(result)], judge(changed, result.target)
            if isinstance(base, Result) and isinstance(found, Result):
                change = _better_by(base, found)
                owner, measure = result.target.owner, result.target.measure
                if abs(change) >= _NOTABLE:
                    effects.append(Effect(owner.id, measure.text, change, measure.metric == "cost"))
        place = used[key][0].inputs[key].place
        yield Point(key, words, place, tuple(effects))


def _first_by_metric(results: Sequence[Result]) -> list[Result]:
    """Return a few of the results, each metric in turn, so that the cost is among them."""
    turns: dict[str, int] = {}
    ranked = []
    for order, result in enumerate(results):
        metric = result.target.measure.metric
        turns[metric] = turns.get(metric, 0) + 1
        ranked.append((turns[metric], order))
    return [results[order] for _, order in sorted(ranked)[:_EACH]]


def _better_by(before: Result, after: Result) -> float:
    """Return by which share of the worse of both a value got better: -1 is the whole of it, for the worse."""
    old, new = before.answer, after.answer
    if old.value is None or new.value is None:
        return (old.value is None) - (new.value is None) + 0.0
    if old.down is not None and new.down is not None:
        first, second = old.down, new.down
    elif before.target.at_most:
        first, second = old.value, new.value
    else:
        first, second = new.value, old.value
    largest = max(abs(first), abs(second))
    return (first - second) / largest if 0 < largest < float("inf") else 0.0


def _pulls(bench: Bench, points: Sequence[Point]) -> Iterator[Pull]:
    qualities = dict(sorted(bench.figures.requirements.quality_attributes.items()))
    for (one, first), (other, second) in combinations(qualities.items(), 2):
        stated = any(ref.id == other for ref in first.trade_offs) or any(
            ref.id == one for ref in second.trade_offs
        )
        because = [*_by_catalog(bench, first, second), *_by_numbers(one, other, points)]
        if stated or because:
            yield Pull(one, other, tuple(because), stated)


def _by_catalog(bench: Bench, first: QualityAttribute, second: QualityAttribute) -> Iterator[str]:
    one, other = _wider(bench, first.attribute), _wider(bench, second.attribute)
    for conflict in bench.figures.catalog.conflicts:
        left, right = sorted(conflict.between)
        if (left in one and right in other) or (left in other and right in one):
            yield conflict.because


def _wider(bench: Bench, word: str) -> set[str]:
    """Return a quality attribute and those that it is a facet of."""
    found: set[str] = set()
    term = bench.figures.catalog.quality_attribute(word) if word else None
    while term is not None and term.id not in found:
        found.add(term.id)
        term = bench.figures.catalog.quality_attribute(term.part_of) if term.part_of else None
    return found


def _by_numbers(one: str, other: str, points: Sequence[Point]) -> Iterator[str]:
    for point in points:
        change = {effect.quality_attribute: effect.change for effect in point.effects}
        if one in change and other in change and change[one] * change[other] < 0:
            yield f"{point.key} serves one at the expense of the other"
