"""The screen: a guided walk through a workspace, in the terminal or in a browser on the same machine.

A step of the walk is one file below ``archkit/tui/steps/``; see ``archkit.tui.steps._step`` for what it defines and
``archkit.tui.pane.StepPane`` for what its pane is given and told.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archkit.session import Session


def run(folder: Path | None, *, today: date | None = None) -> None:
    """Show a workspace on the terminal until the user leaves; where there is none, offer to begin one.

    Args:
        folder: The workspace; the nearest one upwards from here when not given.
        today: The day on which exceptions from rules are judged.

    Raises:
        UsageError: There is no such folder.
        UnreadableError: ``archkit.yaml`` cannot be read, and was not mended.
    """
    import gc  # noqa: PLC0415 - only here
    import sys  # noqa: PLC0415 - only here

    from archkit.workspace import locate  # noqa: PLC0415 - as above

    root, with_tour = _without_workspace(folder), False
    if root is not None:
        from archkit.tui.start import StartApp  # noqa: PLC0415 - where there is no workspace only

        start = StartApp(root, _settings())
        folder, with_tour = start.run(), start.with_tour
        if folder is None:
            return
    from archkit.tui.app import ArchkitApp  # noqa: PLC0415 - Textual is loaded when the screen is shown

    session = _opened(locate(folder), today)
    # A collection of garbage that looks at all of a large workspace takes longer than a key may wait.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    # The staircase runs in a thread; the screen must not wait longer for its turn than a key may take.
    sys.setswitchinterval(0.001)
    ArchkitApp(session, with_tour=with_tour).run()


def _without_workspace(folder: Path | None) -> Path | None:
    """Return the folder in which a workspace can be begun, because there is none; None where there is one."""
    from archkit.read import CONFIG_NAME, find_workspace  # noqa: PLC0415 - as above

    if folder is None:
        return Path.cwd() if find_workspace(Path.cwd()) is None else None
    return folder if folder.is_dir() and not (folder / CONFIG_NAME).exists() else None


def _opened(root: Path, today: date | None) -> "Session":
    """Return the session; where ``archkit.yaml`` cannot be read, once it was mended."""
    from archkit.errors import UnreadableError  # noqa: PLC0415 - the front door stays cheap
    from archkit.read import CONFIG_NAME  # noqa: PLC0415 - as above
    from archkit.session import Session  # noqa: PLC0415 - as above

    while True:
        try:
            return Session(root, today=today)
        except UnreadableError:
            from archkit.tui.repairing import RepairApp  # noqa: PLC0415 - where it is needed only

            if not RepairApp(root, CONFIG_NAME, _settings()).run():
                raise


def _settings() -> Path:
    """Return the file of what the user likes."""
    from archkit.session import state_folder  # noqa: PLC0415 - the front door stays cheap

    return state_folder().parent / "settings.json"
