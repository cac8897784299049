"""Diagrams as files, and on the command line."""

import re
from pathlib import Path

import pytest

from archkit.generators import generate
from archkit.generators.sequence import flow_svg
from archkit.workspace import Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
HITCHHIKING = EXAMPLES[0].parent / "hitchhiking"
KINDS = (
    "sequence",
    "context",
    "containers",
    "dataflow",
    "deployment",
    "data_model",
    "utility_tree",
    "decision_graph",
)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_diagram_is_written_in_every_form(folder: Path) -> None:
    paths = [artifact.path for artifact in generate(Workspace(folder).dossier, KINDS)]
    assert len(paths) == len(set(paths))
    for path in paths:
        stem, _, ending = path.rpartition(".")
        assert ending in {"svg", "mmd", "puml", "dot"}
        assert {f"{stem}.mmd", f"{stem}.puml"} <= set(paths)


def test_a_use_case_and_each_extension_have_files_of_their_own() -> None:
    paths = {artifact.path for artifact in generate(Workspace(HITCHHIKING).dossier, ("sequence",))}
    for ending in ("svg", "mmd", "puml"):
        assert f"diagrams/sequence/ride-together.{ending}" in paths
        assert f"diagrams/sequence/ride-together.extension-2.{ending}" in paths


def test_a_use_case_without_steps_has_no_picture(make_workspace) -> None:
    requirements = Workspace(make_workspace("use_cases:\n  idea: {goal: Later.}\n")).requirements
    assert flow_svg(requirements, requirements.use_cases["idea"]) == ""


@pytest.mark.parametrize("width", [80, 160])
def test_a_use_case_is_shown_in_the_width_that_is_asked_for(width: int, archkit) -> None:
    call = archkit("show", "ride-together", HITCHHIKING, "--width", width)
    assert call.status == 0
    assert max(map(len, call.out.splitlines())) <= width
    for words in ("Successful match and ride", "4. Look for a driver", "alt", "loop", "[otherwise]"):
        assert words in call.out
    assert "\x1b" not in call.out


@pytest.mark.parametrize(
    ("form", "start"), [("mermaid", "sequenceDiagram"), ("plantuml", "@startuml"), ("svg", "<svg ")]
)
def test_a_use_case_is_printed_in_the_form_that_is_asked_for(form: str, start: str, archkit) -> None:
    call = archkit("show", "ride-together", HITCHHIKING, "--extension", 1, "--format", form)
    assert call.out.startswith(start)
    assert "the driver cancels" in re.sub(r"<[^>]*>|\s+", " ", call.out)


def test_what_cannot_be_shown_is_said_with_a_way_out(archkit, make_workspace) -> None:
    wrong = archkit("show", "ride-togehter", HITCHHIKING)
    assert (wrong.status, "did you mean 'ride-together'?" in wrong.err) == (2, True)
    none = archkit("show", "ride-together", HITCHHIKING, "--extension", 9)
    assert (none.status, "it has 2 of them" in none.err) == (2, True)
    empty = archkit("show", "idea", make_workspace("use_cases:\n  idea: {goal: Later.}\n"))
    assert (empty.status, "no steps" in empty.err) == (2, True)
