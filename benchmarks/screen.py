"""How long the screen takes to open, and to answer a key, in a terminal of its own: 1,000 and 10,000 elements.

    python benchmarks/screen.py

``open`` is the time from the start of the process to the first whole screen. A key's time is that from its byte to the
first byte of the answer, once while nothing else is done and once while the linter runs beside the screen.
"""

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workspaces import write

SIZES = (1_000, 10_000)
ROWS, COLUMNS = 48, 160
KEYS = (
    ("next step", b"\x1b[6;5~"),
    ("next step", b"\x1b[6;5~"),
    ("next step", b"\x1b[6;5~"),
    ("next step", b"\x1b[6;5~"),
    ("next step", b"\x1b[6;5~"),
    ("step before", b"\x1b[5;5~"),
    ("step again", b"\x1b[6;5~"),
    ("down", b"\x1b[B"),
    ("page down", b"\x1b[6~"),
    ("to the form", b"\r"),
    ("edit a field", b"\r"),
    ("a letter", b"x"),
    ("a letter", b"y"),
    ("a letter", b"z"),
    ("done", b"\r"),
    ("undo", b"\x1a"),
    ("find", b"\x06"),
    ("a letter of find", b"p"),
    ("a letter of find", b"a"),
)
LIMIT = 0.050
"""What a key may take."""


class Terminal:
    """A process in a terminal of its own."""

    def __init__(self, command: list[str], state: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "XDG_STATE_HOME": str(state),
            "XDG_CACHE_HOME": str(state),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def until(self, wanted: bytes, timeout: float = 60) -> float:
        """Return the seconds from the start until something is shown."""
        seen = b""
        while time.perf_counter() - self.began < timeout:
            seen += self.read(0.5)
            if wanted in seen:
                return time.perf_counter() - self.began
        raise SystemExit(f"nothing of {wanted!r} within {timeout} s")

    def read(self, timeout: float) -> bytes:
        """Return what comes within a time; nothing where nothing does."""
        ready, _, _ = select.select([self.master], [], [], timeout)
        try:
            return os.read(self.master, 1 << 16) if ready else b""
        except OSError:  # the process has ended
            time.sleep(timeout)
            return b""

    def calm(self, seconds: float) -> None:
        """Wait until nothing was shown for a while."""
        while self.read(seconds):
            pass

    def press(self, key: bytes) -> float:
        """Return the seconds until a key is answered."""
        began = time.perf_counter()
        os.write(self.master, key)
        if not self.read(5):
            return float("nan")
        return time.perf_counter() - began

    def end(self) -> None:
        """End the process."""
        self.process.terminate()
        deadline = time.perf_counter() + 20
        while self.process.poll() is None and time.perf_counter() < deadline:
            self.read(0.1)
        os.close(self.master)


@contextmanager
def opened(workspace: Path, state: Path) -> Iterator[Terminal]:
    """Open a workspace on the screen."""
    terminal = Terminal([sys.executable, "-m", "archkit", "open", str(workspace)], state)
    try:
        yield terminal
    finally:
        terminal.end()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            workspace, state = Path(folder) / str(size), Path(folder) / f"state-{size}"
            write(workspace, size)
            opening, busy, calm = [], [], []
            for _ in range(3):
                with opened(workspace, state) as terminal:
                    opening.append(terminal.until(b"Quality attributes"))
                    for _, key in KEYS[:6]:
                        busy.append(terminal.press(key))
                        terminal.calm(0.08)
            with opened(workspace, state) as terminal:
                terminal.until(b"Quality attributes")
                terminal.calm(3 if size <= 1_000 else 12)
                for name, key in KEYS:
                    calm.append((name, terminal.press(key)))
                    terminal.calm(0.3)
            print(
                f"{size:>6} elements: opens in {statistics.median(opening):.2f} s (best {min(opening):.2f} s)"
            )
            print(
                f"       a key while the linter runs: median {1000 * statistics.median(busy):.0f} ms, worst {1000 * max(busy):.0f} ms"
            )
            times = [seconds for _, seconds in calm]
            name, worst = max(calm, key=lambda pair: pair[1])
            print(
                f"       a key otherwise: median {1000 * statistics.median(times):.0f} ms, worst {1000 * worst:.0f} ms ({name})"
            )
            print(
                f"       within {1000 * LIMIT:.0f} ms: {sum(one <= LIMIT for one in times)} of {len(times)}"
            )
            for name, seconds in calm:
                print(f"         {name:<18} {1000 * seconds:4.0f} ms")


if __name__ == "__main__":
    main()
