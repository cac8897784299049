"""The elements of a section as a list: name, id, and whether something is wrong with one."""

from collections.abc import Mapping

from rich.text import Text

from archkit.diagnostics import Severity, visible
from archkit.session import Element
from archkit.tui.widgets.rows import RowList

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.INFO: "•", Severity.QUESTION: "?"}
"""A sign for each severity, so that nothing depends on colour alone."""


class ElementList(RowList[Element]):
    """Elements, one a line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.marks: Mapping[str, Severity] = {}
        """Ids of elements with findings, and how bad the worst is."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of an element."""
        element = self.rows[index]
        severity = self.marks.get(element.id)
        sign = (f" {SIGNS[severity]}", self.style(severity.value)) if severity else ("", "")
        room = max(width - len(sign[0]) - 2, 4)
        label = visible(element.label)
        label = label if len(label) <= room else label[: room - 1] + "…"
        return [Text.assemble(f" {label}", " " * (width - len(label) - len(sign[0]) - 2), sign)]
