"""The one kind of finding: what is wrong, where exactly, how bad it is, and what to do about it."""

import re
from enum import StrEnum
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a file to a value."""


class Severity(StrEnum):
    """How bad a finding is. A question is not a fault: it asks for what is not said yet."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    QUESTION = "question"


class Span(NamedTuple):
    """A stretch of a file, counted from 1 in lines and in characters; the end column is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Place(NamedTuple):
    """An address: a file of the workspace and the route to a value in it. Documents turn it into a Span."""

    file: str
    route: Route = ()

    def at(self, *steps: str | int) -> "Place":
        """Return the address of what stands below this one."""
        return Place(self.file, (*self.route, *steps))


class Related(NamedTuple):
    """A second place that belongs to a finding, and why."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One finding about a user's file."""

    code: str
    """``AK`` and three digits, never reused."""
    name: str
    """The fault in kebab-case: ``unmeasurable``."""
    severity: Severity
    """How bad it is."""
    message: str
    """One line that quotes the user's own words."""
    span: Span
    """Where it is."""
    help: str = ""
    """One line: what to do."""
    element: str = ""
    """The element it is about, as a reference: ``use_case:pay``."""
    related: tuple[Related, ...] = ()
    """Other places that belong to it."""
    fingerprint: str = ""
    """Stays the same when lines move; tells two findings of one element apart."""


_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
"""Characters that would move the cursor, change the direction of reading, or not be seen at all."""


def visible(text: str) -> str:
    """Return a text from a user's file as a message may show it: what cannot be seen stands as its code."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}" if match[0] != "\t" else " ", text)
