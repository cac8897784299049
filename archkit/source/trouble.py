"""A parser's error and its text -> the lines around the place where the parser gave up."""

import re
from typing import NamedTuple

from yaml import MarkedYAMLError

COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
"""A comment, in a line that has no quotes."""
_LINE_BREAKS = "\r\n"


class Slip(NamedTuple):
    """Where the user went wrong, what it is, and the way out."""

    start: int
    end: int
    message: str
    help: str


class Trouble:
    """A text and the place in it at which the parser gave up."""

    def __init__(self, text: str, error: MarkedYAMLError, open_at: int) -> None:
        self.text = text
        self.context = error.context or ""
        self.problem = error.problem or ""
        self.at = min(error.problem_mark.index if error.problem_mark else 0, len(text))
        self.since = min(error.context_mark.index, len(text)) if error.context_mark else self.at
        self.open_at = open_at
        self.line_start = self.line_start_of(self.at)
        self.line_end = self.line_end_of(self.at)
        self.line = text[self.line_start : self.line_end]
        self.before = text[self.line_start : self.at]
        self.character = text[self.at : self.at + 1]

    def line_start_of(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end_of(self, offset: int) -> int:
        """Return where the line of an offset ends, before its break."""
        ends = [end for end in (self.text.find(each, offset) for each in _LINE_BREAKS) if end >= 0]
        return min(ends, default=len(self.text))

    def number_of(self, offset: int) -> int:
        """Return the line number of an offset, from 1."""
        return len(re.findall(r"\r\n?|\n", self.text[: self.line_start_of(offset)])) + 1

    def line_above(self) -> tuple[int, str] | None:
        """Return start and text of the nearest line above that holds more than blanks and a comment."""
        start = self.line_start
        while start:
            end = start - 1
            if self.text[end - 1 : end + 1] == "\r\n":
                end -= 1
            start = self.line_start_of(end)
            line = self.text[start:end]
            if COMMENT.sub("", line).strip():
                return start, line
        return None

    def rest_of_text(self, start: int) -> tuple[int, int]:
        """Return the stretch from ``start`` to the end of its line, without a comment and closing blanks."""
        rest = self.text[start : self.line_end_of(start)]
        return start, start + len(COMMENT.sub("", rest).rstrip())
