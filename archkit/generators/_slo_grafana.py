"""The objectives of a service become a Grafana dashboard: target, budget left, burn rates, latency percentiles."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from archkit.generators._markdown import plain
from archkit.generators._slo_rules import RATIO, dashboard_uid, picked
from archkit.objectives import Objective, Sli, Tier, number, percent, prometheus_duration, selector

_SCHEMA = 39
"""The version of Grafana 11's dashboards; later ones migrate it."""
_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
_WIDTH = 24


def dashboard(objectives: Sequence[Objective]) -> str:
    """Return the dashboard of a service's objectives as JSON."""
    service = objectives[0]
    panels: list[dict[str, Any]] = []
    top = 0
    for one in objectives:
        for panel in _row(one, top):
            panels.append({"id": len(panels) + 1, **panel})
        top = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in panels)
    board = {
        "uid": dashboard_uid(service.service),
        "title": _title(f"Service levels: {service.service_name}"),
        "tags": ["slo", "archkit"],
        "schemaVersion": _SCHEMA,
        "editable": True,
        "graphTooltip": 1,
        "time": {"from": "now-7d", "to": "now"},
        "refresh": "1m",
        "timezone": "utc",
        "templating": {
            "list": [
                {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"}
            ]
        },
        "panels": panels,
    }
    return json.dumps(board, indent=2, ensure_ascii=False)


def _title(text: str) -> str:
    """Return a title in which Grafana finds no variable."""
    return " ".join(text.replace("$", "\uff04").replace("[[", "[ [").split())


def _row(objective: Objective, top: int) -> Iterator[dict[str, Any]]:
    sli, target = objective.sli, objective.target
    if sli is None or target is None:
        return
    yield {
        "type": "row",
        "title": _title(objective.name),
        "collapsed": False,
        "gridPos": _place(top, 0, _WIDTH, 1),
    }
    top += 1
    yield _stat("Objective", picked("slo:objective:ratio", objective), top, 0)
    yield _stat(f"Good in {objective.window}", f"1 - {picked(RATIO + objective.window, objective)}", top, 4)
    left = _stat("Budget left", picked("slo:period_error_budget_remaining:ratio", objective), top, 8)
    left["fieldConfig"]["defaults"]["thresholds"] = _steps(
        ("red", None), ("orange", 0.0), ("yellow", 0.2), ("green", 0.5)
    )
    yield left
    yield {
        "type": "text",
        "title": "What it is",
        "gridPos": _place(top, 12, 12, 4),
        "options": {"mode": "markdown", "content": _words(objective, sli)},
    }
    top += 4
    yield _burn_rates(objective, top)
    yield _graph(
        "Budget left",
        [(picked("slo:period_error_budget_remaining:ratio", objective), "left")],
        _place(top, 8, 8, 8),
    )
    if sli.kind == "request-latency" and sli.metric:
        yield _percentiles(sli, top)
    else:
        ratio = [(picked(f"{RATIO}{one}", objective), one) for one in ("5m", "1h")]
        yield _graph("Bad share", ratio, _place(top, 16, 8, 8))


def _words(objective: Objective, sli: Sli) -> str:
    at = f" Measured at {objective.measured_at}." if objective.measured_at else ""
    owner = f" Owner: {objective.owner}." if objective.owner else ""
    said = f"{sli.words[:1].upper()}{sli.words[1:]}: {percent(objective.target or Decimal())} over {objective.window}.{at}{owner}"
    return plain(_title(said))


def _place(top: int, left: int, width: int, height: int) -> dict[str, int]:
    return {"h": height, "w": width, "x": left, "y": top}


def _steps(*steps: tuple[str, float | None]) -> dict[str, Any]:
    return {"mode": "absolute", "steps": [{"color": color, "value": value} for color, value in steps]}


def _stat(title: str, query: str, top: int, left: int) -> dict[str, Any]:
    return {
        "type": "stat",
        "title": title,
        "datasource": _SOURCE,
        "gridPos": _place(top, left, 4, 4),
        "targets": [{"refId": "A", "expr": query, "instant": True, "datasource": _SOURCE}],
        "options": {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "value", "graphMode": "none"},
        "fieldConfig": {"defaults": {"unit": "percentunit", "decimals": 3}, "overrides": []},
    }


def _graph(
    title: str, queries: Sequence[tuple[str, str]], place: dict[str, int], unit: str = "percentunit"
) -> dict[str, Any]:
    targets = [
        {"refId": chr(ord("A") + index), "expr": query, "legendFormat": legend, "datasource": _SOURCE}
        for index, (query, legend) in enumerate(queries)
    ]
    return {
        "type": "timeseries",
        "title": title,
        "datasource": _SOURCE,
        "gridPos": place,
        "targets": targets,
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi"}},
        "fieldConfig": {"defaults": {"unit": unit, "custom": {"fillOpacity": 0}}, "overrides": []},
    }


def _burn_rates(objective: Objective, top: int) -> dict[str, Any]:
    rows = objective.burn.rows if objective.burn else ()
    budget = number(objective.budget or Decimal(1))
    windows = [prometheus_duration(row.long) for row in rows]
    queries = [(f"{picked(RATIO + window, objective)} / {budget}", window) for window in windows]
    panel = _graph("Burn rate (1 spends the budget in its period)", queries, _place(top, 0, 8, 8), "none")
    steps: list[tuple[str, float | None]] = [("green", None)]
    steps += [("red" if row.tier is Tier.FAST else "orange", float(row.factor)) for row in reversed(rows)]
    defaults = panel["fieldConfig"]["defaults"]
    defaults["thresholds"] = _steps(*steps)
    defaults["custom"]["thresholdsStyle"] = {"mode": "dashed"}
    return panel


def _percentiles(sli: Sli, top: int) -> dict[str, Any]:
    rate = f"sum by (le) (rate({selector(f'{sli.metric}_bucket', *sli.matchers)}[$__rate_interval]))"
    queries = [
        (f"histogram_quantile({share}, {rate})", f"p{share[2:]}") for share in ("0.50", "0.95", "0.99")
    ]
    panel = _graph("Latency", queries, _place(top, 16, 8, 8), "s")
    limit = float(sli.threshold) if sli.threshold is not None else None
    panel["fieldConfig"]["defaults"]["thresholds"] = _steps(("green", None), ("red", limit))
    panel["fieldConfig"]["defaults"]["custom"]["thresholdsStyle"] = {"mode": "dashed"}
    return panel
