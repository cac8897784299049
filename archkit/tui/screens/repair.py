"""A file that cannot be read: what is wrong with it and where, and its text to mend it in, until it can be read again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from archkit.diagnostics import Diagnostic, visible
from archkit.errors import ConflictError, WriteRefusedError
from archkit.read import read_bytes
from archkit.source import decode, parse, save
from archkit.tui.editor import edit_file
from archkit.tui.widgets.key_bar import KeyBar
from archkit.tui.widgets.told import Told, ToldList

if TYPE_CHECKING:
    from textual.timer import Timer

_JUDGE_AFTER = 0.15
"""Seconds without a keystroke after which the text is read."""
_HIGHEST = 9
"""Lines of what is wrong that are seen at once."""
_WIDEST = 100
"""Characters of a line that an excerpt shows."""


class Trouble(ToldList):
    """What is wrong, as high as it needs to be."""

    can_focus = False

    def can_stand_on(self, index: int) -> bool:
        """There is no cursor here."""
        del index
        return False

    def _resize_to(self, size: Size) -> None:
        super()._resize_to(size)
        self.styles.height = min(size.height, _HIGHEST)


class RepairScreen(ModalScreen[bool]):
    """Shows a file that cannot be read, and mends it; ends with whether it can be read now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", key_display="^s", priority=True),
        Binding("f8", "fault", "To the fault", key_display="F8", priority=True),
        Binding("f4", "editor", "Your editor", key_display="F4", priority=True),
        Binding("escape", "leave", "Leave", key_display="Esc", priority=True),
        Binding("ctrl+q", "leave", "Leave", show=False, priority=True),
    ]

    def __init__(self, root: Path, file: str) -> None:
        """Name the file, below the folder of its workspace."""
        super().__init__(id="repair")
        self._root = root
        self._file = file
        self._disk: str | None = None
        """What the disk has; None where that is no text."""
        self._found: Sequence[Diagnostic] = ()
        self._timer: Timer | None = None
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """What is wrong above the text."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = f"{self._file} cannot be read"
            yield Trouble(id="trouble")
            yield TextArea("", id="repair-text", show_line_numbers=True, tab_behavior="indent", compact=True)
            yield Static("", id="repair-word", markup=False)
        yield KeyBar()

    @property
    def area(self) -> TextArea:
        """The text."""
        return self.query_one(TextArea)

    def on_mount(self) -> None:
        """Show the file as the disk has it."""
        self.area.indent_width = 2
        self._read()

    def _read(self) -> None:
        raw = read_bytes(self._root / self._file)
        if raw.problem:
            self._disk, self._found = None, ()
            self._show_trouble([Told(f"{self._file}: {raw.problem}", "error", "✗", "error")])
        else:
            self._disk, self._found = decode(self._file, raw.data)
        area = self.area
        area.display = self._disk is not None
        if self._disk is None:
            if not raw.problem:
                self._show()
            self._say("Only an editor can mend this: F4 opens yours.")
            self.refresh_bindings()
            return
        if area.text != self._disk:
            area.load_text(self._disk)
        area.focus()
        self._judge()
        self.action_fault()

    # --- what is wrong ------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Read the text a moment after the last keystroke."""
        event.stop()
        self._is_warned = False
        self._say("")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_JUDGE_AFTER, self._judge)

    def _judge(self) -> None:
        document, found = parse(self._file, self.area.text)
        self._found = () if document is not None else found
        self._show()
        if document is not None and not self._is_warned:
            self._say("Ctrl+S saves it and goes on." if self._is_changed else "Ctrl+S goes on.")

    @property
    def _is_changed(self) -> bool:
        return self._disk is not None and self.area.text != self._disk

    def _show(self) -> None:
        if not self._found:
            self._show_trouble([Told("It can be read.", "good", "✓", "good")])
        else:
            lines = (self.area.text if self._disk is not None else "").splitlines()
            self._show_trouble([row for one in self._found[:3] for row in _frame(one, lines)])

    def _show_trouble(self, rows: list[Told]) -> None:
        self.query_one(Trouble).show(rows, 0)
        self.query_one(".dialog").border_title = (
            f"{self._file} cannot be read"
            if self._found or self._disk is None
            else f"{self._file} can be read"
        )

    def _say(self, text: str) -> None:
        word = self.query_one("#repair-word", Static)
        word.display = bool(text)
        word.update(text)

    # --- keys ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save a text, and to go to its fault, where there is one."""
        del parameters
        return action not in {"save", "fault"} or self._disk is not None

    def action_fault(self) -> None:
        """Put the cursor where the fault is."""
        if self._found:
            span = self._found[0].span
            self.area.move_cursor((span.line - 1, max(span.column - 1, 0)), center=True)

    def action_save(self) -> None:
        """Write the text; go on where it can be read."""
        if self._written():
            self._judge()
            if not self._found:
                self.dismiss(result=True)
            else:
                self._say("Saved. It still cannot be read.")

    def _written(self) -> bool:
        text = self.area.text
        if not self._is_changed:
            return True
        try:
            save(self._root / self._file, self._disk, text)
        except ConflictError:
            raw = read_bytes(self._root / self._file)
            self._disk = decode(self._file, raw.data)[0] if not raw.problem else self._disk
            self._is_warned = True
            self._say(
                "Somebody else wrote it meanwhile. Ctrl+S once more writes yours over theirs; Esc leaves theirs."
            )
            return False
        except WriteRefusedError as error:
            self._say(f"{error.message}; {error.help}")
            return False
        self._disk = text
        return True

    async def action_editor(self) -> None:
        """Save what was typed, open the file in the user's own editor, and come back with what was written there."""
        if self._disk is not None and not self._written():
            return
        line = self._found[0].span.line if self._found else 1
        problem = edit_file(self.app, self._root / self._file, line)
        self._read()
        if problem:
            self._say(problem)

    def action_leave(self) -> None:
        """Leave; where something typed would be lost, only when it is said twice."""
        if self._is_changed and not self._is_warned:
            self._is_warned = True
            self._say("What you typed is not saved: Ctrl+S saves it, Esc once more leaves without it.")
            return
        self.dismiss(self._disk is not None and not self._is_changed and not self._found)


def _frame(one: Diagnostic, lines: list[str]) -> Iterator[Told]:
    """Yield a finding with the line that it is about, carets below what is meant, and what to do."""
    span = one.span
    yield Told(f"line {span.line}: {one.message}", "error", "✗", "error")
    if 0 < span.line <= len(lines):
        line = lines[span.line - 1]
        start = max(0, span.column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
        shown = line[start : start + _WIDEST]
        before = visible(shown[: span.column - 1 - start])
        last = span.end_column if span.end_line == span.line else len(line) + 1
        meant = visible(shown[span.column - 1 - start : last - 1 - start])
        yield Told(
            f"{span.line:>5} │ {before}{visible(shown[span.column - 1 - start :])}", "value", is_table=True
        )
        carets = "^" * max(cell_len(meant), 1)
        yield Told(f"      │ {' ' * cell_len(before)}{carets}", "error", is_table=True)
    yield Told(one.help, indent=2)
    yield Told(f"{one.code} {one.name}", "dim", indent=2)
