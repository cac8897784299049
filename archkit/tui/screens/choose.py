"""A choice of one among a few, each with its meaning."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from archkit.tui.widgets.key_bar import KeyBar


class Choose(ModalScreen[str | None]):
    """Asks for one of several words; None when nothing is wanted after all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="⏎", priority=True),
        Binding("escape", "cancel", "Never mind", key_display="Esc"),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], text: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._text = text

    def compose(self) -> ComposeResult:
        """The choices, each in a line."""
        widest = max(len(word) for word, _ in self._choices)
        with Vertical(classes="dialog"):
            if self._text:
                yield Static(self._text, classes="dialog-text", markup=False)
            yield OptionList(
                *(
                    Option(Text.assemble((f"{word:<{widest}}  ", "bold"), meaning), id=f"choice-{n}")
                    for n, (word, meaning) in enumerate(self._choices)
                ),
                compact=True,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Title the box."""
        self.query_one(".dialog").border_title = self._title

    def action_choose(self) -> None:
        """Answer with what has the cursor."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(self._choices[event.option_index][0])

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
