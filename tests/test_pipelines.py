"""What pipelines copy works: the action's script, the hooks, the template, and every command of the page about them."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from archkit.cli._main import load

TOP = Path(__file__).parent.parent
FAST = "quality_attributes:\n  fast:\n    attribute: performance\n    statement: The page is shown quickly.\n"
CONFIG = "archkit: 1\nlint: {select: [AK201]}\n"


def data(name: str):
    return yaml.safe_load((TOP / name).read_text(encoding="utf-8"))


def understood(command: str) -> None:
    """Parse a command line of archkit the way archkit does; end where it is wrong."""
    words = shlex.split(re.split(r" (?:\|\||<|>>?|&&) ", command)[0], comments=True)
    assert words[0] == "archkit"
    load(words[1]).parser(words[1], "what it does").parse_args(words[2:])


def commands_of_the_page() -> list[str]:
    page = (TOP / "docs/how-to/ci.md").read_text(encoding="utf-8")
    return re.findall(r"^(?:\$ |      - run: |  - script: .*&& )(archkit .*)$", page, re.MULTILINE)


@pytest.mark.parametrize("command", commands_of_the_page())
def test_a_command_of_the_page_is_understood(command: str) -> None:
    understood(command)


def test_blocks_of_the_page_are_yaml() -> None:
    page = (TOP / "docs/how-to/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) > 4
    for block in blocks:
        yaml.safe_load(block)


@pytest.mark.parametrize("hook", data(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_is_understood_and_wakes_up_for_requirements(hook) -> None:
    understood(hook["entry"])
    assert hook["types"] == ["yaml"]
    assert hook["pass_filenames"] is False, "one file can break another"


def test_the_gitlab_template_leaves_both_reports_and_ends_as_the_linter_does(
    make_workspace, tmp_path
) -> None:
    root = make_workspace(FAST, config=CONFIG)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in {"pip": "exit 0", "archkit": f'exec "{sys.executable}" -m archkit "$@"'}.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    script = "\n".join(data("ci-templates/gitlab.yml")["archkit-lint"]["script"])
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "ARCHKIT_VERSION": ""}

    def run(path: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", "-ec", script], cwd=root, env=environment | {"ARCHKIT_PATH": path}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    found = run(".")
    assert found.returncode == 1
    assert "warning AK201" in found.stdout
    assert '"check_name": "unmeasurable"' in (root / "gl-code-quality-report.json").read_text()
    assert "AK201" in (root / "archkit-junit.xml").read_text()
    assert run("nowhere").returncode == 2
    assert run("$(touch sprung)").returncode == 2
    assert not (root / "sprung").exists()
    (root / "requirements/all.yaml").write_text(FAST + "    measure: p95 response_time <= 300 ms\n")
    assert run(".").returncode == 0


@pytest.fixture
def run_action(tmp_path):
    """Return a function that runs the script of the action, as a runner would."""
    install, step = [one for one in data("action.yml")["runs"]["steps"] if "run" in one]
    assert "program=" in install["run"]
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "archkit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m archkit "$@"\n')
    program.chmod(0o755)

    def run(root: Path, **inputs: str) -> tuple[int, str, str]:
        summary = tmp_path / "summary.md"
        given = {key: inputs.get(key, "") for key in step["env"]} | {"ARCHKIT": str(program)}
        environment = {
            **os.environ, **given,
            "GITHUB_STEP_SUMMARY": str(summary),
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        told = summary.read_text() if summary.exists() else ""
        summary.unlink(missing_ok=True)
        return done.returncode, done.stdout, told

    return run


def test_the_action_annotates_summarises_and_fails(run_action, make_workspace, tmp_path) -> None:
    root = make_workspace(FAST, config=CONFIG)
    sarif = tmp_path / "found.sarif"
    status, out, summary = run_action(root, ARCHKIT_PATH=".", ARCHKIT_SARIF=str(sarif))
    assert status == 1
    assert out.startswith("::warning file=requirements/all.yaml,line=4,")
    assert "AK201" in summary
    assert '"version": "2.1.0"' in sarif.read_text()
    assert run_action(root, ARCHKIT_PATH=".", ARCHKIT_FAIL_ON="error")[0] == 0


def test_the_action_takes_paths_on_several_lines_and_none_of_them_is_an_option(
    run_action, make_workspace
) -> None:
    files = {"requirements/a.yaml": FAST, "requirements/b.yaml": FAST.replace("fast:", "swift:")}
    root = make_workspace(files, config=CONFIG)
    status, out, _ = run_action(root, ARCHKIT_PATH="requirements/a.yaml\nrequirements/b.yaml\n")
    assert (status, out.count("::warning ")) == (1, 2)
    before = (root / "requirements/a.yaml").read_bytes()
    assert run_action(root, ARCHKIT_PATH="--fix")[0] == 2
    assert (root / "requirements/a.yaml").read_bytes() == before


def test_the_action_fails_when_a_report_cannot_be_written(run_action, make_workspace) -> None:
    root = make_workspace(FAST, config=CONFIG)
    asked = {"ARCHKIT_PATH": ".", "ARCHKIT_FAIL_ON": "error"}
    assert run_action(root, **asked)[0] == 0
    assert run_action(root, **asked, ARCHKIT_SARIF="no/such/folder/x.sarif")[0] != 0


def test_what_the_page_hands_to_the_action_are_inputs_of_it() -> None:
    page = (TOP / "docs/how-to/ci.md").read_text(encoding="utf-8")
    inputs = data("action.yml")["inputs"]
    used = [
        key
        for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
        for job in (yaml.safe_load(block).get("jobs") or {}).values()
        for step in job["steps"]
        if "archkit@" in step.get("uses", "")
        for key in step["with"]
    ]
    assert used
    assert set(used) <= set(inputs)


def test_an_input_of_the_action_is_never_a_command(run_action, make_workspace, tmp_path) -> None:
    root = make_workspace(FAST, config=CONFIG)
    trap = tmp_path / "sprung"
    for text in (f"$(touch {trap})", f"`touch {trap}`", f"; touch {trap}", f'"; touch {trap}; "'):
        assert run_action(root, ARCHKIT_PATH=text)[0] == 2
        assert run_action(root, ARCHKIT_PATH=".", ARCHKIT_SINCE=text)[0] == 2
    assert not trap.exists()


def test_inputs_of_the_action_reach_its_script_through_the_environment_only() -> None:
    for step in data("action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
