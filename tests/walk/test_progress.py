"""Progress: what is done, what is open, and what helps most next, from the requirements and what lint says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from archkit.errors import UsageError
from archkit.walk import Asked, Mood, State, Walk, change, pass_on, skip
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
Make = Callable[..., Path]


def _walk(folder: Path) -> Walk:
    workspace = Workspace(folder)
    return Walk(workspace.requirements, workspace.findings, workspace.catalog)


def _one(walk: Walk, step: str, question: str, about: str = "system") -> Asked:
    asked = walk.standing(step).asked
    return next(one for one in asked if (one.question.id, one.reference) == (question, about))


def _with(folder: Path, asked: Asked, answer: str) -> Walk:
    """Write an answer into a file of its own, and walk again."""
    made = change(asked, answer, Workspace(folder).requirements)
    path = folder / "requirements" / "answered.yaml"
    path.write_text(yaml.safe_dump({made.section: {made.id: made.data}}))
    return _walk(folder)


def test_an_empty_workspace_begins_with_what_it_is_for(make_workspace: Make) -> None:
    walk = _walk(make_workspace())
    assert walk.suggestions[0].step.id == "frame"
    assert "What is the system for" in walk.suggestions[0].what
    assert walk.standing("frame").mood is Mood.NEW
    assert walk.standing("flows").mood is Mood.WAITING
    assert walk.standing("flows").waits_for == ("use_cases",)
    assert walk.done == 0


def test_nothing_is_suggested_that_waits_for_something_else(make_workspace: Make) -> None:
    walk = _walk(make_workspace())
    waiting = {one.step.id for one in walk.standings if one.waits_for}
    assert waiting
    assert not waiting & {one.step.id for one in walk.suggestions}


def test_an_answer_that_has_a_field_is_written_into_it(make_workspace: Make) -> None:
    folder = make_workspace("actors: {rider: {kind: person}}\n")
    asked = _one(_walk(folder), "actors", "actor-clients", "actor:rider")
    made = change(asked, "mobile, browser", Workspace(folder).requirements)
    assert (made.section, made.id, made.data) == ("actors", "rider", {"clients": ["mobile", "browser"]})
    assert not made.is_new


def test_a_field_of_the_system_is_written_into_the_settings(make_workspace: Make) -> None:
    folder = make_workspace()
    made = change(_one(_walk(folder), "frame", "inside"), "matching; payment", Workspace(folder).requirements)
    assert (made.section, made.id) == ("", "")
    assert made.data == {"system": {"scope": {"in": ["matching", "payment"]}}}


def test_an_answer_that_names_something_new_becomes_an_element(make_workspace: Make) -> None:
    folder = make_workspace("actors: {rider: {kind: system}}\n")
    made = change(_one(_walk(folder), "actors", "clock-and-devices"), "Rider", Workspace(folder).requirements)
    assert (made.section, made.id, made.is_new) == ("actors", "rider-2", True)
    assert made.data == {"name": "Rider", "kind": "timer"}


@pytest.mark.parametrize(
    ("step", "asked", "answer", "written"),
    [
        ("use_cases", "goes-wrong of use_case:go", "The card is declined; Nobody comes",
         {"extensions": [{"when": "The card is declined"}, {"when": "Nobody comes"}]}),
        ("flows", "steps of use_case:go", "rider -> app: Ask\napp ~> rider: Found",
         {"steps": [{"rider -> app": "Ask"}, {"app ~> rider": "Found"}]}),
        ("entities", "entity-fields of entity:ride", "origin: geo-point, seats: integer",
         {"fields": {"origin": "geo-point", "seats": "integer"}}),
        ("entities", "entity-personal of entity:ride", "Yes", {"personal_data": "true"}),
        ("entities", "entity-consistency of entity:ride", "Strong", {"consistency": "strong"}),
        ("quality_attributes", "by-which-number of quality_attribute:fast", "p95 response_time <= 200 ms at 400/s",
         {"measure": "p95 response_time <= 200 ms at 400/s"}),
        ("decisions", "decision-rivals of decision:one", "two-phase-commit: blocks on failure",
         {"considered": {"two-phase-commit": "blocks on failure"}}),
    ],
)  # fmt: skip
def test_an_answer_takes_the_form_that_its_field_has(
    make_workspace: Make, step: str, asked: str, answer: str, written: dict[str, object]
) -> None:
    folder = make_workspace(
        """
        actors: {rider: {}}
        use_cases: {go: {title: Go}}
        entities: {ride: {}}
        quality_attributes: {fast: {attribute: performance}}
        decisions: {one: {status: proposed}}
        """
    )
    one = _one(_walk(folder), step, *asked.split(" of "))
    assert change(one, answer, Workspace(folder).requirements).data == written


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [("entity-size", "big", "has no number write a size"), ("entity-consistency", "somewhat", "strong"), ("entity-size", "  ", "is empty")],
)  # fmt: skip
def test_an_answer_that_does_not_suit_its_field_is_refused_in_words(
    make_workspace: Make, question: str, answer: str, told: str
) -> None:
    folder = make_workspace("entities: {ride: {}}\n")
    asked = _one(_walk(folder), "entities", question, "entity:ride")
    with pytest.raises(UsageError) as refused:
        change(asked, answer, Workspace(folder).requirements)
    assert told in f"{refused.value.message} {refused.value.help}"


def test_an_answered_question_is_not_asked_again(make_workspace: Make) -> None:
    folder = make_workspace()
    asked = _one(_walk(folder), "questions", "who-has-a-say")
    assert asked.state is State.OPEN
    walk = _with(folder, asked, "Product and law.")
    assert _one(walk, "questions", "who-has-a-say").state is State.ANSWERED


def test_a_skipped_question_stays_skipped_in_the_files(make_workspace: Make) -> None:
    folder = make_workspace("actors: {rider: {}}\n")
    asked = _one(_walk(folder), "actors", "actor-count", "actor:rider")
    made = skip(asked, Workspace(folder).requirements, "A prototype.")
    assert made.data["about"] == ["actor:rider"]
    (folder / "requirements/skipped.yaml").write_text(yaml.safe_dump({made.section: {made.id: made.data}}))
    walk = _walk(folder)
    assert _one(walk, "actors", "actor-count", "actor:rider").state is State.SKIPPED
    assert not [one for one in walk.suggestions if "actor-count" in {each.question.id for each in one.asked}]


def test_a_question_that_was_handed_on_waits_among_the_open_questions(make_workspace: Make) -> None:
    folder = make_workspace()
    asked = _one(_walk(folder), "frame", "purpose")
    made = pass_on(asked, Workspace(folder).requirements, "product")
    (folder / "requirements/asked.yaml").write_text(yaml.safe_dump({made.section: {made.id: made.data}}))
    walk = _walk(folder)
    assert _one(walk, "frame", "purpose").state is State.ASKED
    again = _one(walk, "questions", "open-question", "question:purpose")
    assert again.text == "What is the system for, in one sentence that a stranger understands?"
    answer = change(again, "Lifts.", Workspace(folder).requirements)
    assert answer.data == {"answer": "Lifts.", "status": "answered"}


def test_the_same_question_about_several_elements_is_suggested_once(make_workspace: Make) -> None:
    walk = _walk(make_workspace("actors: {rider: {}, driver: {}}\nuse_cases: {a: {}, b: {}, c: {}}\n"))
    found = [one for one in walk.suggestions if one.asked and one.asked[0].question.id == "outcome"]
    assert len(found) == 1
    assert [one.reference for one in found[0].asked] == ["use_case:a", "use_case:b", "use_case:c"]


def test_an_error_comes_before_every_question(make_workspace: Make) -> None:
    walk = _walk(make_workspace("use_cases: {go: {steps: [rider -> app: Ask]}}\n"))
    first = walk.suggestions[0]
    assert first.finding is not None
    assert first.finding.code == "AK101"
    assert first.step.id == "flows"


def test_what_lint_asks_and_the_walk_asks_is_asked_once(make_workspace: Make) -> None:
    walk = _walk(
        make_workspace(
            "actors: {rider: {}}\nuse_cases: {go: {}}\nquality_attributes: {fast: {attribute: performance}}\n"
        )
    )
    standing = walk.standing("quality_attributes")
    assert _one(walk, "quality_attributes", "by-which-number", "quality_attribute:fast").state is State.OPEN
    assert "AK202" not in {finding.code for finding in standing.findings}


def test_a_later_stage_asks_more(make_workspace: Make) -> None:
    text = "components: {app: {kind: service}}\nuse_cases: {go: {}}\n"
    early = _walk(make_workspace(text, config="archkit: 1\nsystem: {stage: prototype}\n", name="early"))
    late = _walk(make_workspace(text, config="archkit: 1\nsystem: {stage: growth}\n", name="late"))
    asked = [{one.question.id for one in walk.standing("components").asked} for walk in (early, late)]
    assert asked[0] < asked[1]
    assert "component-owner" in asked[1] - asked[0]


def test_a_facet_answers_the_question_for_its_quality(make_workspace: Make) -> None:
    folder = make_workspace("use_cases: {go: {}}\nquality_attributes: {fast: {attribute: response time}}\n")
    assert _one(_walk(folder), "quality_attributes", "feels-good-enough").state is State.ANSWERED


def test_a_finished_example_is_mostly_done() -> None:
    walk = _walk(EXAMPLES / "hitchhiking")
    assert walk.done >= 7
    assert all(one.share >= 0.4 for one in walk.standings)
    assert not any(one.waits_for for one in walk.standings)
    assert not [one for one in walk.suggestions if one.finding and one.finding.severity.value == "error"]


def test_the_command_tells_progress_and_what_comes_next(
    make_workspace: Make, archkit: Callable[..., Any]
) -> None:
    told = archkit("walk", make_workspace("actors: {rider: {description: '\\e[31mHostile'}}\n"))
    assert told.status == 0
    assert "0 of 15 steps done" in told.out
    assert "What helps most next:" in told.out
    assert "\x1b" not in told.out


def test_the_command_gives_data_to_programs(make_workspace: Make, archkit: Callable[..., Any]) -> None:
    told = archkit(
        "walk",
        make_workspace("actors:\n  rider: {}\n"),
        "--format",
        "json",
        "--step",
        "actors",
        "--next",
        "1",
    )
    data = json.loads(told.out)
    assert (data["version"], len(data["steps"]), len(data["next"])) == (1, 1, 1)
    asked = {(one["question"], one["about"]): one for one in data["steps"][0]["questions"]}
    about = asked["actor-clients", "actor:rider"]
    assert (about["state"], about["becomes"]) == ("open", "clients")
    assert about["at"] == {"file": "requirements/all.yaml", "line": 2, "column": 3}


def test_a_step_is_shown_with_its_lesson(make_workspace: Make, archkit: Callable[..., Any]) -> None:
    told = archkit("walk", make_workspace(), "--step", "quality-attributes")
    assert "waiting included" in " ".join(told.out.split())
    unknown = archkit("walk", make_workspace(), "--step", "actor")
    assert unknown.status == 2
    assert "did you mean 'actors'?" in unknown.err


def test_no_control_character_of_a_name_reaches_the_terminal(make_workspace, archkit) -> None:
    root = make_workspace(
        'actors: {a: {name: "\\e[31mred"}}', config='archkit: 1\nsystem: {name: "x\\0\\u2028\\e[2J"}\n'
    )
    for words in ([], ["--step", "actors"], ["--step", "use_cases"]):
        out = archkit("walk", root, *words).out
        assert not [char for char in out if char < " " and char != "\n"]
        assert "\u2028" not in out
