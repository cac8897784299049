"""What an output format is."""

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from archkit.findings import LintResult, Sources


class Style(NamedTuple):
    """How a report may look, and where its reader stands."""

    colour: bool = False
    """Whether escape sequences for colours may be used."""
    quiet: bool = False
    """Whether only findings are told, without a summary."""
    every: bool = False
    """Whether all open questions are told, and not only those that come first."""
    seconds: float | None = None
    """How long the run took; nothing is said about it when not given."""
    width: int = 0
    """Columns of the terminal that shows it; 0 where nobody knows, and lines are not broken."""
    folder: str = ""
    """The workspace as seen from the top of its repository, where code hosts look for files; empty at the top."""
    here: str = ""
    """The workspace as seen from where its reader stands, such as ``docs/architecture`` or ``..``; empty inside it."""

    def path(self, file: str) -> str:
        """Return a file of the workspace as seen from the top of its repository."""
        return f"{self.folder}/{file}" if self.folder else file

    def shown(self, file: str) -> str:
        """Return a file of the workspace as its reader opens it: a terminal or an editor follows it with a click."""
        return posixpath.normpath(f"{self.here}/{file}") if self.here else file


class Report(NamedTuple):
    """The constant ``REPORT`` of a format's file."""

    summary: str
    """What it is for, in a line of help."""
    write: Callable[[LintResult, Sources, Style], str]
    """Turns findings into text."""
