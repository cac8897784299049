"""An evaluation becomes plain data, version 1: keys are added, never renamed.

Durations are seconds, shares fractions, rates per second, sizes bytes, money per month of 365/12 days.
"""

import json
import math
from collections.abc import Callable
from typing import Any

from archkit.diagnostics import Place, Span
from archkit.evaluate.evaluation import Evaluation
from archkit.evaluate.formulas.availability import downtime
from archkit.evaluate.result import DAY, MONTH, YEAR, Answer, Line, Moves, NotComputed, Result, Sensitivity
from archkit.evaluate.tradeoffs import TradeOffs
from archkit.model import Dimension

Where = Callable[[Place], Span]
"""Tells where a place stands in its file."""
_UNITS = {
    Dimension.DURATION: "s",
    Dimension.SHARE: "1",
    Dimension.RATE: "1/s",
    Dimension.SIZE: "B",
    Dimension.BANDWIDTH: "B/s",
}


def as_json(
    evaluation: Evaluation, where: Where, *, base: Evaluation | None = None, sensitivity: bool = False
) -> str:
    """Return an evaluation as one JSON object, by the schema ``evaluate-report.schema.json``."""
    data = as_data(evaluation, where, base=base, sensitivity=sensitivity)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_data(
    evaluation: Evaluation, where: Where, *, base: Evaluation | None = None, sensitivity: bool = False
) -> dict[str, Any]:
    """Return an evaluation as plain data.

    Args:
        evaluation: What to tell.
        where: Tells line and column of a place.
        base: The workspace as it is, where the evaluation answers a what-if question.
        sensitivity: Whether to rank the inputs of each result.
    """
    data: dict[str, Any] = {
        "version": 1,
        "load": evaluation.load,
        "results": [_result(one, where) for one in evaluation.results],
        "not_computed": [_not_computed(one, where) for one in evaluation.not_computed],
        **_surroundings(evaluation),
        "trade_offs": _trade_offs(evaluation.trade_offs, where),
    }
    if sensitivity:
        data["sensitivity"] = [_sensitivity(one, where) for one in evaluation.sensitivity]
    if base is not None:
        data["base"] = as_data(base, where)
    return data


def _not_computed(one: NotComputed, where: Where) -> dict[str, Any]:
    return {
        "quality_attribute": one.target.owner.id,
        "measure_index": one.target.index,
        "applies_to": str(one.target.of),
        "metric": one.target.measure.metric,
        "measure": one.target.measure.text,
        "why": one.why,
        "evidence": [_evidence(one.target.place, where)],
    }


def _surroundings(evaluation: Evaluation) -> dict[str, Any]:
    first = evaluation.degrades_at
    return {
        "components": [
            {
                "component": one.component,
                "load": one.load,
                "load_average": one.load_average,
                "utilisation": one.utilisation,
                "utilisation_average": one.utilisation_average,
                "availability": one.availability,
                "replicas": one.replicas,
                "replicas_needed": one.replicas_needed,
                "single_point_of_failure": one.single_point_of_failure,
                "external": one.external,
            }
            for one in evaluation.components
        ],
        "storage": [
            {"entity": one.entity, "component": one.component, "horizon": one.horizon, "bytes": one.bytes}
            for one in evaluation.storage
        ],
        "bandwidth": [
            {"component": one.component, "average": one.average, "peak": one.peak}
            for one in evaluation.bandwidth
        ],
        "error_budgets": [
            {
                "quality_attribute": one.quality_attribute,
                "metric": one.metric,
                "window": one.window,
                "downtime": one.downtime,
                "requests": one.requests,
                "left": one.left,
                "by_dependencies": one.by_dependencies,
            }
            for one in evaluation.error_budgets
        ],
        "degrades_at": None
        if first is None
        else {
            "factor": first.factor,
            "component": first.component,
            "quality_attribute": first.quality_attribute,
        },
        "cost": None
        if evaluation.cost is None
        else {
            "currency": evaluation.cost.currency,
            "now": evaluation.cost.now,
            "at_load": evaluation.cost.at_load,
            "budget": evaluation.cost.budget,
            "unpriced": list(evaluation.cost.unpriced),
        },
    }


def _result(result: Result, where: Where) -> dict[str, Any]:
    target, answer = result.target, result.answer
    statistic: str | None = target.measure.statistic or None
    return {
        "quality_attribute": target.owner.id,
        "measure_index": target.index,
        "applies_to": str(target.of),
        "metric": target.measure.metric,
        "percentile": statistic,
        "measure": target.measure.text,
        "target": target.value,
        "value": _finite(result.value),
        "unit": _unit(answer.dimension, answer.currency),
        "verdict": result.verdict.value,
        "reason": result.reason,
        "error": _finite(answer.error) or 0.0,
        "downtime": _downtime(result),
        "derivation": [_line(line, where) for line in answer.lines],
        "notes": list(answer.notes),
        "cures": list(answer.cures),
        "assumptions": list(result.assumptions),
        "rests_on_guesses": bool(result.guesses),
        "missing": [
            {"text": one.text, "field": one.field, "evidence": [_evidence(one.place, where)]}
            for one in result.missing
        ],
        "evidence": [_evidence(target.place, where)],
    }


def _downtime(result: Result) -> dict[str, float] | None:
    down = downtime_of(result.answer)
    if down is None or result.value is None:
        return None
    day, month, year = down
    return {"day": day, "month": month, "year": year}


def downtime_of(answer: Answer) -> tuple[float, float, float] | None:
    """Return the expected seconds out of service of a day, a month of 30 days and a year; None of other metrics."""
    if answer.down is None or answer.dimension is not Dimension.SHARE:
        return None
    down = answer.down
    return downtime(down, DAY), downtime(down, MONTH), downtime(down, YEAR)


def _line(line: Line, where: Where) -> dict[str, Any]:
    return {
        "text": line.text,
        "value": _finite(line.value),
        "unit": _unit(line.dimension, line.currency) if line.dimension else "",
        "evidence": [_evidence(place, where) for place in line.evidence],
    }


def _trade_offs(found: TradeOffs, where: Where) -> dict[str, Any]:
    return {
        "pulls": [
            {"between": [one.one, one.other], "stated": one.stated, "because": list(one.because)}
            for one in found.pulls
        ],
        "points": [
            {
                "input": one.key,
                "turn": one.turn,
                "trades_off": one.trades_off,
                "effects": [
                    {
                        "quality_attribute": effect.quality_attribute,
                        "measure": effect.measure,
                        "change": effect.change,
                    }
                    for effect in one.effects
                ],
                "evidence": [_evidence(one.place, where)] if one.place else [],
            }
            for one in found.points
        ],
    }


def _sensitivity(one: Sensitivity, where: Where) -> dict[str, Any]:
    target = one.result.target
    return {
        "quality_attribute": target.owner.id,
        "measure_index": target.index,
        "applies_to": str(target.of),
        "inputs": [_moves(move, where) for move in one.ranked],
    }


def _moves(move: Moves, where: Where) -> dict[str, Any]:
    return {
        "input": move.key,
        "stated": move.text,
        "change": _finite(move.change),
        "verdict": move.verdict.value,
        "evidence": [_evidence(move.place, where)] if move.place else [],
    }


def _evidence(place: Place, where: Where) -> dict[str, Any]:
    span = where(place)
    return {"file": span.file, "line": span.line, "column": span.column}


def _unit(dimension: Dimension, currency: str) -> str:
    if dimension is Dimension.MONEY_RATE:
        return f"{currency}/month"
    return currency if dimension is Dimension.MONEY else _UNITS.get(dimension, "")


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
