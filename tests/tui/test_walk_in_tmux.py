"""The whole walk in a real terminal: an empty folder becomes the site of a ticket shop, by keys that tmux sends."""

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archkit.diagnostics import Severity
from archkit.workspace import Workspace

TMUX = shutil.which("tmux")
PATIENCE = 240.0
"""Seconds after which a screen that does not come is a failure; on a loaded machine each takes a while."""
PARTS = {"frontend": "service", "order-store": "database", "reservation": "service", "seat-store": "database"}

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is missing: apt-get install tmux")


class Terminal:
    """A terminal in which archkit runs."""

    def __init__(self, folder: Path, size: tuple[int, int], home: Path) -> None:
        self._server = f"archkit-{uuid.uuid4().hex}"
        environment = {
            **os.environ, "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"), "LC_ALL": "C.UTF-8",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)  # those of who runs the tests say nothing about this terminal
        self._environment = environment
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", str(folder),
            f"{sys.executable} -m archkit; echo archkit has ended; sleep 600",
        )  # fmt: skip

    def _tmux(self, *words: str) -> str:
        assert TMUX is not None
        command = [TMUX, "-L", self._server, *words]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=self._environment
        ).stdout

    def close(self) -> None:
        """End the terminal and all that runs in it."""
        self._tmux("kill-server")

    @property
    def text(self) -> str:
        """What is seen."""
        return self._tmux("capture-pane", "-p")

    def see(self, *words: str) -> str:
        """Wait until all words are seen."""
        return self.until(lambda text: all(word in text for word in words), f"to see {words}")

    def until(self, come: Callable[[str], bool], what: str) -> str:
        """Wait until the screen is as it should be."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.text
            if come(text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"waited in vain {what}:\n{self.text}")

    def settle(self) -> None:
        """Wait until nothing moves on the screen any more."""
        last, same = self.text, 0
        while same < 4:
            time.sleep(0.08)
            text = self.text
            last, same = text, same + 1 if text == last else 0

    def press(self, *keys: str) -> None:
        """Press keys, in tmux's names."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text, and wait until its end is seen."""
        self._tmux("send-keys", "-l", text)
        self.see(text[-12:])

    # --- archkit's screen -----------------------------------------------------------------------------------

    @property
    def step(self) -> str:
        """The step that the line at the top names."""
        return self.text.partition("\n")[0].partition(" / ")[2].partition("  ")[0]

    def walk_to(self, step: str) -> None:
        """Go from step to step until this one is shown."""
        for _ in range(20):
            here = self.step
            if here == step:
                return
            self.press("C-NPage")
            self.until(lambda _, here=here: self.step != here, f"for the step after {here}")
        raise AssertionError(f"no step is called {step}:\n{self.text}")

    def add(self, name: str, asks: str) -> None:
        """Add an element; its form is shown then."""
        self.press("a")
        self.see(asks)
        self.type(name)
        self.press("Enter")
        self.until(lambda text: asks not in text, "for the dialog to go")
        self.see("Guess")

    @property
    def field(self) -> str:
        """The field that is explained below the form: the one with the cursor."""
        below = self.text.rpartition("─" * 20)[2].strip("─\n").splitlines()
        return below[0].strip() if below else ""

    def fill(self, field: str, text: str) -> None:
        """Fill in a field of the form."""
        self.press("Home")
        for _ in range(60):
            self.settle()
            if self.field == field:
                break
            self.press("Down")
        assert self.field == field, f"no field is called {field}:\n{self.text}"
        self.press("Enter")
        self.see("Put back")
        self.press("C-u")
        self.type(text)
        self.press("C-s")
        self.until(lambda text: "Put back" not in text, "for the field to close")
        self.settle()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Archkit in a terminal over an empty folder."""
    (tmp_path / "shop").mkdir()
    one = Terminal(tmp_path / "shop", (120, 40), tmp_path)
    yield one
    one.close()


def begin(t: Terminal) -> None:
    """Begin a blank workspace, and say what the system is and who uses it."""
    t.see("A blank workspace")
    t.press("Enter")
    t.see("Where?")
    t.press("Enter")
    t.see("/ Frame", "Organisation")
    t.fill("name", "Ticket Reservation")
    t.fill("summary", "Customers buy seats for shows; a seat is sold to one customer only.")
    t.walk_to("Actors")
    t.add("Customer", "Who, or what")
    t.fill("description", "Wants seats for a show.")


def say_what_it_does(t: Terminal) -> None:
    """Describe what is kept, the use case and its flow."""
    t.walk_to("Entities")
    t.add("Order", "What is kept")
    t.add("Seat", "What is kept")
    t.walk_to("Use cases")
    t.add("Buy a ticket", "get done")
    t.fill("primary actor", "customer")
    t.fill("trigger", "The customer chooses a seat and presses buy.")
    t.fill("outcome", "The seat belongs to the customer.")
    t.walk_to("Flows")
    t.settle()
    t.press("a")
    for line in (
        "customer -> frontend: Request a ticket",
        "frontend -> order-store: Save the order",
        "frontend ~> reservation: Hand the order over",
        "reservation -> seat-store: Hold the seat",
    ):
        t.see("Put back")
        t.type(line)
        t.press("Enter")
        t.settle()
    t.press("Escape")
    t.see("Hold the seat", "╭")


def say_how_well_and_with_what(t: Terminal) -> None:
    """Write a demand with its measure, a constraint and the components."""
    t.walk_to("Quality attributes")
    t.add("Buying a ticket must be quick", "The demand in")
    t.fill("attribute", "performance")
    t.fill("applies to", "use_case:buy-a-ticket")
    t.see("▲1")
    t.press("v")
    t.see("p95 response_time <= ~300 ms", "▲0")
    t.walk_to("Constraints")
    t.add("Personal data falls under the GDPR", "What is fixed")
    t.fill("kind", "legal")
    t.walk_to("Components")
    for name, kind in PARTS.items():
        t.add(name, "Which part")
        t.fill("kind", kind)


def test_an_empty_folder_becomes_the_site_of_a_ticket_shop(terminal: Terminal, tmp_path: Path) -> None:
    t = terminal
    begin(t)
    say_what_it_does(t)
    say_how_well_and_with_what(t)
    t.walk_to("Advice")
    t.see("Accept as decision", "◆ Transactional outbox")
    t.press("y")
    t.walk_to("Decisions")
    t.see("transactional-outbox", "accepted")
    t.walk_to("Review")
    t.see("✗0 ▲0")
    t.walk_to("Generate")
    t.see("Below the output folder")
    t.press("b")
    t.see("The site is built")
    t.press("C-q")
    t.see("archkit has ended")

    root = tmp_path / "shop"
    assert "name: Ticket Reservation\n" in (root / "archkit.yaml").read_text()
    assert "# version of this format" in (root / "archkit.yaml").read_text(), "comments stay"
    use_cases = (root / "requirements" / "use-cases.yaml").read_text()
    assert (
        "    primary_actor: customer\n"
        "    trigger: The customer chooses a seat and presses buy.\n"
        "    outcome: The seat belongs to the customer.\n"
        "    steps:\n"
        "      - customer -> frontend: Request a ticket\n"
        "      - frontend -> order-store: Save the order\n"
        "      - frontend ~> reservation: Hand the order over\n"
        "      - reservation -> seat-store: Hold the seat\n"
    ) in use_cases
    assert (
        "    measure: p95 response_time <= ~300 ms\n" in (root / "requirements" / "quality.yaml").read_text()
    )
    decided = (root / "requirements" / "decisions.yaml").read_text()
    assert "status: accepted" in decided
    assert "transactional-outbox" in decided
    known = Workspace(root)
    assert not [one for one in known.findings.all() if one.severity is Severity.ERROR]
    assert set(known.requirements.components) == set(PARTS)
    assert known.requirements.constraints
    assert "Ticket Reservation" in (root / "build" / "html" / "index.html").read_text()
