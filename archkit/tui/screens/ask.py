"""A question of one line: what is typed is the answer."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class Ask(ModalScreen[str | None]):
    """Asks for one line; None when nothing is wanted after all."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Never mind")]

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
            yield Static("Enter: done   Esc: never mind", classes="dialog-keys")

    def on_mount(self) -> None:
        """Title the box."""
        self.query_one(".dialog").border_title = self._title

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value.strip() or None)

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
