"""A place in a file -> the user's own editor, open at that line."""

import os
import shlex
import shutil
from pathlib import Path

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
