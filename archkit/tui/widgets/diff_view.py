"""A unified diff, in colours and with its signs, as long as it may be: only what is seen of it is drawn."""

from collections.abc import Iterable

from rich.text import Text

from archkit.diagnostics import visible
from archkit.tui.widgets.rows import RowList

_LOOKS = {"+": "good", "-": "error", "@": "accent", "\\": "dim"}
_MOST = 6
"""Lines on the screen that one line of a file may take; a picture is one line of a hundred thousand characters."""


class DiffView(RowList[str]):
    """The lines of a diff; arrows scroll."""

    def show_lines(self, lines: Iterable[str]) -> None:
        """Show another diff from its beginning."""
        self.show([visible(line) for line in lines], 0)
        self.scroll_home(animate=False)

    def can_stand_on(self, index: int) -> bool:
        """There is no cursor here."""
        del index
        return False

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines a line of the file takes."""
        return min(max(-(-len(self.rows[index]) // max(width - 2, 1)), 1), _MOST)

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a line of the file, broken where it is too long."""
        line, room = self.rows[index], max(width - 2, 1)
        head = line.startswith(("+++ ", "--- "))
        style = self.style("heading" if head else _LOOKS.get(line[:1], "value"))
        pieces = [line[at : at + room] for at in range(0, max(len(line), 1), room)]
        if len(pieces) > _MOST:
            pieces[_MOST - 1 :] = [f"{pieces[_MOST - 1][: room - 1]}…"]
        return [Text.assemble((f" {piece}", style)) for piece in pieces]

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by what is seen at once."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)

    def action_edge(self, by: int) -> None:
        """Scroll to the beginning or to the end."""
        (self.scroll_home if by < 0 else self.scroll_end)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open."""
        del parameters
        return action != "choose"
