"""An element's form: move through its fields, type into one, see it in the file at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from archkit.diagnostics import Place, Route, Severity, visible
from archkit.model.forms import form_of
from archkit.model.item import Part
from archkit.session import Row, Session, Suggestion, entry_of, rows_of, typed
from archkit.tui.widgets.beside import Lesson
from archkit.tui.widgets.field_editor import FieldEditor, ProseEditor
from archkit.tui.widgets.form import FormGrid
from archkit.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.QUESTION)


class FormPane(Container):
    """The form of one element, or of another map in a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,x", "clear", "Clear"),
        Binding("m", "more", "More fields"),
        Binding("tilde", "assume", "Guess", key_display="~"),
        Binding("escape,left", "leave", "Back", show=False),
    ]

    class Left(Message):
        """The keyboard shall go back to where the form was opened."""

    class OpenFlow(Message):
        """The steps of an element shall be edited."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes="form-pane")
        self.place: Place | None = None
        """The element that is shown."""
        self._model: type[Part] | None = None
        self._title = ""
        self._opened: set[Route] = set()
        self._everything = False
        self._editing: tuple[Row, str] | None = None
        self._bursts = 0

    def compose(self) -> ComposeResult:
        """A title, and the rows below it."""
        yield Static("", classes="form-title")
        yield FormGrid()

    @property
    def shell(self) -> "ArchkitApp":
        """The application."""
        from archkit.tui.app import ArchkitApp  # noqa: PLC0415 - the application imports its widgets

        app = self.app
        assert isinstance(app, ArchkitApp)  # noqa: S101 - forms live nowhere else
        return app

    @property
    def session(self) -> Session:
        """The editing session."""
        return self.shell.session

    @property
    def grid(self) -> FormGrid:
        """The rows."""
        return self.query_one(FormGrid)

    # --- what is shown ------------------------------------------------------------------------------------

    def show(self, place: Place | None, model: type[Part] | None, title: str = "") -> None:
        """Show the form of what stands at a place; nothing without one."""
        moved = place != self.place
        if moved and self._editing:
            self.finish_typing()
        self.place, self._model, self._title = place, model, title
        if moved:
            self._opened.clear()
        self.refreshed(cursor=0 if moved else None)

    def refreshed(self, cursor: int | None = None) -> None:
        """Show what the file has now; a field that is being typed stays as it is."""
        if self._editing:
            return
        rows: list[Row] = []
        if self.place is not None and self._model is not None:
            data = self.session.value(self.place)
            rows = rows_of(
                self._model, data, self.place.route, opened=self._opened, everything=self._everything
            )
        old = self.grid.current
        if cursor is None and old is not None:
            cursor = next(
                (at for at, row in enumerate(rows) if (row.route, row.kind) == (old.route, old.kind)), None
            )
        self.query_one(".form-title", Static).update(visible(self._title), layout=False)
        self._mark(rows)
        self.grid.show(rows, cursor)
        self._tell()

    def judged(self) -> None:
        """Mark the fields that have findings."""
        self._mark(list(self.grid.rows))
        self.grid.redraw()
        self._tell()

    def _mark(self, rows: list[Row]) -> None:
        judgement, place = self.shell.judgement, self.place
        marks: dict[Route, Severity] = {}
        routes = sorted({row.route for row in rows}, key=len, reverse=True)
        for one in judgement.of(place.file, place.route) if judgement and place else ():
            route = next((each for each in routes if one.route[: len(each)] == each), None)
            if route is not None and one.route != (place.route if place else ()):
                severities = [one.diagnostic.severity, *([marks[route]] if route in marks else [])]
                marks[route] = min(severities, key=_WORST.index)
        self.grid.marks = marks

    def reveal(self, route: Route) -> None:
        """Put the cursor on the field at a route, or on the nearest that holds it."""
        if self.place is None or self._model is None:
            return
        self._opened.update(route[:size] for size in range(len(self.place.route) + 1, len(route)))
        if len(route) > len(self.place.route) and not any(
            row.route == route[: len(row.route)] for row in self.grid.rows if row.kind != "more"
        ):
            self._everything = True
        self.refreshed()
        best = max(
            range(len(self.grid.rows)),
            key=lambda at: (
                len(row.route)
                if (row := self.grid.rows[at]).kind != "more" and route[: len(row.route)] == row.route
                else 0
            ),
            default=0,
        )
        self.grid.cursor = best

    def _tell(self) -> None:
        """Tell the panel beside which field the cursor is on."""
        row, focused = self.grid.current, self.screen.focused
        owner = (
            next((one for one in focused.ancestors if isinstance(one, FormPane)), self) if focused else self
        )
        if row is not None and self.place is not None and owner is self:
            place = Place(self.place.file, row.route)
            self.shell.beside(place, row.field, self.place, self._folded if row.kind == "more" else None)

    @property
    def _folded(self) -> Lesson:
        """What the row says that stands for fields that are not shown."""
        if self._everything or self._model is None:
            return Lesson("Fewer fields", "Enter shows the fields again that matter to most.")
        shown = {row.field.key for row in self.grid.rows if row.field is not None and row.depth == 0}
        hidden = [field.label for field in form_of(self._model) if field.key not in shown]
        return Lesson(self.grid.rows[-1].label.capitalize(), "Enter, or m, shows them.", " · ".join(hidden))

    def on_descendant_focus(self) -> None:
        """Explain the field that the keyboard came to."""
        self._tell()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Explain the field that the cursor came to."""
        if event.rows is self.grid:
            event.stop()
            self._tell()

    # --- editing ------------------------------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Edit the row that was clicked."""
        event.stop()
        self.action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing of the form while a field is typed, and what does something to the row with the cursor."""
        del parameters
        if self._editing and action in {"edit", "clear", "more", "assume", "leave"}:
            return False
        row = self.grid.current if self.is_mounted and action in {"clear", "assume"} else None
        if action == "clear":
            return row is not None and row.is_set and row.kind != "more"
        return action != "assume" or (row is not None and row.kind != "more")

    def action_edit(self) -> None:
        """Type into the field with the cursor, or open what has fields of its own."""
        row = self.grid.current
        if row is None or self.place is None:
            return
        if row.kind == "more":
            self.action_more()
        elif row.field is not None and row.field.shape == "steps" and row.kind == "field":
            self.post_message(self.OpenFlow(Place(self.place.file, row.route)))
        elif row.kind == "heading":
            self._open(row)
        elif row.field is not None and row.field.shape == "flag":
            self._toggle(row)
        elif row.is_editable:
            self._begin(row)

    def _open(self, row: Row) -> None:
        """Show the fields of a part that is empty; add one to a list of parts."""
        if row.field is not None and row.field.shape == "parts" and not isinstance(row.route[-1], int):
            at = len(row.value or ())
            self.shell.change(lambda session: session.set(self._at((*row.route, at)), {}))
            return
        self._opened.symmetric_difference_update({row.route})
        self.refreshed()
        if row.route in self._opened:
            self.grid.action_move(1)

    def _toggle(self, row: Row) -> None:
        """Turn a flag on, off, and away."""
        turned = {None: "true", "true": "false", "false": None}.get(row.value, "true")
        self.shell.change(lambda session: session.set(self._at(row.route), turned))

    def _at(self, route: Route) -> Place:
        assert self.place is not None  # noqa: S101 - there is a row
        return Place(self.place.file, route)

    def _begin(self, row: Row) -> None:
        field = row.field
        if field is None or self.grid.size.width == 0:
            return
        self._bursts += 1
        self._editing = (row, f"{row.route}#{self._bursts}")
        kind = ProseEditor if field.shape == "prose" and row.kind == "field" else FieldEditor
        editor = kind(row.text, self._complete)
        region = self.grid.region_of(self.grid.cursor)
        x = self.grid.margin
        y = region.y + self.grid.region.y - self.region.y
        height = self.size.height
        editor.styles.width = max(self.grid.size.width - x, 20)
        lines = 9 if editor.has_class("-prose") else 1
        editor.styles.offset = Offset(x, max(min(y, height - lines), 0))
        self.shell.keys.opening()
        self.mount(editor)
        self.refresh_bindings()

    def _complete(self, text: str) -> tuple[int, Sequence[Suggestion]]:
        """Return what may be meant; in a list of words, by the last one."""
        row = self._editing[0] if self._editing else None
        if row is None or row.field is None or row.kind == "entry":
            return 0, ()
        section = str(self.place.route[0]) if self.place and self.place.route else ""
        start = 0
        if row.field.shape in {"words", "references", "measures"} and row.kind == "field":
            start = text.rfind(",") + 1
            start += len(text[start:]) - len(text[start:].lstrip())
        return start, self.shell.suggest(row.field, text[start:], section)

    def on_field_editor_ready(self, event: FieldEditor.Ready) -> None:
        """Let the keys come that were pressed meanwhile."""
        event.stop()
        self.shell.keys.opened()

    def on_field_editor_typed(self, event: FieldEditor.Typed) -> None:
        """Put each keystroke into the session."""
        event.stop()
        if self._editing:
            row, burst = self._editing
            self._put(row, event.text, burst)
            if row.field:
                self.shell.typing(row.field, event.text)

    def _put(self, row: Row, text: str, burst: str) -> None:
        place = self._at(row.route)
        if row.kind == "entry" or (row.kind == "add" and row.field is not None and row.field.shape == "map"):
            key, value = entry_of(text)
            old = row.route if row.kind == "entry" else None
            parent = row.route[:-1] if old else row.route
            if key:
                self.shell.change(
                    lambda session: session.set_entry(
                        Place(place.file, parent), str(old[-1]) if old else None, key, value, burst=burst
                    ),
                    burst=burst,
                    quiet=True,
                )
            return
        value = typed(row, text)
        self.shell.change(lambda session: session.set(place, value, burst=burst), burst=burst, quiet=True)

    def finish_typing(self) -> None:
        """Put what is being typed into the session and close the field."""
        for editor in self.query(FieldEditor):
            editor.remove()
        self._editing = None

    def on_field_editor_ended(self, event: FieldEditor.Ended) -> None:
        """Close the field; go where the key leads."""
        event.stop()
        if not self._editing:
            return
        row, burst = self._editing
        if event.where == "back" or event.text != row.text:
            self._put(row, event.text, burst)
        self.finish_typing()
        self.grid.focus()
        self.shell.when_changed(lambda: self._go_on(event.where))

    def _go_on(self, where: str) -> None:
        self.refreshed()
        self.refresh_bindings()
        if where not in {"next", "previous"}:
            return
        by = 1 if where == "next" else -1
        before = self.grid.cursor
        self.grid.action_move(by)
        after = self.grid.current
        if (
            self.grid.cursor != before
            and after is not None
            and after.is_editable
            and after.field is not None
            and after.field.shape != "flag"
        ):
            self._begin(after)

    def action_clear(self) -> None:
        """Take the value away."""
        row = self.grid.current
        if row is not None and row.is_set and row.kind != "more":
            self.shell.change(lambda session: session.set(self._at(row.route), None))

    def action_more(self) -> None:
        """Show all fields, or the essential ones."""
        self._everything = not self._everything
        self.refreshed()

    def action_assume(self) -> None:
        """Mark the field as a guess so far, or as known."""
        row = self.grid.current
        if row is None or self.place is None or len(row.route) <= len(self.place.route):
            return
        name, place = str(row.route[len(self.place.route)]), self.place.at("assumed")
        assumed = [one for one in self.session.value(place) or [] if isinstance(one, str)]
        changed = [one for one in assumed if one != name] if name in assumed else [*assumed, name]
        self.shell.change(lambda session: session.set(place, changed or None))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())
