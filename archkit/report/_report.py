"""What an output format is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archkit.lint import LintResult
from archkit.source import Document


@dataclass(frozen=True, slots=True)
class Style:
    """How text for people may look."""

    colour: bool = False
    """Whether escape sequences for colours may be used."""
    quiet: bool = False
    """Whether only findings are told, without a summary."""
    seconds: float | None = None
    """How long the run took; nothing is said about it when not given."""


@dataclass(frozen=True, slots=True)
class Report:
    """The constant ``REPORT`` of a format's file."""

    summary: str
    """What it is for, in a line of help."""
    write: Callable[[LintResult, Mapping[str, Document], Style], str]
    """Turns findings into text."""
