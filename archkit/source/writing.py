"""Lists, maps and text -> lines of YAML, in the layout that a file already has."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any

from archkit.source.scalars import Spot, written
from archkit.source.slots import Outline

WIDTH = 110
"""Lines that archkit writes are not longer than this where a text can be broken."""
_FLOW_WIDTH = 80
_LOOKED_AT = 200
"""So many blocks of a file decide what is usual in it."""


def plain_value(value: Any) -> Any:
    """Return a value as a document would hold it: text, None, lists and maps.

    Raises:
        TypeError: It is something that YAML has no plain form for.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return {plain_value(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    raise TypeError(f"{type(value).__name__} cannot be written to YAML")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out; what is written into it follows."""

    line_break: str = "\n"
    """What ends a line."""
    step: int = 2
    """By how many blanks a map stands deeper than the key that it belongs to."""
    list_step: int = 2
    """By how many blanks a dash stands deeper than the key that its list belongs to."""
    style: str = ""
    """Empty: each text in the nicest way; ``"``: all in double quotes, which stand safely beside anything."""

    @classmethod
    def of(cls, outline: Outline) -> "Layout":
        """Return the layout that most of a document has."""
        text = outline.text
        steps: Counter[int] = Counter()
        list_steps: Counter[int] = Counter()
        for key_start, value_start in islice(outline.blocks_below_keys(), _LOOKED_AT):
            step = outline.column(value_start) - outline.column(key_start)
            (list_steps if text[value_start] == "-" else steps)[step] += 1
        usual = max(steps, key=lambda each: (steps[each], -each), default=2)
        usual_list = max(list_steps, key=lambda each: (list_steps[each], -each), default=usual)
        return cls(outline.line_break, max(usual, 1), max(usual_list, 0))

    def block(self, value: Any, column: int) -> list[str]:
        """Return the lines of a list or map that is not empty, as they stand from ``column`` on."""
        lines: list[str] = []
        if isinstance(value, dict):
            for key, each in value.items():
                lines += self.field(key, each, column)
        else:
            for each in value:
                lines += self.item(each, column)
        return lines

    def field(self, key: str, value: Any, column: int) -> list[str]:
        """Return the lines of a key and its value."""
        [name] = written(key, Spot.KEY)
        return _joined(f"{name}:", *self.value(value, column, len(name) + 1))

    def item(self, value: Any, column: int) -> list[str]:
        """Return the lines of a list's item; a map or list begins on the line of its dash."""
        if isinstance(value, dict | list) and value and not self._fits_flow(value, column):
            first, *rest = self.block(value, column + 2)
            return [f"- {first}", *indented(rest, 2)]
        return _joined("-", *self.value(value, column, 1, step=2))

    def value(
        self, value: Any, column: int, lead: int, *, style: str = "", step: int | None = None
    ) -> tuple[str, list[str]]:
        """Return a value behind its key or dash: what stands on that line, and the lines below.

        Args:
            value: The value.
            column: Where the key or dash stands.
            lead: How long the key with its colon is, or the dash.
            style: How a text was written so far, see ``written``.
            step: By how many blanks the lines below are moved to the right, where the layout does not say.
        """
        if value is None:
            return "", []
        if isinstance(value, dict | list):
            if not value or self._fits_flow(value, column + lead):
                return self.flow(value), []
            blanks = step or (self.list_step if isinstance(value, list) else self.step)
            return "", indented(self.block(value, column + blanks), blanks)
        room = WIDTH - column - lead - 1
        first, *rest = written(
            value, Spot.BLOCK, style=self.style or style, room=room, indent=step or self.step
        )
        return first, rest

    def flow(self, value: Any, style: str = "") -> str:
        """Return a value as it stands between brackets, on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(self.flow_field(key, each) for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(each) for each in value) + "]"
        if value is None:
            return "null"
        [line] = written(value, Spot.FLOW, style=self.style or style)
        return line

    def flow_field(self, key: str, value: Any) -> str:
        """Return a key and its value as they stand between braces."""
        [name] = written(key, Spot.FLOW_KEY)
        return f"{name}: {self.flow(value)}"

    def _fits_flow(self, value: Any, column: int) -> bool:
        """Tell whether a list is written in brackets: short, and of texts that need no quotes there."""
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            return False
        line = self.flow(value)
        return len(line) + column < _FLOW_WIDTH and '"' not in line and "'" not in line


def _joined(lead: str, head: str, rest: list[str]) -> list[str]:
    return [f"{lead} {head}" if head else lead, *rest]


def indented(lines: list[str], blanks: int) -> list[str]:
    """Return the lines moved to the right; an empty one stays empty."""
    return [" " * blanks + line if line else "" for line in lines]
