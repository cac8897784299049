"""A line that has not the form of a measure becomes a sentence that says why, and the measure that was meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from archkit.model.metrics import METRICS, suggest_metric
from archkit.model.misread import quoted

_FORM = "write it as 'p95 response_time <= 200 ms at 400/s over 30 d'"
_MARKS = re.compile(r"[<>=!\u2264\u2265\u2266\u2267\u2260~]*[<>=\u2264\u2265\u2266\u2267\u2260][<>=]*")
_MEANT_MARKS = {
    "\u2264": "<=", "\u2265": ">=", "\u2266": "<=", "\u2267": ">=", "=<": "<=", "=>": ">=", "==": "=", "<==": "<=",
    ">==": ">=", "<<": "<", ">>": ">",
}  # fmt: skip
_SPOKEN_MARKS = (
    (
        re.compile(
            r"\b(?:is |be |are )?(?:no more than|not more than|at most|up to|max(?:imum)? of|within|in)(?= ?~?[0-9])"
        ),
        "<=",
    ),
    (
        re.compile(
            r"\b(?:is |be |are )?(?:no less than|not less than|at least|min(?:imum)? of)(?= ?~?[0-9])"
        ),
        ">=",
    ),
    (re.compile(r"\b(?:is |be |are )?(?:less than|lower than|faster than|below|under)(?= ?~?[0-9])"), "<"),
    (re.compile(r"\b(?:is |be |are )?(?:more than|greater than|higher than|above)(?= ?~?[0-9])"), ">"),
    (re.compile(r"\bequals?(?= ?~?[0-9])"), "="),
    (re.compile(r"(?<=[^\W\d])(?:\s*:|\s+is|\s+of)?\s+(?=~?[0-9])"), ""),
)
"""How people say a comparison before a number; the last one leaves it out, and the metric decides."""
_PERCENTILES = (
    re.compile(r"\b[pP][ _-]?([0-9]{1,3}(?:\.[0-9]+)?)\b"),
    re.compile(r"\b([0-9]{1,3}(?:\.[0-9]+)?) ?(?:th|st|nd|rd)?[ -]?(?:percentile|pct\b|%)"),
    re.compile(r"\b([0-9]{1,3}(?:\.[0-9]+)?)(?:th|st|nd|rd)\b"),
)
_STATISTICS = (
    (re.compile(r"\b(?:avg|average|mean)\b", re.IGNORECASE), "mean"),
    (re.compile(r"\b(?:max|maximum|maximal|worst|p100)\b", re.IGNORECASE), "max"),
    (re.compile(r"\bmedian\b", re.IGNORECASE), "p50"),
)
_FILLERS = {"of", "the", "for", "is", "a", "requests", "percentile", "in", "must", "be", "should", "shall"}


@dataclass(frozen=True, slots=True)
class MeasureFault:
    """Why a line is no measure."""

    message: str
    help: str
    words: str = ""


def explain(text: str, is_measure: Callable[[str], bool]) -> MeasureFault:
    """Say why a line has not the form of a measure.

    Args:
        text: The line, bounded in length by the caller.
        is_measure: Tells whether a mended line can be read, so that no help is offered that would not do.
    """
    if not text.strip():
        return MeasureFault("the measure is empty", _FORM)
    mended = _with_comparison(text)
    mark = _MARKS.search(mended)
    meant = f"{_head(mended[: mark.start()])} {mark[0]} {mended[mark.end() :].strip()}" if mark else ""
    advice = f"write '{meant}'" if meant and is_measure(meant) else _FORM
    message, words = _reason(text)
    return MeasureFault(f"{quoted(text)} {message}", advice, words)


def _reason(text: str) -> tuple[str, str]:
    """Return what goes on after the quoted line, and the part that is wrong."""
    marks = _MARKS.findall(text)
    if not marks:
        return "has no comparison: one of <= >= < > = stands between a metric and its value", ""
    if len(marks) > 1:
        return "has more than one comparison; each limit is a measure of its own", marks[1]
    if marks[0] not in {"<=", ">=", "<", ">", "="}:
        return f"compares with {quoted(marks[0])}; the comparisons are <= >= < > =", marks[0]
    head = text.partition(marks[0])[0].strip()
    if not head or _head(head) in {"mean", "max"} or re.fullmatch(r"p[0-9.]+", _head(head)):
        return "names no metric", head
    if re.match(r"~?[0-9]", head) and not any(pattern.search(head) for pattern in _PERCENTILES):
        return "begins with a number; the metric stands before the comparison, the value after it", head
    wrong = re.fullmatch(r"[pP]([0-9.]+) .*", head)
    if wrong and not (re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,6})?", wrong[1]) and float(wrong[1])):
        return f"has a percentile that is not between p0 and p100: {quoted(head.split()[0])}", head.split()[0]
    return f"does not begin with a percentile and one metric: {quoted(head)}", head


def _with_comparison(text: str) -> str:
    """Return the line with the comparison that its words or marks say."""
    marks = _MARKS.findall(text)
    if marks:
        return text.replace(marks[0], _MEANT_MARKS.get(marks[0], marks[0]), 1)
    for pattern, mark in _SPOKEN_MARKS:
        if found := pattern.search(text):
            return f"{text[: found.start()]} {mark or _natural(text[: found.start()])} {text[found.end() :]}"
    return text


def _natural(head: str) -> str:
    """Return the comparison that limits a known metric on its bad side."""
    metric = METRICS.get(_head(head).rpartition(" ")[2])
    return "" if metric is None else ">=" if metric.higher_is_better else "<="


def _head(written: str) -> str:
    """Return the percentile and the metric that the words before the comparison probably mean."""
    statistic, rest = _statistic(written)
    words = [word for word in re.split(r"[\s,:]+", rest) if word and word.casefold() not in _FILLERS]
    named = "_".join(words)
    metric = named if named in METRICS else suggest_metric(named)
    if not metric and named:
        metric = next(
            (close for word in words if (close := suggest_metric(word))), re.sub(r"[^\w.-]+", "_", named)
        )
    return f"{statistic} {metric}".strip()


def _statistic(written: str) -> tuple[str, str]:
    for pattern in _PERCENTILES:
        if match := pattern.search(written):
            rest = written[: match.start()] + " " + written[match.end() :]
            return _percentile(match[1]), rest
    for pattern, word in _STATISTICS:
        if pattern.search(written):
            return word, pattern.sub(" ", written, count=1)
    return "", written


def _percentile(number: str) -> str:
    """Return ``p99.9`` for ``999``, as some tools abbreviate it, and ``max`` for ``100``."""
    if number == "100":
        return "max"
    digits = f"{number[:2]}.{number[2:]}" if len(number) == 3 and number.isdigit() else number
    return f"p{digits}"
