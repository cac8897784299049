"""A kind of indicator, its metric and its threshold become what is counted: bad events and all events, over a window.

Every query is written so that it stays silent, and not wrong, where there is nothing to see: a series of errors that
does not exist yet counts as none, a bucket that does not exist counts as nothing at all, no traffic gives no ratio.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeVar

from archkit.model import Indicator
from archkit.objectives.promql import (
    WINDOW,
    Matcher,
    PromqlError,
    metric_name,
    read_matchers,
    selector,
    windowed,
)
from archkit.objectives.spoken import number, spoken_duration

T = TypeVar("T")

BASE = "5m"
"""The window over which events are counted; longer ones are made of it."""

_CODES = ("code", "status", "status_code", "http_status_code", "http_response_status_code")
_AGES = {
    "freshness": "the data",
    "queue-age": "the oldest message in the queue",
    "batch-age": "the last batch",
}


class Gap(NamedTuple):
    """What keeps an indicator from being computed."""

    field: tuple[str, ...]
    """Where in the service level it belongs, such as ``sli``, ``metric``."""
    message: str
    help: str
    is_wrong: bool = False
    """True where something is written that cannot be read, False where nothing is written yet."""


class Sli(NamedTuple):
    """What is counted, as PromQL with ``WINDOW`` in it."""

    kind: str
    words: str
    """The indicator in words: the share of requests that ..."""
    formula: str
    """Good divided by all, in words."""
    bad: str
    """Bad events a second; of slices of time 1 where the slice is bad, else 0."""
    total: str
    """All events a second; of slices of time 1 where there is something to judge."""
    watched: str
    """A selector or query that yields nothing when the metric is gone."""
    counts_events: bool = True
    """False where slices of time are judged instead of events."""
    good_counter: str = ""
    """Good events as a counter, for tools that put their own window around it; empty where bad ones are counted."""
    bad_counter: str = ""
    """Bad events as a counter; empty where good ones are counted."""
    total_counter: str = ""
    """All events as a counter."""
    metric: str = ""
    """The histogram or counter; empty where queries of the team's own count."""
    matchers: tuple[Matcher, ...] = ()
    """The conditions that pick its series."""
    failing: tuple[Matcher, ...] = ()
    """The conditions that pick bad events out of them."""
    threshold: Decimal | None = None
    """Seconds that a good answer takes at most, or that data may be old; per second of a throughput."""

    def bad_over(self, window: str) -> str:
        """Return the query of bad events over a window."""
        return self.bad.replace(WINDOW, window)

    def total_over(self, window: str) -> str:
        """Return the query of all events over a window."""
        return self.total.replace(WINDOW, window)

    @property
    def noun(self) -> str:
        """What is counted, in the plural."""
        if not self.counts_events:
            return "minutes"
        return "requests" if self.kind in {"request-latency", "availability", "error-rate"} else "events"


class _MissingError(Exception):
    """Something is not said; its gap says what."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.message)
        self.gap = gap


def read_indicator(
    stated: Indicator, kind: str, threshold: Decimal | None, subject: str
) -> tuple[Sli | None, tuple[Gap, ...]]:
    """Make the queries of an indicator.

    Args:
        stated: What the team wrote.
        kind: The kind of indicator, stated or concluded.
        threshold: Seconds, or a rate a second, that tell good from bad; None where no measure says it.
        subject: Whose events they are, for the words: ``Search``.

    Returns:
        The indicator, or None with what is missing or cannot be read.
    """
    if kind not in _MAKERS:
        gap = Gap(
            ("sli",),
            "nothing says what is counted",
            "write sli: {kind: availability, metric: http_requests_total}",
        )
        return None, (gap,)
    try:
        if stated.good or stated.total:
            return _from_queries(stated, kind, subject), ()
        return _MAKERS[kind](stated, kind, threshold, subject), ()
    except _MissingError as error:
        return None, (error.gap,)


def _read(read: Callable[[str], T], text: str, field: str, help_: str) -> T:
    try:
        return read(text)
    except PromqlError as error:
        raise _MissingError(Gap(("sli", field), str(error), help_, is_wrong=True)) from error


def _series(stated: Indicator) -> tuple[str, tuple[Matcher, ...]]:
    if not stated.metric:
        raise _MissingError(
            Gap(("sli",), "no metric is named", "write metric: and selector:, or good: and total: as queries")
        )
    name = _read(metric_name, stated.metric, "metric", "write a name such as http_requests_total")
    labels = _read(read_matchers, stated.selector, "selector", """write it as job="app",route="/rides\"""")
    return name, labels


def _from_queries(stated: Indicator, kind: str, subject: str) -> Sli:
    for field in ("good", "total"):
        if not getattr(stated, field):
            raise _MissingError(
                Gap(
                    ("sli",),
                    f"the query for {field} events is missing",
                    f"write {field}: beside the other query",
                )
            )
    advice = 'write it as sum(reconciled_total{result="match"}); archkit puts the window in'
    good = _read(windowed, stated.good, "good", advice)
    total = _read(windowed, stated.total, "total", advice)
    return Sli(
        kind,
        words=f"the share of the events of {subject} that turn out well, by the team's own queries",
        formula="good events / all events",
        bad=f"clamp_min({total} - ({good} or vector(0)), 0)",
        total=total,
        watched=total,
        good_counter=_counter(stated.good),
        total_counter=_counter(stated.total),
    )


def _counter(query: str) -> str:
    return "" if "[" in query else " ".join(query.split())


def _latency(stated: Indicator, kind: str, threshold: Decimal | None, subject: str) -> Sli:
    name, labels = _series(stated)
    if threshold is None:
        raise _MissingError(
            Gap(
                ("objective_of",),
                "no measure says how long an answer may take",
                "write p95 response_time <= 200 ms",
            )
        )
    histogram = name.removesuffix("_bucket").removesuffix("_count").removesuffix("_sum")
    bound = Matcher("le", *_bound(threshold))
    bucket, count = selector(f"{histogram}_bucket", *labels, bound), selector(f"{histogram}_count", *labels)
    good, total = f"sum(rate({bucket}[{WINDOW}]))", f"sum(rate({count}[{WINDOW}]))"
    within = spoken_seconds(threshold)
    return Sli(
        kind,
        words=f"the share of requests of {subject} that are answered within {within}, failed ones included",
        formula=f"requests answered within {within} / all requests",
        bad=f"clamp_min({total} - {good}, 0)",
        total=total,
        watched=bucket,
        good_counter=f"sum({bucket})",
        total_counter=f"sum({count})",
        metric=histogram,
        matchers=labels,
        threshold=threshold,
    )


def _bound(seconds: Decimal) -> tuple[str, str]:
    """Return how to match a bucket; whole bounds are written ``1`` by some libraries and ``1.0`` by Prometheus 3."""
    text = number(seconds)
    return ("=", text) if "." in text else ("=~", rf"{text}(\.0)?")


def spoken_seconds(seconds: Decimal) -> str:
    """Return a threshold for people: ``200 ms``, ``1.5 s``, ``5 min``."""
    if seconds < 1:
        return f"{number(seconds * 1000)} ms"
    return f"{number(seconds)} s" if seconds < 120 else spoken_duration(seconds)


def _requests(stated: Indicator, kind: str, threshold: Decimal | None, subject: str) -> Sli:
    del threshold
    name, labels = _series(stated)
    if not name.endswith(("_total", "_count")):
        name += "_count" if name.endswith("_seconds") else ""
    fallen = _read(read_matchers, stated.bad, "bad", """write it as code=~"5..\"""")
    if not fallen:
        if kind not in {"availability", "error-rate"}:
            raise _MissingError(
                Gap(
                    ("sli",),
                    "nothing tells good events from bad ones",
                    'write bad: result!="match" for the labels of a bad event, or good: and total: as queries',
                )
            )
        named = next((one.label for one in labels if one.label in _CODES), _CODES[0])
        fallen = (Matcher(named, "=~", "5.."),)
    total = f"sum(rate({selector(name, *labels)}[{WINDOW}]))"
    sort = ", ".join(str(one) for one in fallen)
    return Sli(
        kind,
        words=f"the share of requests of {subject} that do not fail; one fails where {sort}"
        if kind in {"availability", "error-rate"}
        else f"the share of events of {subject} that turn out well; one does not where {sort}",
        formula="(all - bad) / all",
        bad=f"sum(rate({selector(name, *labels, *fallen)}[{WINDOW}])) or vector(0)",
        total=total,
        watched=selector(name, *labels),
        bad_counter=f"sum({selector(name, *labels, *fallen)})",
        total_counter=f"sum({selector(name, *labels)})",
        metric=name,
        matchers=labels,
        failing=fallen,
    )


def _age(stated: Indicator, kind: str, threshold: Decimal | None, subject: str) -> Sli:
    name, labels = _series(stated)
    if threshold is None:
        raise _MissingError(
            Gap(("objective_of",), "no measure says how old it may be", "write p95 staleness <= 10 s")
        )
    series = selector(name, *labels)
    age = f"time() - min({series})" if name.endswith("_timestamp_seconds") else f"max({series})"
    limit = spoken_seconds(threshold)
    return Sli(
        kind,
        words=f"the share of minutes in which {_AGES[kind]} of {subject} is at most {limit} old",
        formula=f"minutes with an age of at most {limit} / all minutes",
        bad=f"({age}) > bool {number(threshold)}",
        total=f"group({series})",
        watched=series,
        counts_events=False,
        metric=name,
        matchers=labels,
        threshold=threshold,
    )


def _throughput(stated: Indicator, kind: str, threshold: Decimal | None, subject: str) -> Sli:
    name, labels = _series(stated)
    if threshold is None:
        raise _MissingError(
            Gap(("objective_of",), "no measure says how much has to get done", "write throughput >= 600/s")
        )
    series = selector(name, *labels)
    least = number(threshold)
    return Sli(
        kind,
        words=f"the share of minutes in which {subject} gets at least {least} done a second",
        formula=f"minutes with at least {least} a second / all minutes",
        bad=f"sum(rate({series}[{BASE}])) < bool {least}",
        total=f"group({series})",
        watched=series,
        counts_events=False,
        metric=name,
        matchers=labels,
        threshold=threshold,
    )


_MAKERS: dict[str, Callable[[Indicator, str, Decimal | None, str], Sli]] = {
    "request-latency": _latency,
    "availability": _requests,
    "error-rate": _requests,
    "correctness": _requests,
    "durability": _requests,
    "custom": _requests,
    "freshness": _age,
    "batch-age": _age,
    "queue-age": _age,
    "throughput": _throughput,
}
"""How each kind is counted where the team wrote no queries of its own."""
