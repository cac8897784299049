"""A file's text as data in which every key and value knows the stretch of text that it came from."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from archkit.diagnostics import Route, Span

_LINE_BREAK = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"""(?<![^\s,\[\]{}"'])#[^\r\n]*""")
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)*")
_NOT_PLAIN = frozenset("\"'|>*")
_FEW = 8
"""In maps up to this size a key is found faster by walking than by building an index."""


class Comment(NamedTuple):
    """A comment from its ``#`` to the end of its line."""

    text: str
    """The comment, with its ``#``."""
    line: int
    """Its line, from 1."""
    column: int
    """The column of its ``#``, from 1, in characters."""
    offset: int
    """Where its ``#`` stands in the document's text."""
    alone: bool
    """Nothing but blanks stands before it on its line."""


class Built(NamedTuple):
    """What the builder hands over: data, and where its parts stand as offsets into the text."""

    data: Any
    """Lists, maps, text and None."""
    root: tuple[int, int]
    """Start and end of the whole value."""
    positions: "array[int]"
    """For a map's entry: start and end of its key, start and end of its value; for a list's, the last two."""
    bases: dict[int, int]
    """``id`` of a list or map -> where its entries begin in ``positions``."""
    dropped: list[tuple[int, int]]
    """Stretches that were reported and are not part of the data."""


class Document:
    """One file: its text, its data, and the way from a route in the data to a place in the text.

    The data must not be changed: lists and maps are known by their identity. To change the file, change its
    text (``archkit.source.splice``) and parse again.
    """

    __slots__ = (
        "_bases",
        "_containers",
        "_indexes",
        "_positions",
        "_root",
        "_scalars",
        "_starts",
        "data",
        "left_out",
        "mark",
        "path",
        "text",
    )

    def __init__(self, path: str, text: str, built: Built) -> None:
        self.path = path
        """The file, as spans name it."""
        self.text = text.lstrip("\ufeff")
        """The text that was parsed, without a byte order mark: no offset and no column counts it."""
        self.mark = text[: len(text) - len(self.text)]
        """The byte order mark that stood before the text, or nothing."""
        self.data: Any = built.data
        """Lists, maps, text as written, and None."""
        self._root = built.root
        self._positions = built.positions
        # Side by side and sorted, for half of what a workspace of thousands of files takes would be such maps.
        self._containers = array("Q", sorted(built.bases))
        self._bases = array("I", map(built.bases.__getitem__, self._containers))
        self.left_out = tuple(built.dropped)
        """Start and end of the entries that a finding left out of the data."""
        self._indexes: dict[int, dict[str, int]] = {}
        self._starts: array[int] | None = None
        self._scalars: list[tuple[int, int]] | None = None

    # --- from a route to a span ---------------------------------------------------------------------------

    def has(self, route: Route) -> bool:
        """Tell whether something stands at this route."""
        return self._depth(route) == len(route)

    def at(self, route: Route) -> Any:
        """Return the data at this route.

        Raises:
            KeyError: Nothing stands there.
        """
        value = self.data
        for depth, step in enumerate(route):
            if not _holds(value, step):
                raise KeyError(route[: depth + 1])
            value = value[step]
        return value

    def value_span(self, route: Route) -> Span:
        """Return where the value at this route stands; where nothing does, the nearest parent's value."""
        return self.offset_span(*self.value_offsets(self._nearest(route)))

    def key_span(self, route: Route) -> Span:
        """Return where the key at this route stands; for a list's item its value, for a lost route the parent's key."""
        return self.offset_span(*self.key_offsets(self._nearest(route)))

    def words_span(self, route: Route, words: str) -> Span:
        """Return where ``words`` stand within the value at this route; the whole value where they are not found.

        Whole words are preferred to parts of words, and a line break in the file may stand for a blank.
        """
        return self._words_within(self.value_offsets(self._nearest(route)), words)

    def key_words_span(self, route: Route, words: str) -> Span:
        """Return where ``words`` stand within the key at this route; the whole key where they are not found."""
        return self._words_within(self.key_offsets(self._nearest(route)), words)

    def is_plain_key(self, route: Route) -> bool:
        """Tell whether the key at this route was written without quotes and without a tag."""
        if not route or not self.has(route) or isinstance(route[-1], int):
            return False
        return self._is_plain(self.key_offsets(route))

    def is_plain_value(self, route: Route) -> bool:
        """Tell whether the value at this route is text or nothing, written without quotes, block or tag."""
        if not self.has(route) or isinstance(self.at(route), dict | list):
            return False
        return self._is_plain(self.value_offsets(route))

    # --- offsets into the text ----------------------------------------------------------------------------

    def value_offsets(self, route: Route) -> tuple[int, int]:
        """Return start and end of the value at an existing route, as offsets into ``text``.

        An anchor or tag in front belongs to the value; the line break after a block scalar does not.
        """
        if not route:
            return self._root
        at, is_map = self._entry(route)
        if is_map:
            at += 2
        return self._positions[at], self._positions[at + 1]

    def key_offsets(self, route: Route) -> tuple[int, int]:
        """Return start and end of the key at an existing route; of the value where it has no key."""
        if not route:
            return self._root
        at, _ = self._entry(route)
        return self._positions[at], self._positions[at + 1]

    def offset_span(self, start: int, end: int) -> Span:
        """Turn two offsets into ``text`` into a span."""
        starts = self._line_starts()
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        return Span(self.path, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    # --- lines and comments -------------------------------------------------------------------------------

    @property
    def line_count(self) -> int:
        """How many lines the text has; the empty one after a final line break counts."""
        return len(self._line_starts())

    def line_start(self, number: int) -> int:
        """Return the offset at which a line begins, counted from 1."""
        return self._line_starts()[number - 1]

    def line_text(self, number: int) -> str:
        """Return a line, counted from 1, without its line break; empty beyond the text's end."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def text_in(self, span: Span) -> str:
        """Return the text that a span of this file covers."""
        last = min(span.end_line, self.line_count)
        start = self.line_start(min(span.line, last)) + span.column - 1
        return self.text[start : self.line_start(last) + span.end_column - 1]

    def comments(self, containing: str = "") -> Iterator[Comment]:
        """Yield the comments that contain a text, from top to bottom; a ``#`` inside a scalar begins none."""
        return self._comments_between(0, len(self.text), containing)

    def comments_on(self, line: int) -> tuple[Comment, ...]:
        """Return the comment on a line, as a tuple of one or none."""
        if not 1 <= line <= self.line_count:
            return ()
        start = self.line_start(line)
        return tuple(self._comments_between(start, start + len(self.line_text(line))))

    # --- how it is found ----------------------------------------------------------------------------------

    def _comments_between(self, start: int, end: int, containing: str = "") -> Iterator[Comment]:
        while match := _COMMENT.search(self.text, start, end):
            scalar_end = self._end_of_scalar_around(match.start())
            start = scalar_end or match.end()
            if scalar_end or containing not in match[0]:
                continue
            span = self.offset_span(match.start(), match.end())
            alone = not self.text[self.line_start(span.line) : match.start()].strip()
            yield Comment(match[0], span.line, span.column, match.start(), alone)

    def _depth(self, route: Route) -> int:
        value = self.data
        for depth, step in enumerate(route):
            if not _holds(value, step):
                return depth
            value = value[step]
        return len(route)

    def _nearest(self, route: Route) -> Route:
        return route[: self._depth(route)]

    def _entry(self, route: Route) -> tuple[int, bool]:
        """Return where the entry's positions begin, and whether it is a map's."""
        parent = self.at(route[:-1])
        step = route[-1]
        base = self._base(parent)
        if isinstance(parent, dict):
            return base + 4 * self._index_of(parent, str(step)), True
        return base + 2 * int(step), False

    def _base(self, container: Any) -> int:
        """Return where the entries of a list or map begin in the positions."""
        return self._bases[bisect_left(self._containers, id(container))]

    def _index_of(self, container: dict[str, Any], key: str) -> int:
        if len(container) <= _FEW:
            return list(container).index(key)
        index = self._indexes.get(id(container))
        if index is None:
            index = {each: number for number, each in enumerate(container)}
            self._indexes[id(container)] = index
        return index[key]

    def _line_starts(self) -> "array[int]":
        if self._starts is None:
            text = self.text
            if "\r" in text:
                self._starts = array("I", [0, *(match.end() for match in _LINE_BREAK.finditer(text))])
            else:
                starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
                self._starts = array("I", starts[:-1])
        return self._starts

    def _is_plain(self, offsets: tuple[int, int]) -> bool:
        start, end = offsets
        content = without_properties(self.text, start, end)
        return "!" not in self.text[start:content] and self.text[content : content + 1] not in _NOT_PLAIN

    def _words_within(self, offsets: tuple[int, int], words: str) -> Span:
        start, end = offsets
        content = without_properties(self.text, start, end)
        pattern = r"\s+".join("".join(_written(character) for character in word) for word in words.split())
        if pattern:
            for wanted in (rf"(?<!\w)(?:{pattern})(?!\w)", pattern):
                match = re.compile(wanted).search(self.text, content, end)
                if match:
                    return self.offset_span(match.start(), match.end())
        return self.offset_span(start, end)

    def _end_of_scalar_around(self, offset: int) -> int | None:
        """Return the end of the scalar that an offset lies in; None outside of all and in the header of a block."""
        if self._scalars is None:
            self._scalars = sorted({*self._scalar_stretches(), *self.left_out})
        at = bisect_right(self._scalars, (offset, len(self.text))) - 1
        if at < 0 or offset >= self._scalars[at][1]:
            return None
        start, end = self._scalars[at]
        content = without_properties(self.text, start, end)
        is_header = self.text[content : content + 1] in {"|", ">"} and not _LINE_BREAK.search(
            self.text, content, offset
        )
        return None if is_header else end

    def _scalar_stretches(self) -> Iterator[tuple[int, int]]:
        if not isinstance(self.data, dict | list):
            yield self._root
            return
        positions = self._positions
        waiting: list[Any] = [self.data]
        seen: set[int] = set()
        while waiting:
            container = waiting.pop()
            if id(container) in seen:
                continue
            seen.add(id(container))
            at = self._base(container)
            is_map = isinstance(container, dict)
            for value in container.values() if is_map else container:
                if is_map:
                    yield positions[at], positions[at + 1]
                    at += 2
                if isinstance(value, dict | list):
                    waiting.append(value)
                else:
                    yield positions[at], positions[at + 1]
                at += 2


def _holds(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)


def without_properties(text: str, start: int, end: int) -> int:
    """Return where a value's content begins, behind the anchor and tag that may stand in front of it."""
    if text[start : start + 1] not in {"&", "!"}:
        return start
    match = _PROPERTIES.match(text, start, end)
    return match.end() if match else start


def _written(character: str) -> str:
    """Return a pattern for a character as it may be written between quotes."""
    if character == "'":
        return "''?"
    if character in '"\\':
        return r"\\?" + re.escape(character)
    return re.escape(character)
