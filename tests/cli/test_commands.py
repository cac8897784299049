"""The command line as a person and a pipeline use it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archkit.cli._commands import command_names, sentence
from archkit.cli._main import load

EXAMPLES = Path(__file__).parents[2] / "examples"
HITCHHIKING = EXAMPLES / "hitchhiking"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.mark.parametrize("name", command_names())
def test_every_command_has_help_with_examples(name: str, archkit) -> None:
    call = archkit(name, "--help")
    assert call.status == 0
    assert "examples:" in call.out
    assert sentence(name).endswith(".")
    assert all(call.startswith(f"archkit {name}") or "archkit" in call for call, _ in load(name).examples)


@pytest.mark.parametrize("name", ["", *command_names()])
def test_every_help_fits_eighty_columns(name: str, archkit, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    call = archkit(*[name][: bool(name)], "--help")
    assert [line for line in call.out.split("\n") if len(line) > 80] == []


def test_help_with_a_command_shows_the_help_of_that_command(archkit) -> None:
    assert archkit("help", "lint").out == archkit("lint", "--help").out
    assert archkit("help").out == archkit("--help").out


@pytest.mark.parametrize(
    ("words", "said", "way_out"),
    [
        (["init"], "init needs DIR", "archkit init my-system"),
        (["show"], "show needs USE_CASE", "archkit show ride-together"),
        (["site"], "site needs build or serve", "archkit site build"),
        (["catalog"], "catalog needs list or show or check", "archkit catalog list"),
        (["site", "biuld"], "site: 'biuld' is no choice", "choose build, serve"),
        (["lint", "--frmat", "json"], "lint does not know '--frmat'", "did you mean '--format'?"),
        (["lint", "--fail-on", "fatal"], "--fail-on: 'fatal' is no choice", "choose error, warning, info"),
        (["show", "a", "--width", "wide"], "--width: 'wide' is no whole number", "write digits"),
        (["evaluate", "--set"], "--set: a value is missing behind it", "archkit evaluate --help"),
    ],
)
def test_a_wrong_call_is_refused_in_a_line_with_a_call_that_works(
    words: list[str], said: str, way_out: str, archkit
) -> None:
    call = archkit(*words)
    assert call.status == 2
    first, second = call.err.strip().split("\n")
    assert first == f"archkit: {said}"
    assert second.startswith("  help: ")
    assert way_out in second


def test_a_terminal_of_a_narrow_encoding_is_no_reason_to_fail() -> None:
    command = [sys.executable, "-m", "archkit", "show", "ride-together", str(HITCHHIKING)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0, done.stderr


def test_a_use_case_may_be_named_as_in_a_reference(archkit) -> None:
    short = archkit("show", "ride-together", HITCHHIKING)
    assert archkit("show", "use_case:ride-together", HITCHHIKING).out == short.out


def test_a_command_that_does_not_exist_names_the_nearest(archkit) -> None:
    call = archkit("lnt")
    assert call.status == 2
    assert "did you mean 'archkit lint'?" in call.err


@pytest.mark.parametrize(
    "words",
    [
        ["lint", "nowhere"],
        ["lint", "--select", "XX"],
        ["lint", "--format", "xml"],
        ["generate", "nowhere"],
        ["explain", "nothing-like-that"],
        ["lint", "--frmat"],
    ],
)
def test_what_cannot_run_ends_with_2_and_a_way_out(words: list[str], archkit) -> None:
    call = archkit(*words)
    assert call.status == 2
    assert "Traceback" not in call.err
    assert "help:" in call.err or "usage:" in call.err


@pytest.mark.parametrize("example", sorted(p.name for p in EXAMPLES.iterdir() if p.is_dir()))
def test_every_example_is_clean(example: str, archkit) -> None:
    call = archkit("lint", EXAMPLES / example)
    assert call.status == 0, call.out


def test_one_file_is_judged_within_its_workspace(make_workspace, archkit) -> None:
    root = make_workspace(
        {
            "requirements/a.yaml": "actors:\n  rider: {kind: human}\n",
            "requirements/b.yaml": "actors:\n  driver: {kind: human}\n",
        }
    )
    call = archkit("lint", root / "requirements/b.yaml", "--format", "json")
    data = json.loads(call.out)
    assert {one["file"] for one in data["findings"]} == {"requirements/b.yaml"}
    assert data["summary"]["files"] == 1


def test_text_has_the_block_of_the_contract(make_workspace, archkit, monkeypatch) -> None:
    root = make_workspace(
        {
            "requirements/quality.yaml": (
                "quality_attributes:\n  shown:\n    attribute: performance\n    statement: The confirmation is shown quickly\n"
            )
        }
    )
    monkeypatch.chdir(root)
    call = archkit("lint", "--select", "AK201")
    assert call.out.startswith(
        "requirements/quality.yaml:4:42: warning AK201 unmeasurable: 'quickly' cannot be measured or tested\n"
        "    4 |     statement: The confirmation is shown quickly\n"
        "      |                                          ^^^^^^^\n"
        "  help: say how quickly, for example: measure: p95 response_time <= 300 ms"
    )
    assert "\n\n1 finding: 0 errors, 1 warning (2 files" in call.out


def test_paths_in_text_are_those_that_an_editor_opens_from_here(make_workspace, archkit, monkeypatch) -> None:
    root = make_workspace("actors:\n  rider: {kind: persn}\n")
    for folder, shown in (
        (root.parent, "ws/requirements/all.yaml"),
        (root / "requirements", "../requirements/all.yaml"),
    ):
        monkeypatch.chdir(folder)
        assert archkit("lint", root).out.startswith(f"{shown}:2:17: error AK013")
        report = json.loads(archkit("lint", root, "--format", "json").out)
        assert Path(report["workspace"], report["findings"][0]["file"]) == Path(shown)


def test_control_characters_of_a_file_never_reach_the_terminal(make_workspace, archkit) -> None:
    root = make_workspace('actors:\n  rider: {kind: "\\e[31mred\\u202e"}\n')
    call = archkit("lint", root)
    assert call.status == 1
    assert "\x1b" not in call.out
    assert "\u202e" not in call.out


def test_generating_twice_gives_the_same_bytes(tmp_path: Path, archkit) -> None:
    for name in ("one", "two"):
        assert archkit("generate", HITCHHIKING, "--output", tmp_path / name).status == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_check_tells_fresh_from_stale_and_writes_nothing(tmp_path: Path, archkit) -> None:
    import shutil

    root = tmp_path / "ws"
    shutil.copytree(HITCHHIKING, root, ignore=shutil.ignore_patterns("build"))
    assert archkit("generate", root, "--check").status == 1
    assert archkit("generate", root).status == 0
    assert archkit("generate", root, "--check").status == 0
    actors = root / "requirements/actors.yaml"
    actors.write_text(actors.read_text().replace("name: Rider", "name: Passenger", 1))
    before = tree(root)
    call = archkit("generate", root, "--check")
    assert call.status == 1
    assert "archkit generate" in call.out
    assert tree(root) == before


def test_only_some_kinds_are_made_when_asked(tmp_path: Path, archkit) -> None:
    archkit("generate", HITCHHIKING, "--only", "sequence", "--output", tmp_path)
    assert {path.split("/")[0] for path in tree(tmp_path)} == {"diagrams", ".archkit-manifest.json"}
    call = archkit("generate", HITCHHIKING, "--only", "sequnce", "--output", tmp_path)
    assert call.status == 2
    assert "sequence" in call.err


def test_a_dry_run_writes_nothing(tmp_path: Path, archkit) -> None:
    call = archkit("generate", HITCHHIKING, "--dry-run", "--format", "json", "--output", tmp_path / "out")
    assert {one["state"] for one in json.loads(call.out)["files"]} == {"new"}
    assert not (tmp_path / "out").exists()


def test_output_into_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m archkit lint --list-rules | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_explain_shows_the_page_of_a_rule_by_code_and_name(archkit) -> None:
    assert archkit("explain", "AK201").out == archkit("explain", "unmeasurable").out
    assert "*Good*" in archkit("explain", "ak201").out
    assert "availability" in archkit("explain", "uptime").out.lower()


def test_explain_knows_the_fields_of_the_format(archkit) -> None:
    section = archkit("explain", "use_cases").out
    assert section.startswith("# use_cases\n")
    assert "primary_actor" in section
    one = archkit("explain", "use_case.load").out
    assert "At the busiest moment" in one
    assert "At the busiest moment" in archkit("explain", "load").out
    assert "may-be-unknown" in archkit("explain", "step").out
    both = archkit("explain", "retries").out
    assert "# use_cases.steps.retries" in both
    assert "# components.resilience.retries" in both


def test_a_word_of_the_catalog_and_of_the_format_is_told_to_be_both(archkit) -> None:
    text = archkit("explain", "availability").out
    assert text.startswith("# Availability (availability)")
    assert "The same word also means the field actors.availability of the format." in text


def test_explain_facts_tells_what_a_workspace_says_and_where(make_workspace, archkit) -> None:
    root = make_workspace("use_cases:\n  pay:\n    load: {average: 60/s, peak: 400/s}\n")
    text = archkit("explain", "facts", root).out
    assert "unknown:" in text
    assert "requirements/all.yaml:3" in text


def test_the_words_of_the_format_for_groups_of_artifacts_are_understood(tmp_path: Path, archkit) -> None:
    """The format's own example asks for ``api``, ``decisions`` and ``traceability``."""
    archkit("init", tmp_path / "ws", "--example", "movie-streaming")
    call = archkit("generate", tmp_path / "ws", "--only", "api", "--dry-run", "--verbose")
    assert call.status == 0
    assert "apis/movie-api/openapi.yaml" in call.out
    assert "site/" not in call.out
    call = archkit("generate", tmp_path / "ws", "--only", "traceability", "--dry-run", "--verbose")
    assert "site/traceability.md" in call.out


def test_verbose_lists_every_question_and_a_repair_by_machine_is_offered(make_workspace, archkit) -> None:
    names = [f"c{number}" for number in range(3)]
    text = "actors:\n  rider: {kind: person, descripton: Looks for a lift.}\n"
    root = make_workspace(
        text + "components:\n" + "".join(f"  {name}: {{kind: service}}\n" for name in names)
    )
    assert "archkit lint --diff shows what of it a machine can repair" in archkit("lint", root).out
    many = Path(__file__).parents[1] / "first_week/meter"
    brief, whole = archkit("lint", many).out, archkit("lint", many, "--verbose").out
    assert re.search(r"… and \d+ more.*--verbose lists all", brief)
    assert len(re.findall(r"^  AK\d{3} ", brief, re.MULTILINE)) == 10
    assert len(re.findall(r"^  AK\d{3} ", whole, re.MULTILINE)) > 10
    assert "more, for when" not in whole
