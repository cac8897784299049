"""The terminal is lost while the screen is waiting to write to it: the process ends all the same."""

import os
import signal
import subprocess
import sys

STUCK = """
import asyncio, queue
from archkit.tui import farewell

farewell.LONGEST = 0.5

async def leave():
    print("saved", flush=True)
    raise SystemExit(0)

async def main():
    farewell.end_when_told(leave)
    print("ready", flush=True)
    {wait}

asyncio.run(main())
"""


def told_to_end(wait: str, number: signal.Signals) -> tuple[int, str]:
    """Start a process that waits in its event loop, tell it to end; return how it ended and what it said."""
    with subprocess.Popen(
        [sys.executable, "-c", STUCK.format(wait=wait)], stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        said = process.stdout.read()
        return process.wait(timeout=60), said


def test_a_loop_that_waits_is_left_in_order() -> None:
    assert told_to_end("await asyncio.sleep(1000)", signal.SIGTERM) == (0, "saved\n")


def test_a_loop_that_hangs_at_a_lost_terminal_ends_within_seconds() -> None:
    hang = "full = queue.Queue(1); full.put(1); full.put(2)"
    assert told_to_end(hang, signal.SIGHUP) == (128 + signal.SIGHUP, "")
