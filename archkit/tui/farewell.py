"""A lost terminal, or a signal to end, becomes an orderly end: what is typed is saved first, and nothing hangs.

A terminal that is gone takes no more output. Textual then waits for ever to write to it, and the event loop with it, so
no handler of the loop is ever called. So the signal is taken by Python itself, which interrupts that wait, and a thread
ends the process when the loop does not. What was changed stands in the journal, and is offered at the next start.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from threading import Timer
from typing import Any

LONGEST = 5.0
"""Seconds that saving may take before the process ends all the same."""


def end_when_told(leave: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """Leave when the terminal is lost (SIGHUP) or the process is told to end (SIGTERM); call it in the event loop.

    Args:
        leave: Saves, and ends the application.

    Returns:
        Puts the handlers back that were there before.
    """
    if sys.platform == "win32":
        return lambda: None
    loop = asyncio.get_running_loop()

    def told(number: int, frame: object) -> None:
        del frame
        watch = Timer(LONGEST, os._exit, (128 + number,))
        watch.daemon = True
        watch.start()
        loop.call_soon_threadsafe(lambda: loop.create_task(leave()))

    before = {}
    for one in (signal.SIGHUP, signal.SIGTERM):
        try:
            before[one] = signal.signal(one, told)
        except ValueError:  # not in the main thread: whoever runs us there ends us
            return lambda: None

    def put_back() -> None:
        for one, handler in before.items():
            signal.signal(one, handler)

    return put_back
