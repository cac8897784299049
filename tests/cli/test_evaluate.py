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
