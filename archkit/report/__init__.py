"""Findings become text for people and machines; one file an output format."""

from functools import cache
from importlib import import_module
from pathlib import Path

from archkit.report._report import Report, Style

__all__ = ["Report", "Style", "formats", "report"]


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the output formats: the files of this room."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem[0] != "_"))


def report(name: str) -> Report:
    """Return the output format with this name.

    Raises:
        TypeError: Its file defines no ``REPORT``.
    """
    found = getattr(import_module(f"archkit.report.{name}"), "REPORT", None)
    if not isinstance(found, Report):
        raise TypeError(f"archkit/report/{name}.py defines no REPORT")
    return found
