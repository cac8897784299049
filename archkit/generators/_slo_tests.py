"""An objective becomes unit tests of its rules: traffic above and below each threshold, too little of it, and none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archkit.generators._slo_rules import (
    ABSENT,
    ALL,
    BAD,
    FAST,
    RATIO,
    SLOW,
    alert_labels,
    alerts,
    identity,
    picked,
    windows,
)
from archkit.generators._yaml import Data
from archkit.objectives import (
    DAY,
    HOUR,
    Burn,
    Matcher,
    Objective,
    Sli,
    Tier,
    number,
    prometheus_duration,
    quote,
)

_A_MINUTE = Decimal(60_000)
"""Events of the simulated traffic a minute: so many that small ratios are whole events."""
_GUESSES = ((".*", ""), (".*", "x"), (".+", "x"), ("..", "00"), (".", "0"), ("\\", ""))
_SHOWN = "{{ $value | humanizePercentage }}"


@dataclass(frozen=True, slots=True)
class _Phase:
    """Traffic that stays the same for some minutes."""

    minutes: int
    ratio: Decimal = Decimal(0)
    """The share that is bad."""
    events: Decimal = _A_MINUTE
    """A minute."""

    @property
    def bad(self) -> Decimal:
        return self.events * self.ratio


def unit_tests(objective: Objective, rules: str) -> Data:
    """Return a file for ``promtool test rules``.

    Args:
        objective: One that is watched.
        rules: The name of the file with its rules, beside the tests.
    """
    sli, burn = objective.sli, objective.burn
    if sli is None or burn is None:
        return {}
    return {
        "rule_files": [rules],
        "evaluation_interval": "1m",
        "group_eval_order": [f"slo-{part}-{objective.key}" for part in ("sli", "meta", "alerts")],
        "tests": list(_Simulation(objective, sli, burn).tests()),
    }


class _Simulation:
    """Traffic of one objective, and what its alerts have to say to it."""

    def __init__(self, objective: Objective, sli: Sli, burn: Burn) -> None:
        self.objective, self.sli = objective, sli
        self.fast, self.slow = burn.tier(Tier.FAST), burn.tier(Tier.SLOW)
        self.raw = _is_raw(sli)
        self.windows = windows(objective, burn)
        self.annotations: dict[str, dict[str, str]] = {}
        for alert in alerts(objective, sli, burn):
            self.annotations[alert["alert"]] = alert["annotations"]

    def tests(self) -> Iterator[Data]:
        """Yield the tests that apply to the rows that are there."""
        if self.raw or not self.sli.failing:
            yield from self._of_rates()
        if self.raw:
            yield self._one_failure()
            yield self._idle()
        if not self.sli.counts_events:
            yield self._slice()
        yield self._gone()

    def _of_rates(self) -> Iterator[Data]:
        rows = (*self.fast, *self.slow)
        if rows:
            ratio = min(row.threshold for row in rows) / 2
            yield self._test(
                "below every threshold", [_Phase(121, ratio)], ("2h", FAST, None), ("2h", SLOW, None)
            )
        if self.fast:
            threshold = max(row.threshold for row in self.fast)
            ratio = min(threshold * Decimal("1.2"), (threshold + 1) / 2)
            both = [("2h", SLOW, ratio)] if self.slow else []
            yield self._test("above every threshold", [_Phase(121, ratio)], ("2h", FAST, ratio), *both)
            ended = [_Phase(61, ratio), _Phase(60)]
            yield self._test("a burn that has ended", ended, ("1h", FAST, ratio), ("2h", FAST, None))
        if self.slow:
            floor = min(row.threshold for row in self.slow)
            ceiling = min((row.threshold for row in self.fast), default=Decimal(1))
            ratio = (floor + ceiling) / 2
            name = "too slow for the fast alert"
            yield self._test(name, [_Phase(121, ratio)], ("2h", FAST, None), ("2h", SLOW, ratio))

    # ---- tests

    def _test(
        self, name: str, phases: list[_Phase], *expected: tuple[str, str, Decimal | None]
    ) -> dict[str, Data]:
        return {
            "name": name,
            "interval": "1m",
            "input_series": self._series(phases),
            "alert_rule_test": [self._expects(*one) for one in expected],
        }

    def _expects(self, at: str, alert: str, ratio: Decimal | None, *, fires: bool = False) -> Data:
        """Return what an alert has to say at a time: nothing, without a ratio."""
        if ratio is None and not fires:
            return {"eval_time": at, "alertname": alert, "exp_alerts": []}
        shown = f"{float(ratio or 0) * 100:.4g}%"
        labels = alert_labels(self.objective, Tier.SLOW if alert == SLOW else Tier.FAST)
        return {
            "eval_time": at,
            "alertname": alert,
            "exp_alerts": [
                {
                    "exp_labels": {
                        **identity(self.objective),
                        **{key: _rendered(text) for key, text in labels.items()},
                    },
                    "exp_annotations": {
                        key: _rendered(text.replace(_SHOWN, shown))
                        for key, text in self.annotations[alert].items()
                    },
                }
            ],
        }

    def _one_failure(self) -> Data:
        """Return a single bad event among few: above the threshold perhaps, and no reason to wake anybody."""
        few = Decimal(1)
        phases = [_Phase(117, events=few), _Phase(1, Decimal(1), few), _Phase(60, events=few)]
        name = "a single bad event when there are few"
        return self._test(name, phases, ("2h", FAST, None), ("2h", SLOW, None))

    def _idle(self) -> Data:
        test = self._test(
            "no traffic",
            [_Phase(121, events=Decimal(0))],
            *((("2h", one, None)) for one in (FAST, SLOW, ABSENT)),
        )
        ratio = {"expr": picked(f"{RATIO}5m", self.objective), "eval_time": "2h", "exp_samples": []}
        return {**test, "promql_expr_test": [ratio]}

    def _gone(self) -> Data:
        quiet = [self._expects("2h", alert, None) for alert in (FAST, SLOW)]
        return {
            "name": "the metric is gone",
            "interval": "1m",
            "input_series": [],
            "alert_rule_test": [self._expects("2h", ABSENT, None, fires=True), *quiet],
        }

    def _slice(self) -> Data:
        """Return a measured value beyond its limit: the slice of time is bad."""
        limit, labels = self.sli.threshold or Decimal(), _labels(self.sli.matchers) or {}
        if self.sli.kind == "throughput":
            values = f"0+{number(limit * 30)}x60"
        else:
            values = (
                "0+0x60" if self.sli.metric.endswith("_timestamp_seconds") else f"{number(limit * 2)}+0x60"
            )
        at = "59m" if limit < 3000 else "1h"
        sample: Data = {
            "labels": f"{RATIO}5m{_braces(identity(self.objective) | {'sloth_window': '5m'})}",
            "value": 1,
        }
        return {
            "name": "a value beyond its limit makes a bad minute",
            "interval": "1m",
            "input_series": [{"series": self.sli.metric + _braces(labels), "values": values}],
            "promql_expr_test": [
                {"expr": picked(f"{RATIO}5m", self.objective), "eval_time": at, "exp_samples": [sample]}
            ],
        }

    # ---- series

    def _series(self, phases: list[_Phase]) -> list[Data]:
        """Return traffic as the raw series that the indicator reads, or as recorded ones where those cannot be made up."""
        if not self.raw:
            return self._recorded(phases)
        metric, labels = self.sli.metric, _labels(self.sli.matchers) or {}
        total = [phase.events for phase in phases]
        bad = [phase.bad for phase in phases]
        good = [phase.events - phase.bad for phase in phases]
        minutes = [phase.minutes for phase in phases]
        if not self.sli.failing:
            bound = number(self.sli.threshold or Decimal())
            return [
                _counter(f"{metric}_bucket", labels | {"le": bound}, good, minutes),
                _counter(f"{metric}_bucket", labels | {"le": "+Inf"}, total, minutes),
                _counter(f"{metric}_count", labels, total, minutes),
            ]
        failed, fine = _failing(self.sli.failing)
        series = [_counter(metric, labels | fine, good, minutes)]
        # Before the first failure there is no series of failures.
        return [*series, _counter(metric, labels | failed, bad, minutes)] if any(bad) else series

    def _recorded(self, phases: list[_Phase]) -> list[Data]:
        """Return what the rules would record, where raw series cannot be made up; long windows remember the first phase."""
        labels, minutes = identity(self.objective), [phase.minutes for phase in phases]
        whole = Decimal(1000) if self.sli.counts_events else Decimal(1)
        ratios = [phase.ratio for phase in phases]
        series = [
            _level(BAD, labels, [whole * ratio for ratio in ratios], minutes),
            _level(ALL, labels, [whole for _ in phases], minutes),
        ]
        windows = [one for one in self.windows if one < DAY and self.sli.counts_events]
        for window in windows[1:]:
            text = prometheus_duration(window)
            seen = ratios if window < HOUR else [max(ratios) for _ in phases]
            series.append(_level(f"{RATIO}{text}", labels | {"sloth_window": text}, seen, minutes))
        return series


def _is_raw(sli: Sli) -> bool:
    """Tell whether raw series can be made up for an indicator."""
    if not sli.metric or not sli.counts_events or _labels(sli.matchers) is None:
        return False
    told = {one.label for one in sli.failing}
    return all(_example(one) is not None for one in sli.failing) and not any(
        m.label in told for m in sli.matchers
    )


def _labels(matchers: tuple[Matcher, ...]) -> dict[str, str] | None:
    """Return labels that matchers pick; None where no example comes to mind."""
    found: dict[str, str] = {}
    for one in matchers:
        example = _example(one)
        if example is None or found.get(one.label, example) != example:
            return None
        found[one.label] = example
    return found


def _failing(matchers: tuple[Matcher, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return labels of a bad event and of a good one."""
    bad = {one.label: _example(one) or "" for one in matchers}
    opposite = {"=": "!=", "!=": "=", "=~": "!~", "!~": "=~"}
    good = {
        one.label: _example(Matcher(one.label, opposite[one.operator], one.value)) or "" for one in matchers
    }
    return bad, good


def _example(matcher: Matcher) -> str | None:
    """Return a value that a matcher picks; None where none comes to mind."""
    if matcher.operator == "=":
        return matcher.value
    if matcher.operator in {"!=", "!~"}:
        return "something-else"
    guess = matcher.value.split("|")[0].strip("()^$")
    for pattern, plain in (("", ""), *_GUESSES):
        guess = guess.replace(pattern, plain) if pattern else guess
        if re.fullmatch(matcher.value, guess):
            return guess
    return None


def _counter(metric: str, labels: dict[str, str], slopes: list[Decimal], minutes: list[int]) -> Data:
    """Return a counter that grows by so much a minute, phase by phase."""
    at, values = Decimal(0), []
    for slope, count in zip(slopes, minutes, strict=True):
        values.append(f"{number(at)}+{number(slope)}x{count - 1}")
        at += slope * count
    return {"series": metric + _braces(labels), "values": " ".join(values)}


def _level(metric: str, labels: dict[str, str], values: list[Decimal], minutes: list[int]) -> Data:
    """Return a gauge that keeps a value for some minutes, phase by phase."""
    shown = " ".join(f"{number(value)}+0x{count - 1}" for value, count in zip(values, minutes, strict=True))
    return {"series": metric + _braces(labels), "values": shown}


def _braces(labels: dict[str, str]) -> str:
    return "{" + ",".join(f"{key}={quote(text)}" for key, text in labels.items()) + "}"


def _rendered(text: str) -> str:
    """Return what Prometheus makes of a template in which nothing is left to execute."""
    return text.replace('{{ "{{" }}', "{{")
