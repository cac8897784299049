"""A place in a file -> the user's own editor, open at that line."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from archkit.diagnostics import Place
from archkit.read import CONFIG_NAME

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_WITH_COLON = {"code", "code-insiders", "codium", "cursor", "subl", "zed", "hx", "helix"}
"""Editors that take the line behind the file's name; the others take +LINE before it, as vi does."""
_GOTO = {"code", "code-insiders", "codium", "cursor"}
_FOUND = ("vim", "vi", "nano")


def editor_command(file: Path, line: int) -> list[str] | None:
    """Return the command that opens a file at a line; None where there is no editor.

    ``VISUAL`` and ``EDITOR`` name it, with options if they like; else vim, vi or nano, whichever there is.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, _FOUND), "")
    words = shlex.split(named)
    if not words:
        return None
    name = Path(words[0]).name.removesuffix(".exe")
    if name in _GOTO:
        return [*words, "--wait", "--goto", f"{file}:{line}"]
    if name in _WITH_COLON:
        return [*words, f"{file}:{line}"]
    return [*words, f"+{line}", str(file)]


def edit_file(app: "App[Any]", file: Path, line: int) -> str:
    """Open a file at a line in the user's own editor and wait for its end; return what kept it from opening."""
    command = editor_command(file, line)
    if command is None:
        return "No editor: set EDITOR to the one that you like."
    try:
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 - the user's own editor has the terminal
    except SuspendNotSupported:
        return "An editor cannot be opened from a browser."
    except OSError as error:
        return f"{command[0]} cannot be started: {error.strerror}"
    return ""


async def edit_outside(app: "ArchkitApp", place: Place | None) -> None:
    """Open the file of a place in the user's editor, and come back with what was written there."""
    if app.pane is not None:
        app.pane.finish_typing()
    await app.changes.settled()
    await app.keeper.save()
    place = place or Place(next(iter(app.session.documents), CONFIG_NAME))
    document = app.session.documents.get(place.file)
    faults = app.session.faults.get(place.file)
    line = document.key_span(place.route).line if document else faults[0].span.line if faults else 1
    problem = edit_file(app, app.session.root / place.file, line)
    if problem:
        app.say(problem, severity="warning")
    await app.keeper.look_outside()
