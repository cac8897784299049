"""Requirements become verdicts: every measure judged, doubts about inputs tried out, and what surrounds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from archkit.catalog import Catalog
from archkit.evaluate import cost, storage
from archkit.evaluate.bench import Bench
from archkit.evaluate.budgets import budgets
from archkit.evaluate.components import states
from archkit.evaluate.degradation import degrades_at
from archkit.evaluate.figures import Change, Figures, Input, Worse, worsened
from archkit.evaluate.judging import Progress, judge, judge_all, reaches
from archkit.evaluate.load import Design
from archkit.evaluate.result import (
    ComponentState,
    Cost,
    Degradation,
    ErrorBudget,
    Moved,
    Moves,
    NotComputed,
    Result,
    Sensitivity,
    Stored,
    Verdict,
)
from archkit.evaluate.tradeoffs import TradeOffs, trade_offs
from archkit.evaluate.whatif import WhatIf, applied
from archkit.model import Requirements

QUARTER = 0.25
"""How much worse an uncertain input is made to see whether a verdict depends on it."""
_AS_IT_IS = WhatIf()


@dataclass(frozen=True)
class Evaluation:
    """All that the numbers of a workspace say; what only some readers want is computed when it is asked for."""

    bench: Bench
    results: tuple[Result, ...]
    not_computed: tuple[NotComputed, ...]

    @property
    def load(self) -> float:
        """The factor on every load."""
        return self.bench.figures.load

    def count(self, verdict: Verdict) -> int:
        """Return how many measures have a verdict."""
        return sum(one.verdict is verdict for one in self.results)

    @cached_property
    def components(self) -> tuple[ComponentState, ...]:
        """Every component under its load, by id."""
        return states(self.bench)

    @cached_property
    def storage(self) -> tuple[Stored, ...]:
        """What entities take after 1, 3 and 5 years."""
        return tuple(storage.stored(self.bench))

    @cached_property
    def outgrown(self) -> tuple[tuple[str, float], ...]:
        """Stores that outgrow a single node within ten years, with the seconds until then."""
        return tuple(storage.limits(self.bench))

    @cached_property
    def bandwidth(self) -> tuple[Moved, ...]:
        """Bytes a second that reach each component, of steps that state a size."""
        return tuple(storage.moved(self.bench))

    @cached_property
    def error_budgets(self) -> tuple[ErrorBudget, ...]:
        """What each objective leaves to fail."""
        return tuple(budgets(self.bench, self.results))

    @cached_property
    def degrades_at(self) -> Degradation | None:
        """Where the system gives way first as the load grows; None where no load or capacity is known."""
        return degrades_at(self.bench, self.results)

    @cached_property
    def cost(self) -> Cost | None:
        """What the components cost a month."""
        return cost.summary(self.bench)

    @cached_property
    def trade_offs(self) -> TradeOffs:
        """Which quality attributes pull against each other."""
        return trade_offs(self.bench, self.results)

    @cached_property
    def sensitivity(self) -> tuple[Sensitivity, ...]:
        """Which inputs move each verdict most, when each is a quarter worse."""
        return tuple(_sensitivity(self.bench, one) for one in self.results)


def evaluate(
    requirements: Requirements,
    catalog: Catalog | None = None,
    question: WhatIf = _AS_IT_IS,
    *,
    progress: Progress | None = None,
) -> Evaluation:
    """Judge every measure of a workspace.

    Args:
        requirements: All that the team has said.
        catalog: For regions, the network and the vocabulary; the built-in one where none is given.
        question: What is thought different from what the files say.
        progress: Told how many measures of how many are judged.

    Raises:
        UsageError: The question changes something that is not there.
    """
    changed, without = applied(requirements, question)
    figures = Figures(changed, catalog or Catalog(), load=question.load, without=without)
    return evaluation_of(figures, progress=progress)


def evaluation_of(
    figures: Figures, *, design: Design | None = None, progress: Progress | None = None
) -> Evaluation:
    """Judge every measure.

    Args:
        figures: The numbers of a workspace.
        design: Its flows, where they are laid out already.
        progress: Told after each measure.
    """
    bench = Bench(figures, design or Design(figures))
    judged, other = judge_all(bench, progress)
    doubted = _Doubts(bench, judged)
    return Evaluation(bench, tuple(map(doubted.settle, judged)), tuple(other))


class _Doubts:
    """Tries whether verdicts hold when defaults and guesses are a quarter worse."""

    def __init__(self, bench: Bench, results: Sequence[Result]) -> None:
        self._bench = bench
        doubtful = {
            key: one
            for result in results
            if result.verdict is Verdict.MET
            for key, one in result.inputs.items()
            if one.doubtful
        }
        self._all = self._with(list(doubtful.values())) if doubtful else None
        self._single: dict[tuple[str, float], Bench] = {}

    def settle(self, result: Result) -> Result:
        """Return a result that is met as at risk, where one uncertain input would change that."""
        doubtful = [one for one in result.inputs.values() if one.doubtful]
        if result.verdict is not Verdict.MET or not doubtful or self._all is None:
            return result
        undirected = [one for one in doubtful if one.worse is Worse.EITHER]
        tried = undirected if self._holds(self._all, result) else doubtful
        for one in sorted(tried, key=lambda each: each.key):
            for share in (QUARTER, -QUARTER) if one.worse is Worse.EITHER else (QUARTER,):
                if not self._holds(self._alone(one, share), result):
                    return result.judged(Verdict.AT_RISK, _if_worse(one, share))
        return result

    def _alone(self, one: Input, share: float) -> Bench:
        key = (one.key, share)
        if key not in self._single:
            self._single[key] = self._with([one], share)
        return self._single[key]

    def _with(self, inputs: list[Input], share: float = QUARTER) -> Bench:
        """Return the workspace with inputs made worse; all of them together only where the way is known."""
        changes: dict[str, Change] = {
            one.key: worsened(one.worse, share)
            for one in inputs
            if one.worse is not Worse.EITHER or len(inputs) == 1
        }
        return Bench(self._bench.figures.changed(changes), self._bench.design)

    @staticmethod
    def _holds(bench: Bench, result: Result) -> bool:
        found = judge(bench, result.target)
        return isinstance(found, Result) and reaches(result.target, found.answer)


def _if_worse(one: Input, share: float) -> str:
    kind = "guess" if one.because else "default"
    turn = "worse" if one.worse is not Worse.EITHER else "higher" if share > 0 else "lower"
    name = one.key.removeprefix("default:")
    return f"missed if the {kind} {name} is 25 % {turn}" + (f" than {one.text}" if one.because else "")


def _sensitivity(bench: Bench, result: Result) -> Sensitivity:
    """Rank the inputs of one result by how far each moves the value, in the direction that is worse."""
    base = result.answer.value
    moves: list[Moves] = []
    for one in result.inputs.values():
        if one.worse is Worse.NONE or base is None:
            continue
        shares = (QUARTER, -QUARTER) if one.worse is Worse.EITHER else (QUARTER,)
        tried = [_moved(bench, result, one, share) for share in shares]
        moves.append(max(tried, key=lambda move: move.change))
    moves.sort(key=lambda move: (-move.change, move.key))
    return Sensitivity(result, tuple(move for move in moves if move.change > 1e-6))


def _moved(bench: Bench, result: Result, one: Input, share: float) -> Moves:
    figures = bench.figures.changed({one.key: worsened(one.worse, share)})
    changed = Bench(figures, bench.design, thorough=bench.thorough)
    found = judge(changed, result.target)
    if not isinstance(found, Result):
        return Moves(one.key, one.text, 0.0, result.verdict, one.place)
    return Moves(one.key, one.text, _worse_by(result, found), found.verdict, one.place)


def _worse_by(base: Result, other: Result) -> float:
    """Return by which share a value got worse; of availability the share of what is down."""
    if other.answer.value is None:
        return float("inf")
    before, after = base.answer.value or 0.0, other.answer.value
    if base.answer.down is not None and other.answer.down is not None:
        before, after = base.answer.down, other.answer.down
    elif not base.target.at_most:
        before, after = after, before
    if before <= 0:
        return 0.0 if after <= before else float("inf")
    return after / before - 1
