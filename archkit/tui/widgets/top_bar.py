"""The line at the top: which system, where in it, and whether everything is saved."""

from rich.text import Text
from textual.widgets import Static

from archkit.diagnostics import visible


class TopBar(Static):
    """One line of bearings."""

    def __init__(self) -> None:
        super().__init__("", id="top-bar")

    def tell(self, system: str, step: str, state: str, found: str) -> None:
        """Say where the user is and how things stand."""
        left = f" archkit  {visible(system)} / {step}"
        right = f"{found}   {state} "
        width = self.size.width or self.app.size.width
        room = width - len(right) - 1
        left = left if len(left) <= room else left[: max(room - 1, 0)] + "…"
        self.update(
            Text.assemble((left, "bold"), " " * max(width - len(left) - len(right), 1), right), layout=False
        )
