"""The comparison with Sloth's rules: what the page says of the same objective and the same traffic."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from archkit.workspace import Workspace

pytestmark = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool is not installed: apt-get install prometheus"
)

REQUIREMENTS = """\
components: {shop: {kind: service}}
service_levels:
  open: {target: 99.9 %, sli: {kind: availability, metric: http_requests_total, selector: 'job="shop"'}}
"""
NAMES = {"sloth_id": "shop-open", "sloth_service": "shop", "sloth_slo": "open"}
Phases = list[tuple[int, float, float]]


def of_sloth() -> dict[str, object]:
    """The rules of Sloth 0.16 for the objective, as its default plugins write them."""
    rules: list[dict[str, object]] = []
    for window in ("5m", "30m", "1h", "2h", "6h", "1d", "3d"):
        ratio = (
            f'(sum(rate(http_requests_total{{job="shop",code=~"5.."}}[{window}]))) / '
            f'(sum(rate(http_requests_total{{job="shop"}}[{window}])))'
        )
        labels = {**NAMES, "sloth_window": window}
        rules.append({"record": f"slo:sli_error:ratio_rate{window}", "expr": ratio, "labels": labels})
    base = 'slo:sli_error:ratio_rate5m{sloth_id="shop-open"}'
    mean = f"sum_over_time({base}[30d]) / ignoring (sloth_window) count_over_time({base}[30d])"
    rules.append(
        {"record": "slo:sli_error:ratio_rate30d", "expr": mean, "labels": {**NAMES, "sloth_window": "30d"}}
    )
    alerts = [
        {"alert": name, "expr": " or ".join(both(*row) for row in rows), "labels": {}}
        for name, rows in (
            ("Page", (("5m", "1h", 14.4), ("30m", "6h", 6))),
            ("Ticket", (("2h", "1d", 3), ("6h", "3d", 1))),
        )
    ]
    return {"groups": [{"name": "recordings", "rules": rules}, {"name": "alerts", "rules": alerts}]}


def both(short: str, long: str, factor: float) -> str:
    parts = (
        f'max(slo:sli_error:ratio_rate{window}{{sloth_id="shop-open"}} > ({factor} * 0.001)) without (sloth_window)'
        for window in (short, long)
    )
    return f"({' and '.join(parts)})"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("compared")
    (root / "requirements").mkdir()
    (root / "archkit.yaml").write_text("archkit: 1\n", encoding="utf-8")
    (root / "requirements/all.yaml").write_text(REQUIREMENTS, encoding="utf-8")
    (root / "sloth.yaml").write_text(yaml.safe_dump(of_sloth()), encoding="utf-8")
    made = {one.path: one.data for one in Workspace(root).artifacts(("slo",))}
    (root / "archkit-rules.yaml").write_bytes(made["slo/prometheus/open.rules.yaml"])
    return root


def value(folder: Path, rules: str, phases: Phases, query: str, at: int | None = None) -> str:
    """Return what promtool says that a query yields; ``nil`` where nothing."""
    series = []
    for code, failing in (("200", False), ("500", True)):
        total, values = 0.0, []
        for minutes, requests, share in phases:
            slope = requests * (share if failing else 1 - share)
            values.append(f"{total:.6f}+{slope:.6f}x{minutes - 1}")
            total += slope * minutes
        if total or not failing:
            series.append(
                {"series": f'http_requests_total{{job="shop",code="{code}"}}', "values": " ".join(values)}
            )
    minute = at or sum(minutes for minutes, _, _ in phases) - 1
    asked = {
        "expr": query,
        "eval_time": f"{minute}m",
        "exp_samples": [{"labels": '{never="there"}', "value": 1}],
    }
    case = {"interval": "1m", "input_series": series, "promql_expr_test": [asked]}
    groups = [one["name"] for one in yaml.safe_load((folder / rules).read_text(encoding="utf-8"))["groups"]]
    # Without a stated order promtool takes any, and an alert may be asked before what it reads is recorded.
    test = {"rule_files": [rules], "evaluation_interval": "1m", "group_eval_order": groups, "tests": [case]}
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(test), encoding="utf-8")
    done = subprocess.run(["promtool", "test", "rules", path], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    found = re.search(r"got:\s*(?:nil|.*\}\s*(\S+))", said)
    assert found, said
    return found[1] or "nil"


SLOTH, OURS = "sloth.yaml", "archkit-rules.yaml"
PERIOD, NOW = "slo:sli_error:ratio_rate30d", "slo:sli_error:ratio_rate5m"


def test_a_mean_of_ratios_weighs_quiet_minutes_like_busy_ones_and_ours_does_not(folder) -> None:
    phases = [(90, 10_000, 0), (31, 10, 1)]
    assert float(value(folder, SLOTH, phases, PERIOD)) == pytest.approx(0.217, abs=0.001)
    assert float(value(folder, OURS, phases, PERIOD)) == pytest.approx(0.00031, abs=0.00001)


def test_no_failure_yet_is_no_value_there_and_none_here(folder) -> None:
    phases = [(120, 1000, 0)]
    assert value(folder, SLOTH, phases, NOW) == "nil"
    assert float(value(folder, OURS, phases, NOW)) == 0


def test_half_an_hour_without_requests_spoils_the_period_there_and_not_here(folder) -> None:
    phases = [(120, 1000, 0.0005), (30, 0, 0), (60, 1000, 0.0005)]
    assert value(folder, SLOTH, phases, PERIOD) == "NaN"
    assert float(value(folder, OURS, phases, PERIOD)) == pytest.approx(0.0005, rel=0.01)
    assert value(folder, OURS, phases[:2], NOW) == "nil"


def test_one_failure_among_few_requests_wakes_somebody_there_and_nobody_here(folder) -> None:
    phases = [(117, 1, 0), (1, 1, 1), (60, 1, 0)]
    for there, here in (("Page", "ErrorBudgetBurnFast"), ("Ticket", "ErrorBudgetBurnSlow")):
        assert value(folder, SLOTH, phases, f'ALERTS{{alertname="{there}"}}', 120) == "1E+00"
        assert value(folder, OURS, phases, f'ALERTS{{alertname="{here}"}}', 120) == "nil"


def test_a_total_outage_is_seen_in_the_second_minute_by_both(folder) -> None:
    for minutes, expected in ((1, "nil"), (2, "1E+00")):
        phases = [(360, 1000, 0), (minutes, 1000, 1)]
        assert value(folder, SLOTH, phases, 'ALERTS{alertname="Page"}') == expected
        assert value(folder, OURS, phases, 'ALERTS{alertname="ErrorBudgetBurnFast"}') == expected
