"""A question of one line: what is typed is the answer."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from archkit.tui.widgets.key_bar import KeyBar


class Ask(ModalScreen[str | None]):
    """Asks for one line; None when nothing is wanted after all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Done", key_display="⏎", priority=True),
        Binding("escape", "cancel", "Never mind", key_display="Esc"),
    ]

    def __init__(self, title: str, question: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._text = text

    def compose(self) -> ComposeResult:
        """The question above the answer."""
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="dialog-text", markup=False)
            yield Input(self._text, id="answer", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Title the box."""
        self.query_one(".dialog").border_title = self._title

    def action_done(self) -> None:
        """Answer."""
        self.dismiss(self.query_one(Input).value.strip() or None)

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
