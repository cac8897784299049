"""Lines of prose that can be walked through: what is told, with the places and choices that lie behind some of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rich.text import Text

from archkit.diagnostics import Place, visible
from archkit.render import wrap
from archkit.tui.widgets.rows import RowList


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: int) -> tuple[str, ...]:
    """Break a text into lines; the same few texts are laid out with each key."""
    return tuple(wrap(visible(text), room))


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told, wrapped over as many lines as it needs."""

    text: str
    look: str = "value"
    """A look of ``RowList``: heading, value, dim, good, error, warning, accent."""
    sign: str = ""
    """What stands before its first line."""
    sign_look: str = ""
    indent: int = 0
    tail: str = ""
    """What stands at the right end of its first line."""
    tail_look: str = "dim"
    place: Place | None = None
    """Where it leads when it is opened."""
    is_table: bool = False
    """Whether its blanks count: it is cut at the edge instead of wrapped."""
    key: Any = None
    """What the pane knows it by."""


class ToldList(RowList[Told]):
    """Things that are told, one below the other; the cursor stands on all but empty ones."""

    def show_told(self, rows: Sequence[Told], *, keep: bool = True) -> None:
        """Show other things; the cursor stays on the thing of the same key, or near where it stood."""
        old = self.current
        at = None
        if keep and old is not None and old.key is not None:
            at = next((number for number, one in enumerate(rows) if one.key == old.key), None)
        self.show(rows, at if keep else 0)

    def _lines(self, index: int, width: int) -> list[str]:
        told = self.rows[index]
        if told.is_table:
            return [visible(told.text)]
        room = width - told.indent - (len(told.sign) + 1 if told.sign else 0) - 2
        if told.tail:
            room -= len(told.tail) + 1
        return list(_wrapped(told.text, max(room, 12))) if told.text else [""]

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines it needs."""
        return len(self._lines(index, width))

    def can_stand_on(self, index: int) -> bool:
        """Tell whether there is something to read."""
        return bool(self.rows[index].text)

    def draw(self, index: int, width: int) -> list[Text]:
        """Return its lines."""
        told = self.rows[index]
        first, *rest = self._lines(index, width)
        look = self.style(told.look)
        sign = f"{told.sign} " if told.sign else ""
        left = " " * (told.indent + 1)
        line = Text.assemble(left, (sign, self.style(told.sign_look or told.look)), (first, look))
        if told.tail:
            gap = max(width - line.cell_len - len(told.tail) - 1, 1)
            line.append(" " * gap)
            line.append(told.tail, self.style(told.tail_look))
        return [line, *(Text.assemble(left, " " * len(sign), (more, look)) for more in rest)]
