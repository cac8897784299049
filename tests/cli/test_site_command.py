"""archkit site: serve what is written while it is written, compare with a revision, and say what is wrong in a line."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

REQUIREMENTS = """
actors:
  rider: {name: Rider}
use_cases:
  pay: {title: Pay for a ride, primary_actor: rider, steps: [{rider -> app: Pay}]}
components:
  app: {name: App backend, kind: service}
quality_attributes:
  fast: {statement: Paying is quick., applies_to: [use_case:pay], measure: p95 response_time <= 200 ms}
"""


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def compared(make_workspace, archkit, tmp_path):
    """Return a function that commits one state, writes another, and returns the page of what changed."""

    def compare(before: str, after: str) -> str:
        root = make_workspace(before)
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "one")
        (root / "requirements/all.yaml").write_text(after)
        call = archkit("site", "build", root, "--output", tmp_path / "out", "--since", "HEAD")
        assert call.status == 0
        return (tmp_path / "out/site/changes.md").read_text()

    return compare


def test_what_came_what_went_and_what_is_different_since_a_revision(compared) -> None:
    after = REQUIREMENTS.replace("name: App backend", "name: App backend, technology: Rust")
    after = after.replace("rider -> app: Pay}", "rider -> app: Pay}, {app -> ledger: Book it}")
    after = after.replace("  rider: {name: Rider}", "  guest: {name: Guest}").replace(
        "primary_actor: rider, ", ""
    )
    page = compared(REQUIREMENTS, after + "  new-one: {statement: New.}\n")
    assert '<span class="ak-chip ak-chip--good">new</span> <b><a href="actors/guest.html">' in page
    assert 'gone</span> <b>Rider <code class="ak-id">rider</code>' in page
    assert "Rust" in page
    assert "app → ledger: Book it" in page
    assert "quality-attributes/new-one.html" in page
    assert "quality-attributes/fast.html" not in page


def test_moved_lines_are_no_change(compared) -> None:
    page = compared(REQUIREMENTS, "# a comment\n\n" + REQUIREMENTS)
    assert "Nothing changed" in page


def test_an_unknown_revision_is_told(make_workspace, archkit) -> None:
    root = make_workspace(REQUIREMENTS)
    git(root, "init", "-q")
    call = archkit("site", "build", root, "--since", "nowhere")
    assert call.status == 2
    assert "nowhere" in call.err


def test_a_page_is_new_a_moment_after_its_yaml_was_saved(make_workspace, tmp_path) -> None:
    root = make_workspace(REQUIREMENTS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "archkit", "site", "serve", str(root), "--port", str(port)]
    log = tmp_path / "told"
    with log.open("w") as told, subprocess.Popen(words, stdout=told, stderr=subprocess.STDOUT) as process:
        try:
            address = f"http://127.0.0.1:{port}/actors/rider.html"
            assert "livereload" in wait_for(address, "Rider")
            file = root / "requirements/all.yaml"
            file.write_text(file.read_text().replace("Rider", "Passenger"))
            wait_for(address, "Passenger")
            file.write_text("actors: [")
            until(lambda: "error AK002" in log.read_text(), log.read_text)
            assert "Passenger" in wait_for(address, "Passenger")
            file.write_text(REQUIREMENTS.replace("Rider", "Traveller"))
            wait_for(address, "Traveller")
        finally:
            process.terminate()
            process.wait(10)


def until(holds: Callable[[], bool], told: Callable[[], str]) -> None:
    end = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < end, told()
        time.sleep(0.1)


def wait_for(address: str, words: str) -> str:
    end = time.monotonic() + 90
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - this machine, over http
                text = answer.read().decode()
        except OSError:
            text = ""
        if words in text:
            return text
        time.sleep(0.3)
    raise AssertionError(f"{address} never said {words}: {text[:2000]}")
