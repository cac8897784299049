"""``archkit evaluate`` as people and pipelines call it."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = """
actors: {user: {kind: person}}
use_cases: {run: {load: {peak: 1/s}, steps: [user -> app: Ask]}}
quality_attributes: {goal: {applies_to: ['use_case:run'], measure: MEASURE}}
components: {app: {latency: {p50: 100 ms, p99: 100 ms}, capacity: 100G/s, availability: 99 %}}
"""


def test_it_exits_with_1_when_a_verdict_is_missed_or_infeasible(archkit, make_workspace):
    assert (
        archkit("evaluate", make_workspace(SMALL.replace("MEASURE", "p95 response_time <= 1 s"))).status == 0
    )
    assert (
        archkit("evaluate", make_workspace(SMALL.replace("MEASURE", "p95 response_time <= 1 ms"))).status == 1
    )
    assert archkit("evaluate", make_workspace(SMALL.replace("MEASURE", "availability >= 100 %"))).status == 1


def test_fail_on_widens_that(archkit, make_workspace):
    close = make_workspace(SMALL.replace("MEASURE", "p95 response_time <= 105 ms"))
    assert archkit("evaluate", close).status == 0
    assert archkit("evaluate", close, "--fail-on", "at-risk").status == 1
    unknown = make_workspace(SMALL.replace("MEASURE", "throughput >= 1/s").replace("capacity: 100G/s, ", ""))
    assert archkit("evaluate", unknown).status == 0
    assert archkit("evaluate", unknown, "--fail-on", "cannot-tell").status == 1


def test_a_what_if_shows_the_difference_to_the_base(archkit):
    call = archkit("evaluate", EXAMPLES / "hitchhiking", "--load", "10x", "--quiet")
    assert "What if: load 10x" in call.out
    assert "→ unstable" in call.out
    assert "was met" in call.out
    report = json.loads(
        archkit("evaluate", EXAMPLES / "hitchhiking", "--load", "10x", "--format", "json").out
    )
    assert report["load"] == 10
    assert report["base"]["load"] == 1
    assert len(report["base"]["results"]) == len(report["results"])


def test_the_verdicts_come_first_and_the_worst_of_them_first(archkit):
    lines = archkit("evaluate", EXAMPLES / "hitchhiking").out.splitlines()
    assert lines[0].startswith("Hitchhiking Service: ")
    assert lines[2].startswith("✗ missed")


def test_a_wrong_question_ends_with_2_and_a_hint(archkit):
    call = archkit("evaluate", EXAMPLES / "hitchhiking", "--set", "component:ap.replicas=2")
    assert call.status == 2
    assert "did you mean 'component:app'" in call.err


def test_texts_of_users_cannot_steer_the_terminal(archkit, make_workspace):
    text = SMALL.replace("MEASURE", "p95 response_time <= 1 s").replace("Ask", '"Ask \\e[31m"')
    assert "\033" not in archkit("evaluate", make_workspace(text)).out


def test_a_workspace_without_measures_is_told_so(archkit, make_workspace):
    call = archkit("evaluate", make_workspace("actors: {user: {kind: person}}"))
    assert call.status == 0
    assert "0 measures" in call.out


def test_markdown_escapes_what_users_write(archkit, make_workspace):
    text = SMALL.replace("MEASURE", "p95 response_time <= 1 s").replace("Ask", "'Ask <b>|*'")
    out = archkit("evaluate", make_workspace(text), "--format", "markdown").out
    assert "<b>" not in out.replace("\\<b\\>", "")


def test_where_nothing_is_measured_it_says_what_to_write(archkit, make_workspace):
    call = archkit("evaluate", make_workspace("actors: {user: {}}"))
    assert call.status == 0
    assert "p95 response_time <= 300 ms at 50/s" in " ".join(call.out.split())


def test_a_change_that_names_no_kind_or_no_field_is_told_how_to_be_written(archkit, make_workspace):
    root = make_workspace(SMALL.replace("MEASURE", "p95 response_time <= 1 s"))
    assert "write --set component:app.replicas=6" in archkit("evaluate", root, "--set", "app.replicas=6").err
    call = archkit("evaluate", root, "--set", "component:app.speed=6")
    assert "the fields here are" in call.err
    assert "capacity" in call.err


def test_a_rare_failure_is_told_in_percent_like_the_others(archkit, make_workspace):
    component = "{availability: 99.5 %, replicas: 2, redundancy: active-active}"
    store = "{mtbf: 90 d, mttr: 1 h, replicas: 2, redundancy: active-passive, failover: 1 min}"
    root = make_workspace(
        f"""
        actors: {{user: {{kind: person}}}}
        use_cases: {{run: {{load: {{peak: 1/s}}, steps: [user -> app: Ask, app -> store: Look]}}}}
        quality_attributes: {{goal: {{applies_to: ['use_case:run'], measure: availability >= 99.9 % over 30 d}}}}
        components: {{app: {component}, store: {store}}}
        """
    )
    text = archkit("evaluate", root).out
    assert "0.0025 %" in text
    assert "0.00079 %" in text
    assert "e-06" not in text


def test_what_is_left_of_an_error_budget_is_told_though_a_load_is_only_an_average(archkit, make_workspace):
    root = make_workspace(
        """
        actors: {user: {kind: person}}
        use_cases: {run: {load: {average: 1/s}, steps: [user -> app: Ask]}}
        quality_attributes: {goal: {applies_to: ['use_case:run'], measure: availability >= 99.9 % over 30 d}}
        components: {app: {availability: 99.95 %, capacity: 10/s}}
        """
    )
    data = json.loads(archkit("evaluate", root, "--format", "json").out)
    assert data["results"][0]["verdict"] == "at-risk"
    assert round(data["error_budgets"][0]["left"], 6) == 0.5
