"""What an output format is."""

from collections.abc import Callable
from dataclasses import dataclass

from archkit.findings import LintResult, Sources


@dataclass(frozen=True, slots=True)
class Style:
    """How a report may look, and where its reader stands."""

    colour: bool = False
    """Whether escape sequences for colours may be used."""
    quiet: bool = False
    """Whether only findings are told, without a summary."""
    seconds: float | None = None
    """How long the run took; nothing is said about it when not given."""
    folder: str = ""
    """The workspace as seen from the top of its repository, where code hosts look for files; empty at the top."""

    def path(self, file: str) -> str:
        """Return a file of the workspace as seen from the top of its repository."""
        return f"{self.folder}/{file}" if self.folder else file


@dataclass(frozen=True, slots=True)
class Report:
    """The constant ``REPORT`` of a format's file."""

    summary: str
    """What it is for, in a line of help."""
    write: Callable[[LintResult, Sources, Style], str]
    """Turns findings into text."""
