"""--since: only what a branch made worse, and nothing of the repository is executed on the way."""

import json
import subprocess
from pathlib import Path

import pytest

OLD = """\
actors:
  rider: {name: Rider}
components:
  app: {name: App}
use_cases:
  pay:
    primary_actor: rider
    steps:
      - rider -> app: Pay
quality_attributes:
  old:
    attribute: performance
    statement: The page is shown quickly.
"""
NEW = "  new:\n    attribute: performance\n    statement: It is done quickly.\n"
CONFIG = "archkit: 1\nlint: {select: [AK201, AK030]}\n"


def git(root: Path, *words: str) -> str:
    settings = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    command = ["git", *settings, "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=["", "docs/architecture"], ids=["top", "below"])
def root(make_workspace, request, tmp_path) -> Path:
    folder = make_workspace(OLD, config=CONFIG, name=f"repository/{request.param}")
    top = tmp_path / "repository"
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "one")
    git(top, "branch", "base")
    return folder


def found(archkit, root: Path, *words: str) -> list[str]:
    call = archkit("lint", root, "--format", "json", *words)
    assert call.status in {0, 1}, call.err
    return [f"{one['code']} {one['element']}" for one in json.loads(call.out)["findings"]]


def test_what_was_there_before_is_not_told(archkit, root) -> None:
    assert found(archkit, root) == ["AK201 quality_attribute:old"]
    assert found(archkit, root, "--since", "base") == []
    file = root / "requirements/all.yaml"
    file.write_text("# moved\n\n" + OLD + NEW)
    assert found(archkit, root, "--since", "base") == ["AK201 quality_attribute:new"]
    file.rename(root / "requirements/renamed.yaml")
    told = found(archkit, root, "--since", "base")
    assert "AK201 quality_attribute:new" in told


def test_a_line_that_was_touched_is_told(archkit, root) -> None:
    (root / "requirements/all.yaml").write_text(OLD.replace("The page is", "Each page is"))
    assert found(archkit, root, "--since", "base") == ["AK201 quality_attribute:old"]


def test_a_fault_that_a_change_elsewhere_made_is_told(archkit, root) -> None:
    (root / "requirements/all.yaml").write_text(
        OLD.replace("  rider: {name: Rider}\n", "  driver: {name: D}\n")
    )
    assert set(found(archkit, root, "--since", "base")) == {"AK030 use_case:pay"}


def test_what_happened_on_the_other_branch_is_not_ours(archkit, root) -> None:
    file = root / "requirements/all.yaml"
    git(root, "checkout", "-q", "-b", "ours")
    git(root, "checkout", "-q", "base")
    file.write_text(OLD.replace("quickly", "in 40 ms"))
    git(root, "commit", "-q", "-a", "-m", "mended on base")
    git(root, "checkout", "-q", "ours")
    assert found(archkit, root, "--since", "base") == []


def test_a_workspace_that_is_younger_than_the_revision_is_new_as_a_whole(archkit, root) -> None:
    other = root / "other"
    (other / "requirements").mkdir(parents=True)
    (other / "archkit.yaml").write_text(CONFIG)
    (other / "requirements/all.yaml").write_text(OLD)
    assert found(archkit, other, "--since", "base") == ["AK201 quality_attribute:old"]


@pytest.mark.parametrize("revision", ["nothing", "--output=/tmp/x", "-h", "base:requirements", ""])
def test_what_names_no_revision_ends_the_run_with_a_word(archkit, root, revision: str) -> None:
    call = archkit("lint", root, f"--since={revision}")
    assert call.status == (2 if revision else 1)


def test_a_folder_outside_of_git_ends_the_run_with_a_word(archkit, make_workspace) -> None:
    call = archkit("lint", make_workspace(OLD), "--since", "HEAD")
    assert call.status == 2
    assert "repository" in call.err


def test_nothing_that_a_repository_names_is_executed(archkit, root, tmp_path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\nexec cat\n")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "diff.external",
        "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge",
        "filter.evil.process", "pager.diff", "pager.cat-file", "credential.helper", "gpg.program",
        "alias.rev-parse", "alias.ls-tree", "interactive.diffFilter",
    ):  # fmt: skip
        git(root, "config", key, f"!{trap}" if key.startswith("alias") else str(trap))
    git(root, "config", "core.hooksPath", str(tmp_path))
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (tmp_path / hook).write_text(trap.read_text())
        (tmp_path / hook).chmod(0o755)
    (root / ".gitattributes").write_text("* filter=evil diff=evil\n")
    (root / "requirements/all.yaml").write_text(OLD + NEW)
    assert found(archkit, root, "--since", "base") == ["AK201 quality_attribute:new"]
    assert not sprung.exists()


def test_links_of_an_earlier_revision_are_not_followed(archkit, root, tmp_path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(OLD)
    (root / "requirements/link.yaml").symlink_to(secret)
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "a link")
    (root / "requirements/link.yaml").unlink()
    assert found(archkit, root, "--since", "HEAD") == []


def test_a_file_with_a_new_name_and_elements_in_another_order_are_nothing_new(archkit, root) -> None:
    file = root / "requirements/all.yaml"
    head, quality = OLD.split("quality_attributes:\n")
    file.unlink()
    (root / "requirements/renamed.yaml").write_text("quality_attributes:\n" + NEW + quality + head)
    assert found(archkit, root, "--since", "base") == ["AK201 quality_attribute:new"]


def test_a_revision_that_is_not_here_is_told_with_the_way_to_get_it(archkit, root, tmp_path) -> None:
    assert "no commit lies so far back" in archkit("lint", root, "--since", "HEAD~5").err
    assert "git branch --all" in archkit("lint", root, "--since", "nowhere").err
    top = tmp_path / "repository"
    git(top, "commit", "-q", "--allow-empty", "-m", "two")
    git(top, "clone", "-q", f"file://{top}", str(tmp_path / "whole"))
    git(top, "clone", "-q", "--depth", "1", f"file://{top}", str(tmp_path / "shallow"))
    below = root.relative_to(top)
    assert (
        "git fetch origin release"
        in archkit("lint", tmp_path / "whole" / below, "--since", "origin/release").err
    )
    shallow = tmp_path / "shallow"
    assert "fetch-depth: 0" in archkit("lint", shallow / below, "--since", "origin/base").err
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "base:refs/remotes/origin/base")
    call = archkit("lint", shallow / below, "--since", "origin/base")
    assert "does not reach back" in call.err
    assert "note:" not in call.out
