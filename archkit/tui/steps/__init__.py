"""The steps of the walk: one file a step, found and not listed."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from archkit.tui.steps._step import Step

__all__ = ["Step", "load_panes", "steps"]


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps in the order of the walk.

    Raises:
        TypeError: A file of this room defines no ``STEP``.
    """
    found = []
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        step = getattr(import_module(f"{__name__}.{path.stem}"), "STEP", None)
        if not isinstance(step, Step):
            raise TypeError(f"archkit/tui/steps/{path.name} defines no STEP")
        found.append(replace(step, id=path.stem))
    return tuple(sorted(found, key=lambda step: (step.order, step.id)))


def load_panes() -> None:
    """Load what all panes are made of."""
    for step in steps():
        step.load()
