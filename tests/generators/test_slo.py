"""Service levels: judged by promtool, driven with traffic, held to the rules of OpenSLO, safe whatever the YAML says."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool is not installed: apt-get install prometheus"
)

SHOP = """\
actors:
  customer: {kind: person}
components:
  shop: {kind: service, interface: rest, availability: 99.95 %}
use_cases:
  buy:
    title: Buy a ticket
    primary_actor: customer
    load: {average: 20/s}
    steps: [customer -> shop: {action: Buy, operation: POST /orders}]
quality_attributes:
  shop-open:
    statement: Whoever wants a ticket gets an answer.
    applies_to: [use_case:buy]
    measure: availability >= 99.9 % over 30 d
service_levels:
  shop-availability:
    name: Shop availability
    objective_of: shop-open
    sli: {kind: availability, metric: http_requests_total, selector: 'job="shop"', measured_at: component:shop}
    target: 99.9 %
    window: 30 d
    owner: team-shop
    paging: true
"""

KINDS = """\
quality_attributes:
  fast: {measure: p95 response_time <= 1 s}
  fresh: {measure: p99 staleness <= 30 s}
  busy: {measure: throughput >= 600/s}
  kept: {measure: durability >= 99.99 % over 1 y}
  right: {measure: duplicates <= 0.1 %}
service_levels:
  latency: {objective_of: fast, sli: {kind: request-latency, metric: http_request_duration_seconds, selector: 'route=~"/a|/b"'}}
  errors: {target: 99 %, sli: {kind: error-rate, metric: grpc_server_handled_total, bad: 'grpc_code!="OK"'}}
  freshness: {objective_of: fresh, sli: {kind: freshness, metric: last_import_timestamp_seconds}}
  queue: {objective_of: fresh, sli: {kind: queue-age, metric: oldest_message_age_seconds, selector: 'queue="mail"'}}
  batch: {objective_of: fresh, target: 90 %, sli: {kind: batch-age, metric: batch_age_seconds}}
  work: {objective_of: busy, target: 99 %, sli: {kind: throughput, metric: events_total}}
  durable: {objective_of: kept, sli: {kind: durability, metric: records_checked_total, bad: 'result="lost"'}}
  correct: {objective_of: right, sli: {kind: correctness, good: 'sum(ok_total)', total: 'sum(all_total)'}}
"""


def made(root: Path) -> dict[str, str]:
    return {
        one.path.removeprefix("slo/"): one.data.decode()
        for one in Workspace(root).artifacts(("slo",))
        if one.path.startswith("slo/")
    }


def rules_of(text: str) -> dict[str, dict[str, Any]]:
    groups = yaml.safe_load(text)["groups"]
    return {rule.get("record") or rule["alert"]: rule for group in groups for rule in group["rules"]}


def promtool(*words: str | Path) -> str:
    done = subprocess.run(["promtool", *map(str, words)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def written(files: dict[str, str], folder: Path) -> Iterator[Path]:
    for name, text in files.items():
        if "prometheus/" in name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            yield path


def assert_judged(files: dict[str, str], folder: Path) -> None:
    paths = list(written(files, folder))
    rules = [path for path in paths if path.name.endswith(".rules.yaml")]
    assert rules
    assert promtool("check", "rules", "--lint=all", "--lint-fatal", *rules) == ""
    for path in paths:
        if path.name.endswith(".test.yaml"):
            assert promtool("test", "rules", path) == "", path.name


# ---- promtool


@needs_promtool
@pytest.mark.parametrize("name", ["hitchhiking", "online-store"])
def test_the_rules_of_the_examples_pass_promtool_and_their_own_tests(name, tmp_path) -> None:
    assert_judged(made(EXAMPLES / name), tmp_path)


@needs_promtool
def test_every_kind_of_indicator_passes_promtool_and_its_own_tests(make_workspace, tmp_path) -> None:
    files = made(make_workspace(KINDS))
    assert len([name for name in files if name.endswith(".rules.yaml")]) == 8
    assert_judged(files, tmp_path)


HOUR = 60
QUIET, STEADY = 0.0, 1000.0


def simulated(phases: list[tuple[int, float, float]]) -> list[dict[str, str]]:
    """Counters of requests, by minute: for so many minutes, so many requests a minute, so many of them failing."""
    series = []
    for code, part in (
        ("200", lambda total, share: total * (1 - share)),
        ("500", lambda total, share: total * share),
    ):
        at, values = 0.0, []
        for minutes, total, share in phases:
            slope = part(total, share)
            values.append(f"{at:.6f}+{slope:.6f}x{minutes - 1}")
            at += slope * minutes
        series.append(
            {"series": f'http_requests_total{{job="shop",code="{code}"}}', "values": " ".join(values)}
        )
    return series


def firing(folder: Path, phases: list[tuple[int, float, float]]) -> set[str]:
    """Return the alerts that fire at the end of some traffic."""
    at = sum(minutes for minutes, _, _ in phases) - 1
    alerts = ("ErrorBudgetBurnFast", "ErrorBudgetBurnSlow", "ServiceLevelIndicatorAbsent")
    loud = set()
    for alert in alerts:
        case = {
            "interval": "1m",
            "input_series": simulated(phases),
            "promql_expr_test": [
                {
                    "expr": f'count(ALERTS{{alertname="{alert}",alertstate="firing"}})',
                    "eval_time": f"{at}m",
                    "exp_samples": [],
                }
            ],
        }
        test = {"rule_files": ["shop-availability.rules.yaml"], "evaluation_interval": "1m", "tests": [case]}
        path = folder / "case.yaml"
        path.write_text(yaml.safe_dump(test), encoding="utf-8")
        said = promtool("test", "rules", path)
        if said:
            assert "got" in said, said
            loud.add(alert)
    return loud


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    (root / "requirements").mkdir()
    (root / "archkit.yaml").write_text("archkit: 1\n", encoding="utf-8")
    (root / "requirements/all.yaml").write_text(SHOP, encoding="utf-8")
    paths = list(written(made(root), root / "out"))
    return next(path.parent for path in paths if path.name == "shop-availability.rules.yaml")


FAST, SLOW = "ErrorBudgetBurnFast", "ErrorBudgetBurnSlow"


@needs_promtool
@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        # An hour of trouble after five quiet ones: only the first row can see it.
        ([(5 * HOUR, STEADY, 0), (HOUR, STEADY, 0.0144 * 1.05)], {FAST, SLOW}),
        ([(5 * HOUR, STEADY, 0), (HOUR, STEADY, 0.0144 * 0.95)], {SLOW}),
        # Six hours of less trouble: the second row.
        ([(6 * HOUR, STEADY, 0.006 * 1.05)], {FAST, SLOW}),
        ([(6 * HOUR, STEADY, 0.006 * 0.95)], {SLOW}),
        # Little trouble, all the time.
        ([(8 * HOUR, STEADY, 0.001 * 1.05)], {SLOW}),
        ([(8 * HOUR, STEADY, 0.001 * 0.95)], set()),
        # Hardly any traffic, none, none any more.
        ([(117, 1, 0), (1, 1, 1), (60, 1, 0)], set()),
        ([(4 * HOUR, QUIET, 0)], set()),
        ([(2 * HOUR, STEADY, 0.02), (3 * HOUR, QUIET, 0)], {SLOW}),
        # All of it fails.
        ([(HOUR, STEADY, 0), (15, STEADY, 1)], {FAST, SLOW}),
    ],
)
def test_the_alerts_fire_above_their_thresholds_and_not_below(shop, phases, expected) -> None:
    assert firing(shop, phases) == expected


@needs_promtool
def test_a_metric_that_is_gone_is_told_and_nothing_else(shop) -> None:
    case = {"interval": "1m", "input_series": [], "promql_expr_test": []}
    for alert, expected in (("ServiceLevelIndicatorAbsent", 1), (FAST, 0), (SLOW, 0)):
        samples = [{"labels": "{}", "value": expected}] if expected else []
        case["promql_expr_test"].append(
            {
                "expr": f'count(ALERTS{{alertname="{alert}",alertstate="firing"}})',
                "eval_time": "30m",
                "exp_samples": samples,
            }
        )
    test = {"rule_files": ["shop-availability.rules.yaml"], "evaluation_interval": "1m", "tests": [case]}
    (shop / "gone.yaml").write_text(yaml.safe_dump(test), encoding="utf-8")
    assert promtool("test", "rules", shop / "gone.yaml") == ""


@needs_promtool
def test_the_value_of_a_period_weighs_every_request_the_same(shop) -> None:
    """Ninety busy minutes without fault and thirty with little traffic that fails: a mean of ratios would say 25 %."""
    phases = [(90, 10_000, 0), (31, 10, 1)]
    case = {
        "interval": "1m",
        "input_series": simulated(phases),
        "promql_expr_test": [
            {
                "expr": "slo:sli_error:ratio_rate30d < bool 0.001",
                "eval_time": "2h",
                "exp_samples": [
                    {
                        "labels": '{sloth_id="shop-shop-availability",sloth_service="shop",sloth_slo="shop-availability",sloth_window="30d"}',
                        "value": 1,
                    }
                ],
            }
        ],
    }
    test = {"rule_files": ["shop-availability.rules.yaml"], "evaluation_interval": "1m", "tests": [case]}
    (shop / "mean.yaml").write_text(yaml.safe_dump(test), encoding="utf-8")
    assert promtool("test", "rules", shop / "mean.yaml") == ""


# ---- rules


def test_no_number_shows_the_noise_of_floating_point(make_workspace) -> None:
    for name, text in made(make_workspace(SHOP)).items():
        assert not re.search(r"\d\.\d*(?:0000000|9999999)\d", text), name


def test_the_alerts_say_what_is_spent_who_feels_it_and_where_the_runbook_is(make_workspace) -> None:
    files = made(make_workspace(SHOP))
    fast = rules_of(files["prometheus/shop-availability.rules.yaml"])[FAST]
    told = fast["annotations"]
    assert "2 % of it within 1 h or 5 % of it within 6 h" in told["description"]
    assert "Buy a ticket" in told["description"]
    assert "lasts 5 d at most instead of 30 d" in told["summary"]
    assert told["runbook_url"] == "runbooks/shop-availability.md"
    assert told["runbook_url"] in files
    uid = told["dashboard_url"].removeprefix("/d/")
    assert json.loads(files["grafana/shop.json"])["uid"] == uid
    assert fast["labels"] == {"severity": "page", "tier": "fast", "owner": "team-shop"}


def test_what_nobody_pages_for_makes_a_ticket(make_workspace) -> None:
    files = made(make_workspace(SHOP.replace("paging: true", "paging: false")))
    fast = rules_of(files["prometheus/shop-availability.rules.yaml"])[FAST]
    assert fast["labels"]["severity"] == "ticket"


def test_a_target_of_all_is_refused_with_the_reason(make_workspace) -> None:
    files = made(make_workspace(SHOP.replace("target: 99.9 %", "target: 100 %")))
    assert not any("prometheus/" in name for name in files)
    assert "100 % leaves none" in files["shop-availability.md"]


def test_an_indicator_that_cannot_be_read_gives_a_page_and_no_rules(make_workspace) -> None:
    files = made(make_workspace(SHOP.replace("""'job="shop"'""", """'job="shop"} or vector(1)'""")))
    assert not any("prometheus/" in name for name in files)
    assert "Not measured yet" in files["shop-availability.md"]


def test_a_measure_without_a_service_level_is_proposed_apart_and_wakes_nobody(make_workspace) -> None:
    text = SHOP[: SHOP.index("service_levels:")]
    files = made(make_workspace(text))
    rules = rules_of(files["proposed/prometheus/shop-open.rules.yaml"])
    assert rules[FAST]["labels"]["severity"] == "ticket"
    assert not any(name.startswith("prometheus/") for name in files)
    page = files["proposed/shop-open.md"]
    block = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    agreed = made(make_workspace(text + block.split("\nsum(")[0], name="agreed"))
    assert "prometheus/shop-open.rules.yaml" in agreed


def test_a_target_other_than_its_measure_has_rules_of_its_own(make_workspace) -> None:
    files = made(make_workspace(SHOP.replace("target: 99.9 %", "target: 99.95 %")))
    rules = rules_of(files["prometheus/shop-availability.rules.yaml"])
    assert rules["slo:error_budget:ratio"]["expr"] == "vector(0.0005)"


def test_the_threshold_of_a_latency_is_a_bucket_however_its_bound_is_spelled(make_workspace) -> None:
    files = made(make_workspace(KINDS))
    bad = rules_of(files["prometheus/latency.rules.yaml"])["slo:sli_bad_events:rate5m"]["expr"]
    assert r'le=~"1(\\.0)?"' in bad


# ---- hostile texts

HOSTILE = """x" or vector(1) # {{ .Labels }} {{ template "x" }} `b` <script>alert(1)</script> [a](javascript:b) | ${datasource} $x"""


@needs_promtool
def test_no_text_of_a_user_becomes_a_query_a_template_or_markup(make_workspace, tmp_path) -> None:
    hostile = json.dumps(HOSTILE)
    text = (
        SHOP.replace("name: Shop availability", f"name: {hostile}")
        .replace("owner: team-shop", f"owner: {hostile}")
        .replace("title: Buy a ticket", f"title: {hostile}")
        .replace("Whoever wants a ticket gets an answer.", hostile)
    )
    files = made(make_workspace(text))
    assert_judged(files, tmp_path)
    rules = rules_of(files["prometheus/shop-availability.rules.yaml"])
    for alert in (FAST, SLOW):
        assert 'x"' not in rules[alert]["expr"]
        assert '{{ "{{" }} .Labels }}' in rules[alert]["annotations"]["summary"]
    json.loads(files["grafana/shop.json"])
    assert "${datasource} $x" not in files["grafana/shop.json"].replace('"uid": "${datasource}"', "")
    for name, page in files.items():
        if name.endswith(".md"):
            assert "<script" not in page, name
            assert "](javascript" not in page, name
        if name.endswith(".yaml"):
            list(yaml.safe_load_all(page))


# ---- OpenSLO: what the validation of the project's Go SDK demands

DNS_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
DURATION = re.compile(r"[1-9][0-9]*[mhdwMQY]")
OPERATORS = {"gt", "gte", "lt", "lte"}


def check_metadata(metadata: dict[str, Any]) -> None:
    assert DNS_LABEL.fullmatch(metadata["name"])
    assert len(metadata["name"]) <= 63
    assert len(metadata.get("displayName", "")) <= 63


def check_source(source: dict[str, Any]) -> None:
    assert source["metricSource"]["spec"]


def check_sli(spec: dict[str, Any]) -> None:
    ratio = spec["ratioMetric"]
    assert "thresholdMetric" not in spec
    assert isinstance(ratio["counter"], bool)
    if "raw" in ratio:
        assert ratio["rawType"] in {"success", "failure"}
        assert not {"good", "bad", "total"} & set(ratio)
        check_source(ratio["raw"])
        return
    assert ("good" in ratio) != ("bad" in ratio)
    for key in {"good", "bad", "total"} & set(ratio):
        check_source(ratio[key])
    assert "total" in ratio


def check_condition(spec: dict[str, Any]) -> None:
    assert spec["severity"]
    condition = spec["condition"]
    assert condition["kind"] == "burnrate"
    assert condition["op"] in OPERATORS
    assert condition["op"].startswith("g"), "an alert is for too fast a burn"
    assert condition["threshold"] > 0
    assert DURATION.fullmatch(condition["lookbackWindow"])


def check_policy(spec: dict[str, Any]) -> None:
    assert len(spec["conditions"]) == 1
    condition = spec["conditions"][0]
    if "conditionRef" not in condition:
        assert condition["kind"] == "AlertCondition"
        check_metadata(condition["metadata"])
        check_condition(condition["spec"])
    assert spec["notificationTargets"]


def check_slo(spec: dict[str, Any]) -> None:
    assert spec["service"]
    assert spec["budgetingMethod"] == "Occurrences"
    (window,) = spec["timeWindow"]
    assert window["isRolling"] is True
    assert DURATION.fullmatch(window["duration"])
    assert ("indicator" in spec) != ("indicatorRef" in spec)
    if "indicator" in spec:
        check_metadata(spec["indicator"]["metadata"])
        check_sli(spec["indicator"]["spec"])
    (objective,) = spec["objectives"]
    assert 0 <= objective["target"] < 1
    assert not {"op", "value", "targetPercent", "timeSliceTarget"} & set(objective)
    for policy in spec["alertPolicies"]:
        if "alertPolicyRef" not in policy:
            assert policy["kind"] == "AlertPolicy"
            check_policy(policy["spec"])


CHECKS = {"SLI": check_sli, "SLO": check_slo, "AlertPolicy": check_policy, "AlertCondition": check_condition}


def check_document(document: dict[str, Any]) -> None:
    assert document["apiVersion"] == "openslo/v1"
    check_metadata(document["metadata"])
    spec = document["spec"]
    assert len(spec.get("description", "")) <= 1050
    if document["kind"] == "DataSource":
        assert spec["type"]
        assert spec["connectionDetails"]
    elif document["kind"] == "AlertNotificationTarget":
        assert spec["target"]
    elif document["kind"] != "Service":
        CHECKS[document["kind"]](spec)


def openslo(files: dict[str, str]) -> list[dict[str, Any]]:
    return [one for name, text in files.items() if "openslo/" in name for one in yaml.safe_load_all(text)]


@pytest.mark.parametrize("name", ["hitchhiking", "online-store", "small-clinic", "ad-analytics"])
def test_open_slo_files_keep_the_rules_of_the_sdk(name) -> None:
    documents = openslo(made(EXAMPLES / name))
    assert documents
    for document in documents:
        check_document(document)


def test_open_slo_files_refer_to_what_is_there(make_workspace) -> None:
    documents = openslo(made(make_workspace(SHOP)))
    known = {(one["kind"], one["metadata"]["name"]) for one in documents}
    for one in documents:
        spec = one["spec"]
        if one["kind"] == "AlertPolicy":
            assert ("AlertCondition", spec["conditions"][0]["conditionRef"]) in known
            assert ("AlertNotificationTarget", spec["notificationTargets"][0]["targetRef"]) in known
        if one["kind"] == "SLO" and "indicatorRef" in spec:
            assert ("SLI", spec["indicatorRef"]) in known
            assert ("Service", spec["service"]) in known
            assert all(("AlertPolicy", ref["alertPolicyRef"]) in known for ref in spec["alertPolicies"])


def test_a_long_id_becomes_a_name_that_open_slo_and_kubernetes_take(make_workspace) -> None:
    long = "a" * 64
    files = made(make_workspace(SHOP.replace("shop-availability", long)))
    for document in openslo(files):
        check_document(document)
    name = yaml.safe_load(files[f"kubernetes/{long}.yaml"])["metadata"]["name"]
    assert len(name) <= 63


# ---- pages


def test_the_page_tells_the_budget_in_minutes_and_in_requests(make_workspace) -> None:
    page = made(make_workspace(SHOP))["shop-availability.md"]
    assert "43 min 12 s of a total outage in 30 d" in page
    assert "51 840 of 51 840 000 requests" in page
    assert "| page | 2 % | 1h | 5m | 14.4 | 1.44 % | 2 d 2 h | 52 s |" in page


def test_the_page_tells_whether_the_design_can_reach_the_target(make_workspace) -> None:
    page = made(make_workspace(SHOP))["shop-availability.md"]
    assert "is **at-risk**" in page or "is **met**" in page
    stricter = made(make_workspace(SHOP.replace("target: 99.9 %", "target: 99.99 %"), name="stricter"))
    assert "is **missed**" in stricter["shop-availability.md"]


def test_the_agreement_is_a_draft_and_looser_than_the_objective(make_workspace) -> None:
    text = SHOP.replace(
        "    owner: team-shop", "    external_target: 99.5 %\n    penalty: 10 % credit\n    owner: team-shop"
    )
    draft = made(make_workspace(text))["agreement.md"]
    assert "Draft for counsel" in draft
    assert "at least 99.5 % over 30 d" in draft
    assert "10 % credit" in draft


def test_nothing_is_written_where_nothing_is_measured(make_workspace) -> None:
    assert made(make_workspace("actors:\n  rider: {}\n")) == {}


def test_the_same_requirements_give_the_same_bytes() -> None:
    assert made(EXAMPLES / "hitchhiking") == made(EXAMPLES / "hitchhiking")


# ---- other tools


@needs_promtool
@pytest.mark.parametrize("name", ["hitchhiking", "online-store"])
def test_every_query_for_another_tool_is_promql(name, tmp_path) -> None:
    queries: set[str] = set()
    for path, text in made(EXAMPLES / name).items():
        if path.endswith(".json"):
            targets = (target for panel in json.loads(text)["panels"] for target in panel.get("targets", ()))
            queries |= {target["expr"].replace("$__rate_interval", "5m") for target in targets}
        elif "sloth/" in path:
            for slo in yaml.safe_load(text)["slos"]:
                for indicator in slo["sli"].values():
                    queries |= {query.replace("{{.window}}", "5m") for query in indicator.values()}
        elif "openslo/" in path:
            queries |= set(re.findall(r"query: '(.*)'", text))
    rules = [{"record": f"case:{number}", "expr": query} for number, query in enumerate(sorted(queries))]
    assert len(rules) > 20
    path = tmp_path / "queries.yaml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": rules}]}), encoding="utf-8")
    assert promtool("check", "rules", "--lint=all", "--lint-fatal", path) == ""


def test_kubernetes_gets_the_same_rules(make_workspace) -> None:
    files = made(make_workspace(SHOP))
    document = yaml.safe_load(files["kubernetes/shop-availability.yaml"])
    assert (document["apiVersion"], document["kind"]) == ("monitoring.coreos.com/v1", "PrometheusRule")
    assert document["spec"] == yaml.safe_load(files["prometheus/shop-availability.rules.yaml"])


def test_a_dashboard_shows_objective_budget_burn_and_percentiles() -> None:
    board = json.loads(made(EXAMPLES / "hitchhiking")["grafana/app.json"])
    shown = [panel["title"] for panel in board["panels"]]
    for title in ("Objective", "Budget left", "Latency", "Burn rate (1 spends the budget in its period)"):
        assert title in shown
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places) == len({panel["id"] for panel in board["panels"]})


def test_a_name_with_control_characters_does_not_end_the_comment_at_the_top(make_workspace) -> None:
    for name in ("a\\0b", "a\\eb", "a\\nb: c", "a\\u202eb", "a\\uFFFEb"):
        root = make_workspace(
            SHOP.replace("name: Shop availability", f'name: "{name}"'), name=f"ws{len(name)}{ord(name[2])}"
        )
        for path, text in made(root).items():
            if path.endswith((".yaml", ".yml")):
                assert list(yaml.safe_load_all(text)), path
                assert "\u202e" not in text
