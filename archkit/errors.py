"""The exceptions: archkit cannot go on. What is wrong *in* a user's file is a Diagnostic, never one of these.

ArchkitError            one line for the user, and what to do next
├── UsageError          a wrong option or argument, no workspace here      exit status 2
├── UnreadableError     the file that everything hangs on cannot be read   exit status 2
└── WriteRefusedError   writing would lose or leave something              exit status 2
    └── ConflictError   the file changed underneath since it was read
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archkit.diagnostics import Diagnostic


class ArchkitError(Exception):
    """Something that ends the command: a message of one line, and the next step in ``help``."""

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word that the user sees
        super().__init__(message)
        self.message = message
        self.help = help


class UsageError(ArchkitError):
    """The command was called in a way that cannot work."""


class UnreadableError(ArchkitError):
    """A file without which nothing can be judged cannot be found, opened or parsed; the findings say why."""

    def __init__(self, message: str, *, help: str = "", findings: Iterable["Diagnostic"] = ()) -> None:  # noqa: A002
        super().__init__(message, help=help)
        self.findings = tuple(findings)


class WriteRefusedError(ArchkitError):
    """Writing would overwrite somebody's work or leave the folder that may be written."""


class ConflictError(WriteRefusedError):
    """The file on disk is no longer the one that was read."""
