"""A whole session in a real terminal: from an empty folder to a site, as a newcomer walks it for the ticket reservation."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archkit.tui.steps import steps

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux (Debian: tmux)")
PATIENCE = 120
"""Seconds until what is waited for is given up; a machine may have much else to do."""


class Tmux:
    """A terminal of 160 x 48 in a server of its own."""

    def __init__(self, folder: Path, here: Path) -> None:
        self.socket = str(folder / "tmux")
        state = f"XDG_STATE_HOME={folder / 'state'} XDG_CACHE_HOME={folder / 'cache'} TERM=tmux-256color"
        command = f"cd {here} && env -u COLUMNS -u LINES {state} {sys.executable} -m archkit; echo archkit ended with $?; sleep 600"
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "48", command)

    def run(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self.socket, *words], check=True, capture_output=True, text=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.run("send-keys", "-l", text)

    @property
    def text(self) -> str:
        """What is seen."""
        return self.run("capture-pane", "-p")

    def wait_for(self, *wanted: str) -> str:
        """Wait until all of this is seen."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            text = self.text
            if all(word in text for word in wanted):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{wanted} is not seen:\n{self.text}")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


@pytest.fixture
def terminal(tmp_path: Path, here: Path) -> Iterator[Tmux]:
    tmux = Tmux(tmp_path, here)
    yield tmux
    subprocess.run(["tmux", "-S", tmux.socket, "kill-server"], check=False, capture_output=True)


def test_a_newcomer_walks_from_an_empty_folder_to_a_site(terminal: Tmux, here: Path) -> None:
    terminal.wait_for("There is no workspace", "An example")
    terminal.press("End", "Enter")
    terminal.wait_for("ticket-reservation")
    terminal.press("End", "Enter")
    terminal.wait_for("This folder is empty and will do")
    terminal.press("Enter")
    terminal.wait_for("Ticket Reservation / Frame", "✓ saved", "what helps next")

    for step in steps()[1:]:
        terminal.press("C-PageDown")
        terminal.wait_for(f"Ticket Reservation / {step.title}")

    terminal.press("C-f")
    terminal.wait_for("Find")
    terminal.type("customer")
    terminal.wait_for("actor customer")
    terminal.press("Enter")
    terminal.wait_for("Ticket Reservation / Actors", "Wants seats for a show.")
    terminal.press("Enter", "Enter", "End")
    terminal.type(" of the box office")
    terminal.press("Enter")
    terminal.wait_for("Customer of the box office", "✓ saved")
    assert "name: Customer of the box office\n" in (here / "requirements" / "use-cases.yaml").read_text()

    terminal.press("C-p")
    terminal.wait_for("Search for commands")
    terminal.type("step: generate")
    terminal.wait_for("Step: Generate")
    terminal.press("Down", "Enter")
    terminal.wait_for("Ticket Reservation / Generate", "Everything goes below build/")
    terminal.press("b")
    site = here / "build" / "html" / "index.html"
    ends = time.monotonic() + PATIENCE
    while not site.is_file() and time.monotonic() < ends:
        time.sleep(0.3)
    assert "Ticket Reservation" in site.read_text()
    terminal.press("C-q")
    terminal.wait_for("archkit ended with 0")


def test_a_lost_terminal_loses_nothing(terminal: Tmux, here: Path) -> None:
    terminal.wait_for("A blank workspace")
    terminal.press("Enter")
    terminal.wait_for("This folder is empty and will do")
    terminal.press("Enter")
    terminal.wait_for("Shop / Frame")
    terminal.press("Down", "Enter", "End")
    terminal.type(" of tickets")
    terminal.wait_for("Shop of tickets")
    terminal.run("kill-session")
    ends = time.monotonic() + PATIENCE
    while "of tickets" not in (here / "archkit.yaml").read_text() and time.monotonic() < ends:
        time.sleep(0.2)
    assert "name: Shop of tickets\n" in (here / "archkit.yaml").read_text()
