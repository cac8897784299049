"""Questions ask once, at the right time, and never about what a team does not want."""

from pathlib import Path

import pytest

from archkit.diagnostics import Severity
from archkit.rules import STAGES, Rule, rules
from archkit.workspace import Workspace

UNVERIFIED = """\
quality_attributes:
  one: {measure: p95 response_time <= 1 s at 1/s}
  two: {measure: p95 response_time <= 1 s at 1/s}
  three: {measure: p95 response_time <= 1 s at 1/s}
  four: {measure: p95 response_time <= 1 s at 1/s}
  five: {measure: p95 response_time <= 1 s at 1/s}
"""


def questions(root: Path, *codes: str) -> list[str]:
    return [one.message for one in Workspace(root, select=codes).findings.questions]


def test_a_question_about_five_elements_is_asked_once_and_names_three(make_workspace) -> None:
    root = make_workspace(UNVERIFIED)
    (asked,) = Workspace(root, select=("AK203",)).findings.questions
    assert "'one', 'two', 'three' and 2 more" in asked.message
    assert asked.span.line == 2
    assert [one.span.line for one in asked.related] == [3, 4]


def test_a_question_about_two_elements_names_both_and_about_one_speaks_of_it_alone(make_workspace) -> None:
    two = "quality_attributes:\n  one: {measure: lost = 0}\n  two: {measure: lost = 0}\n"
    assert questions(make_workspace(two, name="two"), "AK203")[0].endswith("'one' and 'two'")
    one = "quality_attributes:\n  one: {measure: lost = 0}\n"
    assert questions(make_workspace(one, name="one"), "AK203") == ["how will 'one' be shown to hold?"]


def test_an_ignore_takes_its_element_out_of_a_question_and_leaves_the_others(make_workspace) -> None:
    excused = UNVERIFIED.replace("  one: {", "  # archkit: ignore[AK203] the auditor does it\n  one: {")
    (asked,) = questions(make_workspace(excused), "AK203")
    assert "'one'" not in asked
    assert "'two', 'three', 'four' and 1 more" in asked


def test_a_question_that_weighs_as_an_error_is_told_of_each_element(make_workspace) -> None:
    root = make_workspace(
        UNVERIFIED, config="archkit: 1\nlint: {select: [AK203], severity: {AK203: error}}\n"
    )
    result = Workspace(root).findings
    assert len(result.findings) == 5
    assert result.questions == ()


@pytest.mark.parametrize(
    ("stage", "asked"), [("prototype", 0), ("mvp", 1), ("growth", 1), ("mature", 1), ("", 1)]
)
def test_the_stage_decides_what_is_worth_asking_and_no_stage_counts_as_mvp(
    make_workspace, stage, asked
) -> None:
    config = f"archkit: 1\nsystem: {{stage: {stage}}}\n" if stage else "archkit: 1\n"
    assert len(questions(make_workspace(UNVERIFIED, config=config), "AK203")) == asked


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_names_a_stage_and_a_question_for_several_names_them(rule: Rule) -> None:
    assert rule.stage in STAGES
    if rule.several:
        assert rule.severity is Severity.QUESTION
        assert "{names}" in rule.several


def test_a_prototype_is_asked_for_no_more_than_its_basics(make_workspace) -> None:
    bare = "use_cases:\n  a: {goal: Get a lift.}\nquality_attributes:\n  b: {statement: Rides survive.}\n"
    early = Workspace(
        make_workspace(bare, config="archkit: 1\nsystem: {stage: prototype}\n", name="p"), select=("ALL",)
    )
    late = Workspace(
        make_workspace(bare, config="archkit: 1\nsystem: {stage: mature}\n", name="m"), select=("ALL",)
    )
    asked_early = {one.code for one in early.findings.questions}
    asked_late = {one.code for one in late.findings.questions}
    assert asked_early < asked_late
    assert "AK205" not in asked_early


def test_nothing_is_asked_or_said_about_a_use_case_that_will_not_be_built(make_workspace) -> None:
    root = make_workspace(
        """\
        use_cases:
          later:
            priority: wont
            goal: Find a driver quickly in PostgreSQL within 5 s, if possible.
            trigger: The ride is cancelled.
        quality_attributes:
          later-fast:
            applies_to: [use_case:later]
            statement: Always available, fast and secure, 100 % secure.
            measure: [mean response_time <= 9 s, availability >= 100 %]
        constraints: {}
        """
    )
    result = Workspace(root, select=("AK1", "AK2", "AK3"), ignore=("AK205",)).findings
    assert [one.message for one in (*result.findings, *result.questions)] == []


def test_what_is_absent_is_not_judged_while_a_part_could_not_be_read(make_workspace) -> None:
    files = {
        "requirements/a.yaml": "actors:\n  rider: {name: Rider}\nuse_cases:\n  a: {primary_actor: driver}\n",
        "requirements/b.yaml": "actors: [\n",
    }
    result = Workspace(make_workspace(files), select=("AK030", "AK102")).findings
    assert {one.code for one in result.findings}.isdisjoint({"AK030", "AK102"})
    assert set(result.skipped) == {"AK030", "AK102"}


def test_the_text_asks_the_basics_first_and_counts_what_comes_later(make_workspace, archkit) -> None:
    ids = [f"part-{n}" for n in range(3)]
    late = "".join(
        f"  {one}: {{kind: service, interface: rest, description: Does it., replicas: 2}}\n" for one in ids
    )
    root = make_workspace(
        f"components:\n{late}use_cases:\n  a: {{goal: Get a lift.}}\nquality_attributes:\n  b: {{statement: Rides survive.}}\n",
        config="archkit: 1\nsystem: {stage: growth}\n",
    )
    asked = Workspace(root).findings
    stages = {card.code: STAGES.index(card.stage) for card in asked.rules}
    shown = [
        line.split()[0]
        for line in archkit("lint", root, "--no-cache").out.splitlines()
        if line.startswith("  AK")
    ]
    assert [stages[code] for code in shown] == sorted(stages[code] for code in shown)
    assert len(shown) == min(10, len(asked.questions))
