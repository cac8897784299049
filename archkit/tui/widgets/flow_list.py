"""The lines of a flow, indented as they nest."""

import re
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from archkit.diagnostics import Route, Severity, visible
from archkit.session import FlowLine
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.rows import RowList

_ARROW = re.compile(r"\s*(->|~>)\s*")
MARGIN = 4
"""Cells before the outermost steps: the number of a message."""
_LEAST = 16
"""Cells that a step has at least, however deep it stands."""


class FlowList(RowList[FlowLine]):
    """A flow, one line a step."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Edit", key_display="⏎")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.marks: dict[Route, Severity] = {}
        """Routes of steps that have a finding."""
        self.typed: int | None = None
        """The line over which an editor lies: it takes one line, whatever stands there."""

    def text_column(self, line: FlowLine) -> int:
        """Return where the text of a line begins."""
        return MARGIN + 2 * line.depth

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines a step takes."""
        return len(self._lines(index, width))

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a step with its number, or the head of a frame."""
        line = self.rows[index]
        severity = self.marks.get(line.route)
        sign = (SIGNS[severity], self.style(severity.value)) if severity else " "
        margin = "│ " * line.depth
        is_message = line.kind == "message"
        number = str(sum(each.kind == "message" for each in self.rows[: index + 1])) if is_message else ""
        first, *more = self._lines(index, width)
        return [
            Text.assemble(sign, (f"{number:>2} ", self.style("dim")), (margin, self.style("dim")), first),
            *(Text.assemble(" " * MARGIN, (margin, self.style("dim")), "  ", each) for each in more),
        ]

    def _lines(self, index: int, width: int) -> list[Text]:
        """Return what a step says, in two lines where one has no room for it."""
        line, body = self.rows[index], self._said(index)
        room = max(width - self.text_column(line), _LEAST)
        if body.cell_len <= room or index == self.typed:
            return [body]
        lines = list(body.wrap(self.app.console, room - 2))
        first, second = lines[0], Text(" ").join(lines[1:])
        second.truncate(room - 2, overflow="ellipsis")
        return [first, second] if second else [first]

    def _said(self, index: int) -> Text:
        line = self.rows[index]
        if line.kind == "message":
            arrow, _, action = line.text.partition(": ")
            source, mark, target = _ends(arrow)
            return Text.assemble(
                (visible(source), self.style("label")), " → " if mark == "->" else " ⇢ ", (visible(target), self.style("label")),
                f": {visible(action)}" if action else "",
            )  # fmt: skip
        if line.kind == "branch":
            return Text.assemble(
                ("at the same time ", self.style("heading")), (visible(line.text), self.style("dim"))
            )
        word, colon, said = line.text.partition(":")
        return Text.assemble(
            (visible(word), self.style("heading" if line.kind != "note" else "dim")),
            (visible(colon + said), self.style("dim")),
        )


def _ends(arrow: str) -> tuple[str, str, str]:
    parts = _ARROW.split(arrow.strip(), maxsplit=1)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (arrow, "->", "")
