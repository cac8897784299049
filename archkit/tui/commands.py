"""What the palette offers besides Textual's own: what has no key, every file that cannot be read, and every step."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from archkit.session import Tour
from archkit.tui.steps import Step

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp


def commands(app: "ArchkitApp", steps: Sequence[Step]) -> Iterator[SystemCommand]:
    """Yield the commands of the moment."""
    for file in app.session.faults:
        yield SystemCommand(
            f"Mend {file}", "It cannot be read: see why, and mend it", partial(app.mend, file)
        )
    yield SystemCommand("Find", "An element, or words that are written somewhere", app.action_jump)
    yield SystemCommand(
        "What helps most next", "Go to the question or finding that matters most", app.action_next
    )
    yield SystemCommand("Show what is not saved", "As a diff", app.action_difference)
    yield SystemCommand(
        "Ask before writing",
        "Show a diff before anything is written, on or off",
        app.action_ask_before_writing,
    )
    yield SystemCommand(
        "Save a copy", "Write the workspace as it is now to another folder", app.keeper.save_copy
    )
    if Tour.suits(app.session):
        yield SystemCommand(
            "Tour of five minutes", "Your first use case, from where you left it", app.action_tour
        )
    yield SystemCommand("Theme", "Dark, light, high contrast, and Textual's own", app.action_change_theme)
    yield SystemCommand("Leave", "Everything is saved before", app.action_quit)
    for step in steps:
        yield SystemCommand(f"Step: {step.title}", step.sentence, partial(app.show_step, step.id))
