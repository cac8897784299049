"""A measure in one line becomes its parts: ``p95 response_time <= 200 ms at 400/s over 30 d``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from archkit.model.metrics import METRICS, Metric, suggest_metric
from archkit.model.misread import MisreadError, quoted
from archkit.model.quantities import Dimension, Quantity, QuantityError, canonical, parse_quantity
from archkit.model.references import did_you_mean
from archkit.model.units import read_unit

__all__ = [
    "METRICS",
    "Comparison",
    "Measure",
    "MeasureError",
    "Metric",
    "canonical_measure",
    "measure_from_map",
    "parse_measure",
    "suggest_metric",
]

LONGEST_MEASURE = 300

Comparison = Literal["<=", ">=", "<", ">", "="]
Statistic = Literal["mean", "max"]

_COMPARISONS: Mapping[str, Comparison] = {"<=": "<=", ">=": ">=", "<": "<", ">": ">", "=": "="}
_STATISTICS: Mapping[str, Statistic] = {"mean": "mean", "max": "max"}
_LIMITS: Mapping[str, Comparison] = {"at_most": "<=", "at_least": ">=", "equals": "="}
_KEYS = ("metric", "percentile", *_LIMITS, "load", "window")

_MEASURE = re.compile(r"([^<>=]*)(<=|>=|<|>|=)([^<>=]*)")
_CLAUSE = re.compile(r"\s(at|over)(?=\s|$)")
_PERCENTILE = re.compile(r"p([0-9]{1,2}(?:\.[0-9]{1,6})?)")
_METRIC = re.compile(r"[^\W\d_][\w.-]{0,63}")
_COUNTED = re.compile(r"(~? ?[0-9][0-9 _]*(?:\.[0-9]+)?(?: ?[kKMG])?) ([^\W\d_][\w-]{2,}(?: [\w-]+){0,2})")


class MeasureError(MisreadError):
    """A text or map is no measure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, against which value, and under which circumstances."""

    text: str
    """As written; made from the parts where a map was written."""
    metric: str
    """Its name: one of ``METRICS``, or the author's own."""
    comparison: Comparison
    """How the measured value has to stand to ``value``."""
    value: Quantity
    """The target."""
    percentile: float | Statistic | None = None
    """Above 0 and below 100; mean, max, or None where the author did not say."""
    load: Quantity | None = None
    """The load under which it has to hold: a rate or a count."""
    load_noun: str = ""
    """What a count of the load counts: ``concurrent_users``."""
    window: Quantity | None = None
    """The stretch of time over which it is judged."""

    @property
    def known(self) -> bool:
        """Tell whether archkit knows what the metric means."""
        return self.metric in METRICS

    @property
    def statistic(self) -> str:
        """The percentile in the words of the format: ``p95``, ``p99.9``, ``mean``, ``max`` or nothing."""
        if self.percentile is None or isinstance(self.percentile, str):
            return self.percentile or ""
        return f"p{self.percentile:.10g}"

    @property
    def is_upper_limit(self) -> bool:
        """Tell whether more than the value would be too much."""
        return self.comparison in {"<=", "<"}

    @property
    def is_lower_limit(self) -> bool:
        """Tell whether less than the value would be too little."""
        return self.comparison in {">=", ">"}

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)  # a workspace says the same few values over and over
def parse_measure(text: str) -> Measure:
    """Read ``[pNN|mean|max] METRIC (<=|>=|<|>|=) VALUE [at LOAD] [over WINDOW]``.

    A metric that archkit does not know is kept, with a value of any dimension. ``at`` and ``over`` may change places.

    Raises:
        MeasureError: The text is no measure, or its value does not suit the metric. Its help says what to write, and
            its words are the part that is wrong.
    """
    if len(text) > LONGEST_MEASURE:
        raise MeasureError(
            f"{quoted(text)} is too long for a measure: {len(text)} characters",
            help="write several measures as a list, and the reasons in the statement",
        )
    measure = _read(text)
    if measure is None:
        from archkit.model.measure_faults import explain  # noqa: PLC0415 - most measures are right

        fault = explain(text, _is_measure)
        raise MeasureError(fault.message, help=fault.help, words=fault.words)
    return measure


def _read(text: str) -> Measure | None:
    """Read a line, or return None where it has not the form of a measure.

    Raises:
        MeasureError: The form is right, a quantity in it is not.
    """
    match = _MEASURE.fullmatch(text)
    if match is None:
        return None
    *before, metric = match[1].split() or [""]
    percentile = _percentile(before[0]) if before else None
    if len(before) > 1 or (before and percentile is None) or not _is_metric(metric):
        return None
    value, clauses = _clauses(match[3], text)
    return _assembled(text, percentile, metric, _COMPARISONS[match[2]], {"value": value, **clauses})


def _assembled(
    text: str,
    percentile: float | Statistic | None,
    metric: str,
    comparison: Comparison,
    quantities: Mapping[str, str],
) -> Measure:
    """Read the quantities of a measure: ``value`` and, where they are written, ``at`` and ``over``."""
    value = _value(quantities["value"], metric)
    load, noun = _load(quantities["at"]) if "at" in quantities else (None, "")
    window = _window(quantities["over"]) if "over" in quantities else None
    return Measure(text, metric, comparison, value, percentile, load, noun, window)


def measure_from_map(parts: Mapping[str, Any]) -> Measure:
    """Read a measure that is written as a map.

    Args:
        parts: ``metric``; ``at_most``, ``at_least`` or ``equals``; and, where they apply, ``percentile``, ``load``, ``window``.
            The values are texts; None counts as not written.

    Raises:
        MeasureError: A key is unknown or missing, or a value is none of its key; its words are that key or value.
    """
    for key in parts:
        if key not in _KEYS:
            close = did_you_mean(str(key), _KEYS)
            raise MeasureError(
                f"{quoted(str(key))} is no key of a measure",
                help=f"did you mean '{close}'?" if close else f"the keys are {', '.join(_KEYS)}",
                words=str(key),
            )
    written = {key: _text(key, value) for key, value in parts.items() if value is not None}
    limits = [key for key in _LIMITS if key in written]
    if "metric" not in written:
        raise MeasureError("the measure names no metric", help="add one, such as 'metric: response_time'")
    if not limits:
        raise MeasureError(
            f"the measure of {written['metric']} has no value", help="add 'at_most' or 'at_least'"
        )
    if len(limits) > 1:
        raise MeasureError(
            f"the measure has both {limits[0]} and {limits[1]}",
            help="write a list of two measures, one for each limit",
            words=limits[1],
        )
    metric, statistic = written["metric"], written.get("percentile", "")
    statistic = f"p{statistic}" if statistic[:1].isdigit() else statistic
    percentile = _percentile(statistic)
    if statistic and percentile is None:
        raise MeasureError(
            f"{quoted(written['percentile'])} is no percentile",
            help="write one between p0 and p100 such as p95 or p99.9, or mean, or max",
            words=written["percentile"],
        )
    if not _is_metric(metric):
        meant = suggest_metric(metric)
        advice = f"did you mean '{meant}'?" if meant else "write it in one word, such as response_time"
        raise MeasureError(f"{quoted(metric)} is no name of a metric", help=advice, words=metric)
    comparison, value = _LIMITS[limits[0]], written[limits[0]]
    clauses = {word: written[key] for word, key in (("at", "load"), ("over", "window")) if key in written}
    line = " ".join(
        [statistic, metric, comparison, value, *(f"{word} {text}" for word, text in clauses.items())]
    )
    return _assembled(line.lstrip(), percentile, metric, comparison, {"value": value, **clauses})


def canonical_measure(measure: Measure) -> str:
    """Return the measure in archkit's own spelling: single blanks, ``at`` before ``over``, units as the table has them."""
    parts = [measure.statistic, measure.metric, measure.comparison, canonical(measure.value)]
    if measure.load is not None:
        parts += ["at", canonical(measure.load), measure.load_noun]
    if measure.window is not None:
        parts += ["over", canonical(measure.window)]
    return " ".join(part for part in parts if part)


def _text(key: str, value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        shape = "a map" if isinstance(value, dict) else "a list"
        raise MeasureError(
            f"{shape} stands where the {key} of a measure belongs",
            help=f"write one value for {key}",
            words=key,
        )
    text = str(value).strip()
    if len(text) > LONGEST_MEASURE:
        raise MeasureError(
            f"the {key} of a measure is too long: {len(text)} characters",
            help=f"shorten the {key}",
            words=key,
        )
    return text


def _is_measure(text: str) -> bool:
    try:
        return _read(text) is not None
    except MeasureError:
        return False


def _percentile(word: str) -> float | Statistic | None:
    match = _PERCENTILE.fullmatch(word)
    if match is None:
        return _STATISTICS.get(word)
    return float(match[1]) or None


def _is_metric(word: str) -> bool:
    return (
        _METRIC.fullmatch(word) is not None
        and word not in _STATISTICS
        and not re.fullmatch(r"p[0-9.]+", word)
    )


def _clauses(rest: str, text: str) -> tuple[str, dict[str, str]]:
    """Return the value and what stands after ``at`` and after ``over``."""
    first, *pairs = _CLAUSE.split(f" {rest.strip()}")
    clauses: dict[str, str] = {}
    for word, written in zip(pairs[::2], pairs[1::2], strict=True):
        if word in clauses:
            raise MeasureError(f"{quoted(text)} says '{word}' twice", help=f"keep one '{word}'", words=word)
        clauses[word] = written.strip()
    return first.strip(), clauses


def _value(written: str, metric: str) -> Quantity:
    known = METRICS.get(metric)
    try:
        return parse_quantity(written, *(known.dimensions if known else ()))
    except QuantityError as error:
        advice = error.help if not known or _is_concrete(error.help) else f"write it as in '{known.example}'"
        raise MeasureError(f"{metric}: {error.message}", help=advice, words=written) from error


def _load(written: str) -> tuple[Quantity, str]:
    """Read a rate, or a count with or without what is counted."""
    counted = _COUNTED.fullmatch(written)
    number, noun = (counted[1].rstrip(), counted[2]) if counted else (written, "")
    if noun and read_unit(noun) is not None:
        number, noun = written, ""
    try:
        return parse_quantity(number, Dimension.RATE, Dimension.COUNT), noun
    except QuantityError as error:
        advice = "write a rate or a count, as in 'at 400/s' or 'at 5000 concurrent_users'"
        raise _clause_error("at", written, error, advice) from error


def _window(written: str) -> Quantity:
    try:
        return parse_quantity(written, Dimension.DURATION)
    except QuantityError as error:
        raise _clause_error("over", written, error, "write a duration, as in 'over 30 d'") from error


def _clause_error(word: str, written: str, error: QuantityError, advice: str) -> MeasureError:
    concrete = error.help.replace(" '", f" '{word} ", 1) if _is_concrete(error.help) else advice
    return MeasureError(f"{word}: {error.message}", help=concrete, words=written)


def _is_concrete(advice: str) -> bool:
    """Tell whether a help repeats the author's own number, rather than giving an example."""
    return advice.startswith(("write '", "did you mean '"))
