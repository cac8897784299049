"""The rows of a form, drawn: what is filled in, what is not, and which fields have a finding."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget

from archkit.diagnostics import Route, Severity, visible
from archkit.render import wrap
from archkit.session import Row
from archkit.tui.widgets.rows import RowList

GUTTER = 2
"""Cells before a label: the mark of a finding, and a blank."""
_MOST_LINES = 4
"""Lines of one value; more are read while it is edited."""
_WORDS = {
    "more": "Show them",
    "heading": "Open",
    "parts": "Add one",
    "add": "Add",
    "flag": "Turn",
    "steps": "Flow",
}
"""What Enter does on a row, where it does not edit it."""
_LABEL = 21
"""The widest label, with what it is moved in."""


class FormGrid(RowList[Row]):
    """A form: labels on the left, values on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Edit", key_display="⏎")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.marks: Mapping[Route, Severity] = {}
        """Routes of rows that have a finding, and how bad the worst is."""
        self.margin = GUTTER
        self.stands_alone = True
        """Whether no other form is on the screen: then its row is marked while the keyboard is elsewhere."""
        self._offered: tuple[str, bool] = ("", False)

    @property
    def marks_its_place(self) -> bool:
        """Whether the row with the cursor is marked while the keyboard is elsewhere."""
        pane = self.parent
        return self.stands_alone or (isinstance(pane, Widget) and pane.has_focus_within)

    def word_for(self, action: str) -> str:
        """Return what Enter does on the row with the cursor."""
        return _WORDS.get(self._doing, "") if action == "choose" else ""

    @property
    def _doing(self) -> str:
        """The kind of thing that Enter does: the kind of the row, or the shape of its field."""
        row = self.current
        if row is None:
            return ""
        shape = row.field.shape if row.field is not None else ""
        if row.kind == "heading":
            return "parts" if shape == "parts" and not isinstance(row.route[-1], int) else "heading"
        return shape if row.kind == "field" and shape in {"flag", "steps"} else row.kind

    def watch_cursor(self, old: int, new: int) -> None:
        """Offer other keys where the row with the cursor takes others."""
        super().watch_cursor(old, new)
        self._offer()

    def _offer(self) -> None:
        row = self.current
        offered = (self._doing, row is not None and row.is_set)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def show(self, rows: "list[Row]", cursor: int | None = None) -> None:  # type: ignore[override]  # a form is a list
        """Show other rows, their values all in one column."""
        widest = max((2 * row.depth + len(row.label) for row in rows if row.kind != "more"), default=0)
        self.margin = GUTTER + min(max(widest, 8), _LABEL) + 1
        super().show(rows, cursor)
        self._offer()

    def _lines(self, row: Row, width: int) -> list[str]:
        room = max(width - self.margin - 1, 8)
        lines = [
            line for part in row.text.splitlines() or [""] for line in (wrap(visible(part), room) or [""])
        ]
        return (
            lines
            if len(lines) <= _MOST_LINES
            else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: room - 1]}…"]
        )

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines the value of a row takes."""
        row = self.rows[index]
        return 1 if row.kind in {"heading", "more", "add"} else len(self._lines(row, width))

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a row's label and value, its value in as many lines as it needs."""
        row = self.rows[index]
        severity = self.marks.get(row.route) if row.kind != "add" else None
        mark = ("▌ ", self.style(severity.value)) if severity else "  "
        label = "  " * row.depth + row.label
        if row.kind == "more":
            return [Text.assemble("  ", (f"⋯ {row.label}", self.style("dim")))]
        if row.kind == "add":
            return [Text.assemble(" " * self.margin, ("+ add" if row.depth else "+", self.style("dim")))]
        column = self.margin - GUTTER - 1
        label = label if len(label) <= column else label[: column - 1] + "…"
        if row.kind == "heading":
            return [self._heading(row, mark, label.ljust(column))]
        style = self.style("label" if row.is_set else "dim")
        if not row.is_set:
            return [Text.assemble(mark, (f"{label:<{column}} ", style), (self._hint(row), self.style("dim")))]
        first, *rest = self._lines(row, width)
        value = self.style(severity.value) if severity else self.style("value")
        lines = [Text.assemble(mark, (f"{label:<{column}} ", style), (first, value))]
        lines += [Text.assemble(mark, " " * (column + 1), (line, value)) for line in rest]
        return lines

    def _heading(self, row: Row, mark: "str | tuple[str, object]", label: str) -> Text:
        field = row.field
        text = Text()
        text.append_text(Text.assemble(mark))  # type: ignore[arg-type]  # a text, or a text with its style
        text.append(f"{label} ", self.style("label" if row.is_set else "dim"))
        if isinstance(row.value, list) or (
            isinstance(row.value, dict) and field is not None and field.shape == "map"
        ):
            text.append(
                f"{len(row.value)} {'entry' if len(row.value) == 1 else 'entries'}", self.style("dim")
            )
        elif not row.is_set:
            text.append("▸", self.style("dim"))
        return text

    def _hint(self, row: Row) -> str:
        field = row.field
        if field is None:
            return "—"
        if field.shape == "steps":
            return "— Enter begins the flow"
        return "—"
