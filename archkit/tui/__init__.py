"""The screen: a guided walk through a workspace, in the terminal or in a browser on the same machine.

A step of the walk is one file below ``archkit/tui/steps/``; see ``archkit.tui.steps._step`` for what it defines and
``archkit.tui.pane.StepPane`` for what its pane is given and told.
"""

from datetime import date
from pathlib import Path


def run(folder: Path | None, *, today: date | None = None) -> None:
    """Show a workspace on the terminal until the user leaves.

    Args:
        folder: The workspace; the nearest one upwards from here when not given.
        today: The day on which exceptions from rules are judged.

    Raises:
        UsageError: There is no workspace.
        UnreadableError: ``archkit.yaml`` cannot be read.
    """
    import sys  # noqa: PLC0415 - only here

    from archkit.session import Session  # noqa: PLC0415 - the front door stays cheap
    from archkit.tui.app import ArchkitApp  # noqa: PLC0415 - Textual is loaded when the screen is shown
    from archkit.workspace import locate  # noqa: PLC0415 - as above

    # The staircase runs in a thread; the screen must not wait longer for its turn than a key may take.
    sys.setswitchinterval(0.001)
    ArchkitApp(Session(locate(folder)), today=today).run()
