"""What would be written, as a diff, before it is."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from archkit.diagnostics import visible
from archkit.tui.widgets.key_bar import KeyBar

Answer = Literal["write", "discard", "keep"]
_LOOKS = {"+": "green", "-": "red", "@": "cyan"}


class Difference(ModalScreen[Answer]):
    """Shows a diff and asks whether to write it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "answer('write')", "Write it"),
        Binding("escape", "answer('keep')", "Not yet"),
    ]

    def __init__(self, lines: Iterable[str], title: str = "What will be written") -> None:
        super().__init__()
        self._lines = list(lines)
        self._title = title

    def compose(self) -> ComposeResult:
        """The diff, in colours and with its signs."""
        text = Text()
        for line in self._lines:
            bold = "bold " if line.startswith(("+++", "---")) else ""
            text.append(visible(line) + "\n", f"{bold}{_LOOKS.get(line[:1], '')}".strip() or "")
        with VerticalScroll(classes="dialog -tall") as scroll:
            scroll.border_title = self._title
            yield Static(text if self._lines else "Everything is on the disk.")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_answer(self, answer: Answer) -> None:
        """Answer."""
        self.dismiss(answer)
