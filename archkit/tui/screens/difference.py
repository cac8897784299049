"""What would be written, as a diff, before it is."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from archkit.tui.widgets.diff_view import DiffView
from archkit.tui.widgets.key_bar import KeyBar

Answer = Literal["write", "discard", "keep"]


class Difference(ModalScreen[Answer]):
    """Shows a diff and asks whether to write it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "answer('write')", "Write it", key_display="⏎"),
        Binding("escape", "answer('keep')", "Not yet", key_display="Esc"),
    ]

    def __init__(self, lines: Iterable[str], title: str = "What will be written") -> None:
        super().__init__()
        self._lines = list(lines)
        self._title = title

    def compose(self) -> ComposeResult:
        """The diff, in colours and with its signs."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = self._title
            yield DiffView()
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        diff = self.query_one(DiffView)
        diff.show_lines(self._lines or ["Everything is on the disk."])
        diff.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write where there is something to write."""
        return bool(self._lines) or (action, parameters) != ("answer", ("write",))

    def action_answer(self, answer: Answer) -> None:
        """Answer."""
        self.dismiss(answer)
