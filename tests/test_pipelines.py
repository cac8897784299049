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
    return re.findall(r"^(?:\$ |      - run: )(archkit .*)$", page, re.MULTILINE)


@pytest.mark.parametrize("command", commands_of_the_page())
def test_a_command_of_the_page_is_understood(command: str) -> None:
    understood(command)


def test_blocks_of_the_page_are_yaml() -> None:
    page = (TOP / "docs/how-to/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) > 6
    for block in blocks:
        yaml.safe_load(block)


@pytest.mark.parametrize("hook", data(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_is_understood_and_wakes_up_for_requirements(hook) -> None:
    understood(hook["entry"])
    assert re.search(hook["files"], "docs/architecture/archkit.yaml")
    assert re.search(hook["files"], "requirements/actors.yaml")
    assert not re.search(hook["files"], "src/main.py")


def test_commands_of_the_gitlab_template_are_understood() -> None:
    script = data("ci-templates/gitlab.yml")["archkit-lint"]["script"]
    for line in script:
        if line.startswith("archkit"):
            understood(line.replace("$ARCHKIT_PATH", "."))


@pytest.fixture
def run_action(tmp_path):
    """Return a function that runs the script of the action, as a runner would."""
    step = next(one for one in data("action.yml")["runs"]["steps"] if one.get("name") == "Lint")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "archkit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m archkit "$@"\n')
    program.chmod(0o755)

    def run(root: Path, **inputs: str) -> tuple[int, str, str]:
        summary = tmp_path / "summary.md"
        given = {key: inputs.get(key, "") for key in step["env"]}
        environment = {
            **os.environ, **given,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_STEP_SUMMARY": str(summary),
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, summary.read_text() if summary.exists() else ""

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
