"""Stretches of work that make no garbage: Python does not look for any meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from running; as a decorator, while a function runs.

    For work whose objects stay: thousands of elements are looked through again and again, a quarter of the time, and
    nothing is ever found.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
