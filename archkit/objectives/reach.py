"""A computed design becomes a sentence on an objective: whether what it depends on leaves room for it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from archkit.objectives.objective import Objective
from archkit.objectives.spoken import exact, percent

if TYPE_CHECKING:
    from archkit.evaluate import Result


class Reach(NamedTuple):
    """What the numbers of the design say to the measure behind an objective."""

    of: str
    """What it was computed for: an element."""
    verdict: str
    """met, at-risk, missed, infeasible or cannot-tell."""
    value: str
    """What it comes to, for people."""
    reason: str
    hindrances: tuple[str, ...] = ()
    """The components that decide, the most harmful first."""
    missing: tuple[str, ...] = ()
    """What would have to be stated to tell."""


def reach_of(objective: Objective, results: Iterable["Result"]) -> tuple[Reach, ...]:
    """Return what was computed for the measure behind an objective, for each element that it applies to.

    Args:
        objective: The objective.
        results: Those of ``evaluate``.
    """
    owner = objective.quality.ref if objective.quality else next(iter(objective.about), None)
    return tuple(
        _reach(objective, one)
        for one in results
        if one.target.owner.ref == owner and one.target.measure == objective.measure
    )


def _reach(objective: Objective, result: "Result") -> Reach:
    verdict, reason = result.verdict.value, result.reason
    value, target = result.value, objective.target
    is_share = objective.measure is not None and objective.measure.metric == "availability"
    if (
        is_share
        and value is not None
        and target is not None
        and verdict in {"met", "at-risk"}
        and exact(value) < target
    ):
        verdict = "missed"
        reason = f"the measure is met, and the objective of {percent(target)} asks for more"
    return Reach(
        str(result.target.of),
        verdict,
        result.shown,
        reason,
        result.answer.components[:3],
        tuple(one.text for one in result.missing),
    )
