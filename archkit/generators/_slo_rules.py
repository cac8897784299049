"""An objective becomes Prometheus rules: what was bad, how fast the budget burns, and when to tell somebody.

The names of the recorded metrics and the labels ``sloth_id``, ``sloth_service``, ``sloth_slo`` and ``sloth_window`` are
those of Sloth, for which dashboards exist. Unlike there, bad events and all events are recorded separately. Windows of
a day and more are a sum of the one divided by a sum of the other: each event weighs the same at any load, and nobody
reads raw series of a month. Shorter windows read the raw series: sums of five-minute rates would see an outage two
minutes later.
"""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from archkit.generators._yaml import Data
from archkit.objectives import (
    DAY,
    FEWEST,
    HOUR,
    Burn,
    Objective,
    Row,
    Sli,
    Tier,
    number,
    percent,
    prometheus_duration,
    quote,
    spoken_duration,
)

BAD, ALL, RATIO = "slo:sli_bad_events:rate5m", "slo:sli_events:rate5m", "slo:sli_error:ratio_rate"
FAST, SLOW, ABSENT = "ErrorBudgetBurnFast", "ErrorBudgetBurnSlow", "ServiceLevelIndicatorAbsent"
"""The alerts. The fast one inhibits the slow one of the same ``sloth_id``: they have names and a label of their own."""

_WINDOWS = (300, 1800, HOUR, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY)
"""Windows that dashboards made for Sloth ask for."""
_BASE = 300
_EVERY = 60
"""Seconds between two samples of what is recorded; the number of bad events in a window is computed with it."""
_NOISE = Decimal("0.5")
"""A rate is extrapolated to the ends of its window, so three events may be counted as a little less."""
_PATIENCE = 300
"""Seconds for which a metric may be gone: a restart takes as long."""


def literal(text: str) -> str:
    """Return a text for a Prometheus label or annotation, which are templates: nothing of it is executed."""
    return text.replace("{{", '{{ "{{" }}')


def identity(objective: Objective) -> dict[str, str]:
    """Return the labels that tell objectives apart."""
    return {"sloth_id": objective.key, "sloth_service": objective.service, "sloth_slo": objective.id}


def picked(metric: str, objective: Objective) -> str:
    """Return a recorded metric of one objective."""
    return f"{metric}{{sloth_id={quote(objective.key)}}}"


def rule_groups(objective: Objective) -> list[Data]:
    """Return the groups of rules of an objective that is watched: indicator, facts about it, alerts."""
    sli, burn = objective.sli, objective.burn
    if sli is None or burn is None:
        return []
    return [
        {
            "name": f"slo-sli-{objective.key}",
            "interval": "1m",
            "rules": list(_indicator(objective, sli, burn)),
        },
        {"name": f"slo-meta-{objective.key}", "interval": "5m", "rules": list(_meta(objective, sli))},
        {
            "name": f"slo-alerts-{objective.key}",
            "interval": "1m",
            "rules": list(alerts(objective, sli, burn)),
        },
    ]


def _record(name: str, expression: str, labels: Mapping[str, str]) -> dict[str, Data]:
    return {"record": name, "expr": expression, "labels": labels}


def _indicator(objective: Objective, sli: Sli, burn: Burn) -> Iterator[Data]:
    labels = identity(objective)
    yield _record(BAD, sli.bad_over("5m"), labels)
    yield _record(ALL, f"({sli.total_over('5m')}) > 0", labels)
    for window in windows(objective, burn):
        text = prometheus_duration(window)
        yield _record(f"{RATIO}{text}", _ratio(objective, sli, window), {**labels, "sloth_window": text})


def windows(objective: Objective, burn: Burn) -> tuple[int, ...]:
    """Return the windows over which the ratio is recorded, without the period itself, in seconds."""
    return tuple(sorted({*burn.windows, *(one for one in _WINDOWS if one < objective.period)}))


def _ratio(objective: Objective, sli: Sli, window: int) -> str:
    bad, total = picked(BAD, objective), picked(ALL, objective)
    text = prometheus_duration(window)
    if window == _BASE:
        return f"{bad} / {total}"
    if window < DAY and sli.counts_events:
        return f"({sli.bad_over(text)})\n/\n(({sli.total_over(text)}) > 0)"
    return f"sum_over_time({bad}[{text}])\n/\nsum_over_time({total}[{text}])"


def _meta(objective: Objective, sli: Sli) -> Iterator[Data]:
    labels = identity(objective)
    target, budget = objective.target or Decimal(), objective.budget or Decimal()
    spent = f"max without (sloth_window) ({picked(RATIO + objective.window, objective)}) / {number(budget)}"
    now = f"max without (sloth_window) ({picked(RATIO + '5m', objective)}) / {number(budget)}"
    yield _record(
        f"{RATIO}{objective.window}",
        _ratio(objective, sli, objective.period),
        {**labels, "sloth_window": objective.window},
    )
    yield _record("slo:objective:ratio", f"vector({number(target)})", labels)
    yield _record("slo:error_budget:ratio", f"vector({number(budget)})", labels)
    yield _record("slo:time_period:days", f"vector({number(Decimal(objective.period) / DAY)})", labels)
    yield _record("slo:current_burn_rate:ratio", now, labels)
    yield _record("slo:period_burn_rate:ratio", spent, labels)
    yield _record("slo:period_error_budget_remaining:ratio", f"1 - ({spent})", labels)
    info = {"sloth_objective": number(target * 100), "sloth_spec": "archkit", "sloth_mode": "archkit"}
    yield _record("sloth_slo_info", "vector(1)", {**labels, **info})


# ---- alerts


def alerts(objective: Objective, sli: Sli, burn: Burn) -> Iterator[dict[str, Any]]:
    """Yield the alerts of an objective."""
    for tier, name in ((Tier.FAST, FAST), (Tier.SLOW, SLOW)):
        rows = burn.tier(tier)
        if rows:
            yield {
                "alert": name,
                "expr": _condition(objective, sli, rows),
                "labels": alert_labels(objective, tier),
                "annotations": _burn_texts(objective, sli, rows),
            }
    yield {
        "alert": ABSENT,
        "expr": f"max(absent({sli.watched.replace(chr(0), '5m')}))",
        "for": prometheus_duration(blind_for(burn)),
        "labels": {**identity(objective), **alert_labels(objective, Tier.FAST)},
        "annotations": _absent_texts(objective, sli, burn),
    }


def alert_labels(objective: Objective, tier: Tier) -> dict[str, str]:
    """Return the labels by which an alert is routed: who is told, how urgently."""
    wakes = tier is Tier.FAST and objective.pages
    labels = {"severity": "page" if wakes else "ticket", "tier": tier.value}
    return {**labels, "owner": literal(objective.owner)} if objective.owner else labels


def blind_for(burn: Burn) -> int:
    """Return how many seconds the metric may be gone: as long as the fastest alert needs to see an outage, at most an hour."""
    fastest = min((row.detection for row in burn.rows), default=Decimal(HOUR))
    return min(HOUR, max(_PATIENCE, math.ceil(fastest / 60) * 60))


def _condition(objective: Objective, sli: Sli, rows: tuple[Row, ...]) -> str:
    parts = []
    for row in rows:
        conditions = [
            f"{picked(RATIO + prometheus_duration(window), objective)} > {number(row.threshold)}"
            for window in (row.long, row.short)
        ]
        if sli.counts_events:
            seen = f"sum_over_time({picked(BAD, objective)}[{prometheus_duration(row.long)}]) * {_EVERY}"
            conditions.append(f"{seen} > {number(FEWEST - _NOISE)}")
        inside = "\n    and ignoring (sloth_window)\n".join(f"      {one}" for one in conditions)
        parts.append(f"  (\n{inside}\n  )")
    return "max without (sloth_window) (\n" + "\n  or\n".join(parts) + "\n)"


def _burn_texts(objective: Objective, sli: Sli, rows: tuple[Row, ...]) -> dict[str, str]:
    slowest = max(row.exhausts for row in rows)
    spent = " or ".join(f"{percent(row.share)} of it within {spoken_duration(row.long)}" for row in rows)
    budget = percent(objective.budget or Decimal())
    period = spoken_duration(objective.period)
    pace = f"it lasts {spoken_duration(slowest)} at most instead of {period}"
    if slowest * 10 >= objective.period * 9:
        pace = f"nothing of it is left at the end of {period}"
    summary = f"{objective.service_name}: {objective.name} burns its error budget; at this speed {pace}"
    told = (
        f" of the {sli.noun} are bad, and {budget} of them may be over {spoken_duration(objective.period)}. This spends "
        f"{spent}. Objective: {percent(objective.target or Decimal())}, {sli.words}.{_felt(objective)}"
    )
    return {
        "summary": literal(summary),
        "description": "{{ $value | humanizePercentage }}" + literal(told),
        **_links(objective),
    }


def _absent_texts(objective: Objective, sli: Sli, burn: Burn) -> dict[str, str]:
    shown = spoken_duration(blind_for(burn))
    summary = (
        f"{objective.service_name}: the metric behind {objective.name} is gone, so nobody would see an outage"
    )
    told = f"No series has matched for {shown}: {sli.watched.replace(chr(0), '5m')}.{_felt(objective)}"
    return {"summary": literal(summary), "description": literal(told), **_links(objective)}


def _felt(objective: Objective) -> str:
    names = [one.title or one.label for one in objective.use_cases]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f" Felt in: {shown}." if names else ""


def _links(objective: Objective) -> dict[str, str]:
    stated = objective.level.runbook if objective.level else ""
    return {
        "runbook_url": literal(stated or runbook_path(objective)),
        "dashboard_url": f"/d/{dashboard_uid(objective.service)}",
    }


def runbook_path(objective: Objective) -> str:
    """Return where the runbook's skeleton stands, relative to the folder of service levels."""
    return f"runbooks/{objective.id}.md"


def dashboard_uid(service: str) -> str:
    """Return the id of a service's dashboard; Grafana takes at most 40 characters."""
    return f"slo-{service}"[:40].rstrip("-")
