"""Objectives become files of other tools: OpenSLO v1, the format of Sloth, the PrometheusRule of Kubernetes."""

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archkit.generators._slo_rules import (
    FAST,
    RATIO,
    alert_labels,
    dashboard_uid,
    literal,
    picked,
    rule_groups,
    runbook_path,
)
from archkit.generators._yaml import Data
from archkit.objectives import Objective, Row, Sli, Tier, percent, prometheus_duration

_VERSION = "openslo/v1"
_SOURCE = "prometheus"
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_TEXT = 63, 63, 1050
_SLOTH_WINDOW = "{{.window}}"
_SEVERITIES = {"page": "Whoever is on call.", "ticket": "The board of the team that owns the objective."}


def dns_label(text: str) -> str:
    """Return a name of at most 63 characters; a longer one keeps its beginning and gets a digest, so it stays unique."""
    if len(text) <= _LONGEST_NAME:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{text[: _LONGEST_NAME - 9].rstrip('-')}-{digest}"


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _metadata(name: str, title: str) -> Data:
    return {"name": dns_label(name), "displayName": _short(title, _LONGEST_TITLE)}


def _document(kind: str, metadata: Data, spec: Data) -> dict[str, Data]:
    return {"apiVersion": _VERSION, "kind": kind, "metadata": metadata, "spec": spec}


# ---- OpenSLO


def shared_documents(objectives: Sequence[Objective]) -> Iterator[Data]:
    """Yield what several objectives refer to: the data source, the services, who is told."""
    yield _document(
        "DataSource",
        _metadata(_SOURCE, "Prometheus"),
        {"type": "Prometheus", "connectionDetails": {"url": "http://prometheus:9090"}},
    )
    for service, name in sorted({one.service: one.service_name for one in objectives}.items()):
        yield _document("Service", _metadata(service, name), {"description": _short(name, _LONGEST_TEXT)})
    for severity, words in _SEVERITIES.items():
        yield _document(
            "AlertNotificationTarget",
            _metadata(severity, severity),
            {"target": severity, "description": words},
        )


def objective_documents(objective: Objective) -> Iterator[Data]:
    """Yield an objective in parts that refer to each other: indicator, conditions, policies, objective."""
    if objective.sli is None or objective.burn is None:
        return
    name = dns_label(objective.id)
    yield _document("SLI", _metadata(name, objective.name), _indicator(objective, objective.sli))
    for row in objective.burn.rows:
        yield _document(
            "AlertCondition",
            _metadata(_row_name(objective, row), _row_title(row)),
            _condition(objective, row),
        )
        policy = _policy(objective, row, {"conditionRef": dns_label(_row_name(objective, row))})
        yield _document("AlertPolicy", _metadata(_row_name(objective, row), _row_title(row)), policy)
    policies = [{"alertPolicyRef": dns_label(_row_name(objective, row))} for row in objective.burn.rows]
    yield _slo(objective, {"indicatorRef": name}, policies)


def inlined_document(objective: Objective) -> Data:
    """Return an objective in one document, for tools that follow no references."""
    if objective.sli is None or objective.burn is None:
        return {}
    indicator = {
        "metadata": _metadata(objective.id, objective.name),
        "spec": _indicator(objective, objective.sli),
    }
    policies: list[Data] = []
    for row in objective.burn.rows:
        metadata = _metadata(_row_name(objective, row), _row_title(row))
        condition = {"kind": "AlertCondition", "metadata": metadata, "spec": _condition(objective, row)}
        policies.append(
            {"kind": "AlertPolicy", "metadata": metadata, "spec": _policy(objective, row, condition)}
        )
    return _slo(objective, {"indicator": indicator}, policies)


def _slo(objective: Objective, indicator: dict[str, Data], policies: Sequence[Data]) -> Data:
    target = objective.target or Decimal()
    return _document(
        "SLO",
        _metadata(objective.id, objective.name),
        {
            "description": _short(_describe(objective), _LONGEST_TEXT),
            "service": dns_label(objective.service),
            **indicator,
            "timeWindow": [{"duration": objective.window, "isRolling": True}],
            "budgetingMethod": "Occurrences",
            "objectives": [{"displayName": _short(objective.name, _LONGEST_TITLE), "target": target}],
            "alertPolicies": policies,
        },
    )


def _describe(objective: Objective) -> str:
    said = objective.quality.statement if objective.quality else ""
    words = objective.sli.words if objective.sli else ""
    return f"{said} Indicator: {words}." if said else f"{words[:1].upper()}{words[1:]}."


def _indicator(objective: Objective, sli: Sli) -> Data:
    description = _short(sli.words, _LONGEST_TEXT)
    if not sli.total_counter or not (sli.good_counter or sli.bad_counter):
        raw = {"rawType": "failure", "raw": _source(picked(f"{RATIO}5m", objective))}
        return {"description": description, "ratioMetric": {"counter": False, **raw}}
    part = {"good": _source(sli.good_counter)} if sli.good_counter else {"bad": _source(sli.bad_counter)}
    return {
        "description": description,
        "ratioMetric": {"counter": True, **part, "total": _source(sli.total_counter)},
    }


def _source(query: str) -> Data:
    return {"metricSource": {"metricSourceRef": _SOURCE, "type": "Prometheus", "spec": {"query": query}}}


def _row_name(objective: Objective, row: Row) -> str:
    return f"{objective.id}-{prometheus_duration(row.long)}"


def _row_title(row: Row) -> str:
    return f"{percent(row.share)} of the budget within {prometheus_duration(row.long)}"


def _condition(objective: Objective, row: Row) -> Data:
    return {
        "description": f"The budget burns {percent(row.share)} of itself within {prometheus_duration(row.long)} or faster.",
        "severity": alert_labels(objective, row.tier)["severity"],
        "condition": {
            "kind": "burnrate",
            "op": "gte",
            "threshold": row.factor,
            "lookbackWindow": prometheus_duration(row.long),
        },
    }


def _policy(objective: Objective, row: Row, condition: Data) -> Data:
    return {
        "description": _row_title(row),
        "alertWhenBreaching": True,
        "alertWhenResolved": False,
        "alertWhenNoData": False,
        "conditions": [condition],
        "notificationTargets": [{"targetRef": alert_labels(objective, row.tier)["severity"]}],
    }


# ---- Sloth and Kubernetes


def sloth_document(objectives: Sequence[Objective]) -> Data:
    """Return the objectives of one service as Sloth reads them; it makes rules for 30 and 28 days."""
    return {
        "version": "prometheus/v1",
        "service": objectives[0].service,
        "slos": [_sloth(one, one.sli) for one in objectives if one.sli is not None],
    }


def _sloth(objective: Objective, sli: Sli) -> Data:
    def over(query: str) -> str:
        return _SLOTH_WINDOW.join(literal(part) for part in query.split("\0"))

    if sli.counts_events:
        indicator: Data = {"events": {"error_query": over(sli.bad), "total_query": over(sli.total)}}
    else:
        bad = literal(sli.bad_over("5m"))
        indicator = {"raw": {"error_ratio_query": f"avg_over_time(({bad})[{_SLOTH_WINDOW}:1m])"}}
    labels = {"owner": literal(objective.owner)} if objective.owner else {}
    texts = {
        "summary": literal(f"{objective.service_name}: {objective.name} burns its error budget"),
        "runbook_url": literal(runbook_path(objective)),
        "dashboard_url": f"/d/{dashboard_uid(objective.service)}",
    }
    return {
        "name": objective.id,
        "objective": (objective.target or Decimal()) * 100,
        "description": _short(_describe(objective), _LONGEST_TEXT),
        "labels": labels,
        "sli": indicator,
        "alerting": {
            "name": FAST.removesuffix("Fast"),
            "annotations": texts,
            "page_alert": {
                "labels": {"tier": "fast", "severity": alert_labels(objective, Tier.FAST)["severity"]}
            },
            "ticket_alert": {"labels": {"tier": "slow", "severity": "ticket"}},
        },
    }


def prometheus_rule(objective: Objective) -> Data:
    """Return the rules as the operator of Prometheus takes them."""
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {
            "name": dns_label(f"slo-{objective.key}"),
            "labels": {
                "app.kubernetes.io/managed-by": "archkit",
                "app.kubernetes.io/part-of": dns_label(objective.service),
            },
        },
        "spec": {"groups": rule_groups(objective)},
    }
