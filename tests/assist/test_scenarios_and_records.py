"""Scenarios are completed, measures proposed, operations named and decisions drafted from what the workspace says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from archkit.assist import as_guess, complete, draft, measures_for, operation_of
from archkit.catalog import Catalog
from archkit.model import QualityAttribute, parse_measure
from archkit.recommend import Advice, Recommendation
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
CATALOG = Catalog()
Make = Callable[..., Path]
FLOW = """
actors: {rider: {name: Rider}}
components: {app: {kind: service, interface: rest}, store: {kind: database}}
entities: {ride: {fields: {id: uuid}}}
use_cases:
  look:
    title: Look for a ride
    primary_actor: rider
    trigger: The rider presses Search.
    outcome: The rider sees rides.
    load: {peak: 400/s}
    steps:
      - rider -> app: {action: List rides, returns: [ride]}
      - app -> store: Read rides
      - app ~> rider: Rides found
quality_attributes:
  fast: {attribute: latency, statement: Searching is quick., applies_to: [use_case:look]}
  up: {attribute: availability, statement: It is up.}
"""


def _fast(folder: Path, name: str = "fast") -> tuple[QualityAttribute, Workspace]:
    workspace = Workspace(folder)
    return workspace.requirements.quality_attributes[name], workspace


def test_a_scenario_is_completed_from_the_use_case(make_workspace: Make) -> None:
    quality, workspace = _fast(make_workspace(FLOW))
    parts = complete(quality, workspace.requirements, CATALOG)
    assert {part: one.text for part, one in parts.items()} == {
        "source": "Rider",
        "stimulus": "The rider presses Search",
        "environment": "at the peak, 400/s",
        "artifact": "component:app",
        "response": "The rider sees rides",
    }
    assert parts["source"].origin == "primary actor of look"
    assert not any(one.general for one in parts.values())


def test_what_no_element_tells_comes_from_the_general_scenario_and_says_so(make_workspace: Make) -> None:
    quality, workspace = _fast(make_workspace(FLOW), "up")
    parts = complete(quality, workspace.requirements, CATALOG)
    assert parts["environment"].text == "through failures and releases"
    assert parts["environment"].general
    assert "general scenario of availability" in parts["environment"].origin


def test_a_part_that_is_written_is_left_alone(make_workspace: Make) -> None:
    folder = make_workspace(
        FLOW.replace("statement: Searching", "scenario: {source: A fleet}, statement: Searching")
    )
    quality, workspace = _fast(folder)
    assert "source" not in complete(quality, workspace.requirements, CATALOG)


def test_measures_come_from_the_statement_and_carry_the_load_of_the_use_case(make_workspace: Make) -> None:
    quality, workspace = _fast(make_workspace(FLOW))
    found = measures_for(quality, workspace.requirements, CATALOG)
    assert next(iter(found)) == "p95 response_time <= ~300 ms at 400/s"
    assert "p99 response_time <= ~800 ms at 400/s" in found
    assert all(parse_measure(one).value.guess for one in found)


@pytest.mark.parametrize("word", sorted(CATALOG.quality_attributes))
def test_the_example_of_a_quality_is_proposed_as_a_guess(word: str) -> None:
    measure = parse_measure(as_guess(CATALOG.quality_attributes[word]))
    assert measure.value.guess or measure.value.low == 0
    assert measure.load is None


def test_a_step_gets_the_operation_of_its_contract(make_workspace: Make) -> None:
    _, workspace = _fast(make_workspace(FLOW))
    known = workspace.requirements
    first, second, third = known.use_cases["look"].messages()
    found = operation_of(first.place, known)
    assert found is not None
    assert found.text == "GET /rides"
    assert found.reason
    assert operation_of(second.place, known) is None, "a database has no API of ours"
    assert operation_of(third.place, known) is None, "nobody waits for a message"


# --- decisions -----------------------------------------------------------------------------------------------


def _advice() -> tuple[tuple[Recommendation, ...], Workspace]:
    workspace = Workspace(EXAMPLES / "hitchhiking")
    return Advice(workspace.requirements, workspace.catalog).recommendations, workspace


def test_a_decision_is_drafted_with_its_reasons_its_rivals_and_its_price() -> None:
    found, workspace = _advice()
    one = next(each for each in found if each.alternatives and each.hurts and each.helps)
    made = draft(one, workspace.requirements)
    data = made.data
    assert data["patterns"] == [one.pattern.id]
    assert set(data["considered"]) == {each.pattern for each in one.alternatives}
    assert set(data["accepts"]) == {effect.quality for effect in one.hurts}
    assert str(one.helps[0].demand.ref) in data["addresses"]
    assert one.helps[0].demand.id in data["consequences"]
    assert one.reasons[0].value.text in data["context"]
    assert made.id not in workspace.requirements.decisions


def test_drafted_decisions_satisfy_every_rule_on_decisions(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "hitchhiking", tmp_path / "ws")
    folder = tmp_path / "ws"
    found, workspace = _advice()
    before = {finding.fingerprint for finding in workspace.findings.all()}
    made: dict[str, object] = {}
    for one in found:
        if one.verdict.is_recommended and not one.decisions and one.alternatives:
            each = draft(one, workspace.requirements, taken=made)
            made[each.id] = dict(each.data)
    (folder / "requirements/drafted.yaml").write_text(yaml.safe_dump({"decisions": made}))
    after = Workspace(folder).findings
    new = [
        one for one in after.all() if one.fingerprint not in before and one.span.file.endswith("drafted.yaml")
    ]
    assert made
    assert not [one for one in new if one.code in {"AK701", "AK706", "AK707", "AK709", "AK714"}]
    assert not [one for one in new if one.severity.value == "error"]


def test_turning_a_pattern_down_is_a_decision_too() -> None:
    found, workspace = _advice()
    made = draft(found[0], workspace.requirements, status="rejected")
    assert made.data["status"] == "rejected"
    assert made.data["title"].startswith("Do without ")
