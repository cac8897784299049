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


class FlowList(RowList[FlowLine]):
    """A flow, one line a step."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Edit", key_display="⏎")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.marks: dict[Route, Severity] = {}
        """Routes of steps that have a finding."""

    def text_column(self, line: FlowLine) -> int:
        """Return where the text of a line begins."""
        return MARGIN + 2 * line.depth

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a step with its number, or the head of a frame."""
        del width
        line = self.rows[index]
        severity = self.marks.get(line.route)
        sign = (SIGNS[severity], self.style(severity.value)) if severity else " "
        margin = "│ " * line.depth
        if line.kind == "message":
            number = str(sum(each.kind == "message" for each in self.rows[: index + 1]))
            arrow, _, action = line.text.partition(": ")
            source, mark, target = _ends(arrow)
            mark = "→" if mark == "->" else "⇢"
            body = Text.assemble(
                (visible(source), self.style("label")), f" {mark} ", (visible(target), self.style("label")),
                f": {visible(action)}" if action else "",
            )  # fmt: skip
        elif line.kind == "branch":
            number, body = (
                "",
                Text.assemble(
                    ("at the same time ", self.style("heading")), (visible(line.text), self.style("dim"))
                ),
            )
        else:
            number = ""
            word, colon, said = line.text.partition(":")
            body = Text.assemble(
                (visible(word), self.style("heading" if line.kind != "note" else "dim")),
                (visible(colon + said), self.style("dim")),
            )
        return [Text.assemble(sign, (f"{number:>2} ", self.style("dim")), (margin, self.style("dim")), body)]


def _ends(arrow: str) -> tuple[str, str, str]:
    parts = _ARROW.split(arrow.strip(), maxsplit=1)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (arrow, "->", "")
