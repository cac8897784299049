"""The questions of the walk: every field, kind, code and fact that they name is there."""

import re

import pytest

from archkit.catalog import Catalog, StepQuestion, WalkStep
from archkit.cli._main import main
from archkit.model import SECTION_OF, SECTIONS, Config, Part
from archkit.rules import find_rule, rules
from archkit.walk.asking import value_at

CATALOG = Catalog()
STEPS = CATALOG.walk
QUESTIONS = [(step, question) for step in STEPS for question in step.questions]
IDS = [question.id for _, question in QUESTIONS]
ORDER = [
    "frame", "questions", "actors", "entities", "use_cases", "flows", "quality_attributes", "constraints", "components",
    "advice", "numbers", "decisions", "service_levels", "review", "generate",
]  # fmt: skip


def _model(question: StepQuestion) -> type[Part]:
    return SECTIONS[SECTION_OF[question.of]] if question.of else Config


def _has(model: type[Part], route: tuple[str, ...]) -> bool:
    """Tell whether a model has a field at a route, by the words of its files."""
    for name in route:
        found = next((key for key, info in model.model_fields.items() if name in {key, info.alias}), None)
        if found is None:
            return False
        if name != route[-1]:
            model = type(getattr(model.model_validate({name: {}}), found))
    return True


def test_the_walk_has_the_steps_in_their_order() -> None:
    assert [step.id for step in STEPS] == ORDER


def test_no_two_questions_share_an_id() -> None:
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize(("step", "question"), QUESTIONS, ids=IDS)
def test_a_question_names_fields_and_sections_that_exist(step: WalkStep, question: StepQuestion) -> None:
    assert not question.of or question.of in SECTION_OF
    assert not question.field or _has(_model(question), question.field)
    if question.adds:
        model = SECTIONS[question.adds]
        model.model_validate({question.as_: question.example, **(question.with_ or {})})
        assert all(_has(model, tuple(name.split("."))) for name in question.met_by or {})
    else:
        assert not question.as_
        assert not question.met_by
    for name in question.where or {}:
        assert _has(_model(question), tuple(name.split("."))), f"{step.id}: {name}"


@pytest.mark.parametrize(("step", "question"), QUESTIONS, ids=IDS)
def test_a_question_settles_findings_that_exist(step: WalkStep, question: StepQuestion) -> None:
    for code in question.answers:
        rule = find_rule(code)
        assert rule is not None, code
        assert rule.severity.value == "question", f"{step.id}: {code} asks nothing"


@pytest.mark.parametrize(("step", "question"), QUESTIONS, ids=IDS)
def test_a_question_is_short_and_says_why(step: WalkStep, question: StepQuestion) -> None:
    assert question.why.endswith((".", "?")), step.id
    assert len(question.ask) <= 120
    assert len(question.why) <= 140
    assert ("{name}" in question.ask) == bool(question.of)
    assert question.example or question.of == "question"


def test_every_code_belongs_to_a_step() -> None:
    named = [beginning for step in STEPS for beginning in step.finds]
    for beginning in named:
        assert re.fullmatch(r"AK\d{1,3}", beginning)
    areas = {rule.code[:3] for rule in rules()}
    assert {area for area in areas if not any(area.startswith(one[:3]) for one in named)} <= {"AK8"}


def test_steps_wait_for_sections_only() -> None:
    assert all(section in SECTIONS for step in STEPS for section in step.needs)


def test_the_walk_is_packed_with_the_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["walk", "--help"]) == 0
    assert "what would help most next" in capsys.readouterr().out.lower()
    assert value_at(Config(), ("system", "scope", "in")) is None
