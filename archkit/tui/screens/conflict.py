"""An element that was changed here and by somebody else: both sides, and the choice between them."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from archkit.diagnostics import visible
from archkit.session import ABSENT, Conflict, yaml_of
from archkit.tui.widgets.key_bar import KeyBar


class ConflictScreen(ModalScreen[bool | None]):
    """Asks which side of a conflict counts: True for ours, None for later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "answer(True)", "Keep mine"),
        Binding("t", "answer(False)", "Take theirs"),
        Binding("escape", "later", "Decide later", key_display="Esc"),
    ]

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        """Both sides beside each other."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = f"Changed on both sides: {self._conflict.title}"
            yield Static(
                "Nothing was written over. The disk has theirs until you choose.", classes="dialog-text"
            )
            with Horizontal():
                for title, side in (
                    ("Mine", self._conflict.mine),
                    ("Theirs, on the disk", self._conflict.theirs),
                ):
                    with VerticalScroll(classes="side") as scroll:
                        scroll.border_title = title
                        yield Static(visible_text(side), markup=False)
        yield KeyBar()

    def action_answer(self, mine: bool) -> None:  # noqa: FBT001 - from a binding
        """Answer."""
        self.dismiss(mine)

    def action_later(self) -> None:
        """Leave it open."""
        self.dismiss(None)


def visible_text(side: Any) -> str:
    """Return one side of a conflict as its file would have it."""
    if side is ABSENT:
        return "(deleted)"
    text = side if isinstance(side, str) else yaml_of(side)
    return "\n".join(visible(line) for line in text.splitlines())
