"""A list or map of a document -> where each of its entries begins and ends in the text, dash and colon included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.source.document import Document, without_properties

_BLANKS_AND_COMMENTS = re.compile(r"(?:\s+|#[^\r\n]*)*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_LINE = re.compile(r"[^\r\n]*")
_LINE_BREAK = re.compile(r"\r\n?|\n|$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry: ``start`` is its dash or key, ``lead`` lies behind the dash or colon, ``end`` behind its value."""

    step: str | int
    start: int
    lead: int
    value: int
    end: int
    has_lead: bool = True
    """False for a key between braces that has no colon."""


@dataclass(frozen=True, slots=True)
class Container:
    """A list or map as it stands in the text."""

    is_map: bool
    is_flow: bool
    """Between brackets, itself or something around it."""
    is_bare_pair: bool
    """A map of one entry in a list between brackets, without braces of its own."""
    start: int
    """Its bracket, or its first dash or key; behind an anchor or tag."""
    end: int
    column: int
    """The column of ``start``, from 0."""
    slots: tuple[Slot, ...]

    def index(self, step: str | int) -> int:
        """Return which of the slots an entry is."""
        return [slot.step for slot in self.slots].index(step)


class Outline:
    """Reads the text around the values of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text

    @property
    def line_break(self) -> str:
        """What ends a line in this text."""
        match = _LINE_BREAK.search(self.text)
        return (match[0] if match else "") or "\n"

    # --- lines --------------------------------------------------------------------------------------------

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        if self.text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        match = _LINE.match(self.text, offset)
        return match.end() if match else offset

    def next_line(self, offset: int) -> int:
        """Return where the line after an offset begins; the text's end where there is none."""
        match = _LINE_BREAK.match(self.text, self.line_end(offset))
        return match.end() if match else len(self.text)

    def column(self, offset: int) -> int:
        """Return the column of an offset, from 0."""
        return offset - self.line_start(offset)

    def begins_line(self, offset: int) -> bool:
        """Tell whether only blanks stand before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip()

    def ends_line(self, offset: int) -> bool:
        """Tell whether only blanks and a comment stand from an offset to the end of its line."""
        return self.next_token(offset) >= self.line_end(offset)

    def next_token(self, offset: int) -> int:
        """Return the offset of what comes after blanks, line breaks and comments."""
        match = _BLANKS_AND_COMMENTS.match(self.text, offset)
        return match.end() if match else offset

    # --- values -------------------------------------------------------------------------------------------

    def content(self, route: Route) -> tuple[int, int]:
        """Return where a value stands, behind its anchor and tag and with all of a block scalar's lines."""
        start, end = self.document.value_offsets(route)
        start = without_properties(self.text, start, end)
        return start, self._end_of_block_scalar(start, end) if self.text[start : start + 1] in {
            "|",
            ">",
        } else end

    def end(self, route: Route) -> int:
        """Return where a value ends, with all lines of a block scalar that stands last in it."""
        value: Any = self.document.at(route)
        while isinstance(value, dict | list) and value and not self.is_alias(route):
            if self.text[self.content_start(route)] in "[{":
                break
            last = max(
                self._steps(route, value), key=lambda step: self.document.value_offsets((*route, step))[1]
            )
            if not self.is_own((*route, last)):
                break
            route = (*route, last)
            value = self.document.at(route)
        return max(self.content(route)[1], self.document.value_offsets(route)[1])

    def content_start(self, route: Route) -> int:
        """Return where a value begins, behind its anchor and tag."""
        return without_properties(self.text, *self.document.value_offsets(route))

    def without_properties(self, start: int, end: int) -> int:
        """Return where the content of a key or value begins, behind its anchor and tag."""
        return without_properties(self.text, start, end)

    def last_scalar_start(self, route: Route) -> int | None:
        """Return where the text begins that stands last in the value at this route; None where a bracket does."""
        value: Any = self.document.at(route)
        while isinstance(value, dict | list):
            if not value or self.is_alias(route) or self.text[self.content_start(route)] in "[{":
                return None
            last = max(
                self._steps(route, value), key=lambda step: self.document.value_offsets((*route, step))[1]
            )
            route = (*route, last)
            value = self.document.at(route)
        return self.content_start(route)

    def header(self, start: int) -> str:
        """Return a block scalar's header that begins at ``start``, such as ``|-``, or nothing."""
        match = _BLOCK_HEADER.match(self.text, start)
        return match[0] if match else ""

    def is_own(self, route: Route) -> bool:
        """Tell whether an entry stands in its map's own text, and does not come in through ``<<``."""
        start, end = self.document.value_offsets(route[:-1])
        return start <= self.document.key_offsets(route)[0] <= end

    def is_alias(self, route: Route) -> bool:
        """Tell whether an alias is written at this route."""
        return self.text.startswith("*", self.document.value_offsets(route)[0])

    def _steps(self, route: Route, value: Any) -> list[str | int]:
        steps: list[str | int] = list(value) if isinstance(value, dict) else list(range(len(value)))
        return [step for step in steps if self.is_own((*route, step))] or steps[:1]

    def _end_of_block_scalar(self, start: int, end: int) -> int:
        """Return the end with the blank lines that belong to the text: all under ``+``, else only over-long ones."""
        body = self.text[self.next_line(start) : end]
        indents = [len(line) - len(line.lstrip(" ")) for line in body.splitlines() if line.strip()]
        least = min(indents, default=len(self.text))
        keeps = "+" in self.header(start)
        at = end
        while (following := self.next_line(at)) > at and following < len(self.text):
            line_end = self.line_end(following)
            line = self.text[following:line_end]
            if line.strip():
                break
            if keeps or len(line) > least:
                end = line_end
            at = line_end
        return end

    # --- lists and maps -----------------------------------------------------------------------------------

    def check_reachable(self, route: Route) -> None:
        """Refuse a route through an alias or a merge: what stands there belongs to another place, too.

        Raises:
            KeyError: Nothing stands at the route.
            WriteRefusedError: An edit there would change something else.
        """
        self.document.at(route)
        for depth in range(len(route) + 1):
            inner = route[:depth]
            if depth and isinstance(route[depth - 1], str) and not self.is_own(inner):
                raise WriteRefusedError(
                    f"'{inner[-1]}' comes in through '<<' from another place of the file",
                    help="edit it where it is written, or write the field out here by hand",
                )
            if depth < len(route) and self.is_alias(inner):
                raise self.shared(inner)

    def shared(self, route: Route) -> WriteRefusedError:
        """Return the refusal to change what an alias stands for."""
        start, end = self.document.value_offsets(route)
        return WriteRefusedError(
            f"'{self.text[start:end]}' stands for what is written at another place of the file",
            help="edit it where its anchor '&' stands, or write the value out here by hand",
        )

    def is_in_flow(self, route: Route) -> bool:
        """Tell whether the value at this route stands between brackets of something around it."""
        return any(self.text[self.content_start(route[:depth])] in "[{" for depth in range(len(route)))

    def container(self, route: Route) -> Container:
        """Return the entries of the list or map that is not empty at this route.

        Raises:
            WriteRefusedError: It has keys written with ``?``.
        """
        value = self.document.at(route)
        start, end = self.content_start(route), self.end(route)
        bracket = self.text[start : start + 1]
        is_map = isinstance(value, dict)
        in_flow = self.is_in_flow(route)
        is_flow = in_flow or bracket in {"[", "{"}
        slots = []
        at = start + (1 if bracket in {"[", "{"} else 0)
        for step in value if is_map else range(len(value)):
            inner = (*route, step)
            if not self.is_own(inner):
                continue
            slot = self._slot(inner, at, is_flow=is_flow)
            slots.append(slot)
            at = slot.end
        is_bare = is_map and in_flow and bracket != "{"
        return Container(is_map, is_flow, is_bare, start, end, self.column(start), tuple(slots))

    def _slot(self, route: Route, after: int, *, is_flow: bool) -> Slot:
        step = route[-1]
        value = self.document.value_offsets(route)[0]
        end = self.end(route)
        if isinstance(step, str):
            start, key_end = self.document.key_offsets(route)
            colon = self.next_token(key_end)
            before = self.text[self.line_start(start) : start].rstrip()
            if before.endswith("?") or (not is_flow and self.text[colon : colon + 1] != ":"):
                raise WriteRefusedError(
                    f"the key '{step}' is written with '?'", help="write it as 'key: value' first"
                )
            if value == key_end:
                return Slot(step, start, key_end, key_end, key_end, has_lead=False)
            return Slot(step, start, colon + 1, value, end)
        if is_flow:
            return Slot(step, value, value, value, end)
        dash = self.next_token(after)
        return Slot(step, dash, dash + 1, value, end)

    def blocks_below_keys(self) -> Iterator[tuple[int, int]]:
        """Yield where a key stands, and where the block of a list or map on the lines below it begins."""
        waiting: list[Route] = [()]
        while waiting:
            route = waiting.pop()
            value = self.document.at(route)
            for step in self._steps(route, value) if isinstance(value, dict | list) else []:
                inner = (*route, step)
                if not isinstance(value[step], dict | list) or not value[step] or self.is_alias(inner):
                    continue
                start = self.content_start(inner)
                if self.text[start] in "[{":
                    continue
                waiting.append(inner)
                if isinstance(step, str) and self.is_own(inner):
                    yield self.document.key_offsets(inner)[0], start
