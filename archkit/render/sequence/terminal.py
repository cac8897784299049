"""A sequence chart becomes text of a terminal: box-drawing characters, in colour where it is wanted, fitted to a width."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import ceil, floor

from archkit.render._text import cells, cluster_cells, clusters, wrap
from archkit.render.sequence.chart import Chart
from archkit.render.sequence.layout import lay_out
from archkit.render.sequence.shapes import Arrow, Box, Frame, Head, Layout, Scale, Text

CELLS = Scale(
    measure=cells,
    small=cells,
    bold=cells,
    line=1,
    small_line=1,
    margin=0,
    name_width=16,
    name_pad=(2, 1),
    figure=0,
    text_width=30,
    text_pad=1,
    gap=2,
    before=0,
    above_arrow=0,
    arrow=1,
    turn=(4, 2),
    frame_pad=2,
    frame_least=26,
    frame_space=(0, 0, 0),
    tag_pad=1,
    border=1,
    note_pad=(2, 1),
    bar=0,
    group=0,
)
_NARROWER = ((34, 18), (28, 16), (24, 14), (20, 12), (18, 10), (16, 9))
"""Widths of texts and of names to try in turn."""

_STYLES = {
    "name": "1",
    "person": "1;33",
    "client": "1;36",
    "service": "1;34",
    "database": "1;32",
    "broker": "1;35",
    "system": "1",
    "life": "2",
    "frame": "2",
    "tag": "1",
    "condition": "3",
    "call": "",
    "event": "35",
    "reply": "2",
    "lost": "31",
    "small": "2",
    "note": "33",
    "title": "1",
    "bar": "34",
}
"""What is drawn to the code of its colour, as terminals have had it since ECMA-48."""
_DRAWN_AS = {"device": "client", "timer": "person"}


def terminal_text(charts: Sequence[Chart], width: int = 100, *, colour: bool = False) -> str:
    """Draw a chart, or the phases of one, below each other.

    Args:
        charts: One chart, or its phases.
        width: Columns of the terminal; a chart that cannot be made that narrow keeps its least width.
        colour: Whether to write codes of colours.
    """
    title = _Canvas(1, 1, colour=colour)
    parts = ["\n".join(title.styled(line, "title") for line in wrap(charts[0].title, width))]
    for number, chart in enumerate(charts, start=1):
        if len(charts) > 1:
            parts.append(title.styled(f"Part {number} of {len(charts)}", "small"))
        parts.append(_draw(_fitted(chart, width), colour=colour))
    return "\n\n".join(parts) + "\n"


def _fitted(chart: Chart, width: int) -> Layout:
    """Return the widest layout that fits: first without the times, then with texts broken ever shorter."""
    for text_width, name_width in _NARROWER:
        scale = replace(CELLS, text_width=text_width, name_width=name_width)
        for budgets in (True, False):
            layout = lay_out(chart, scale, budgets=budgets)
            if layout.width <= width:
                return layout
    for name_width, gap in product((12, 10, 8, 6, 4), (9, 7, 5, 3, 2, 1)):
        scale = replace(CELLS, name_width=name_width, name_pad=(1, 1), gap=gap, overhang=True)
        layout = lay_out(chart, scale, budgets=False)
        if layout.width <= width:
            break
    return layout


def _cell(place: float) -> int:
    """Return the cell in which a place lies; halves always go the same way."""
    return floor(place + 0.5)


class _Canvas:
    """A sheet of cells, each with its character and its style."""

    def __init__(self, width: int, height: int, *, colour: bool) -> None:
        self._rows = [[" "] * width for _ in range(height)]
        self._looks = [[""] * width for _ in range(height)]
        self._width = width
        self._colour = colour

    def put(self, x: float, y: float, text: str, look: str) -> None:
        """Write a text; what would stand outside is left out."""
        column, row = _cell(x), _cell(y)
        if not 0 <= row < len(self._rows):
            return
        for cluster in clusters(text):
            size = cluster_cells(cluster)
            if size and column >= 0 and column + size <= self._width:
                self._break_wide(row, column, size)
                self._rows[row][column] = cluster
                self._rows[row][column + 1 : column + size] = [""] * (size - 1)
                self._looks[row][column : column + size] = [look] * size
            column += size

    def _break_wide(self, row: int, column: int, size: int) -> None:
        """Leave a blank where half of a wide character is written over."""
        cells_ = self._rows[row]
        if cells_[column] == "" and column:
            cells_[column - 1] = " "
        after = column + size
        if after < self._width and cells_[after] == "":
            cells_[after] = " "

    def down(self, x: float, top: float, bottom: float, mark: str, look: str) -> None:
        """Draw a line downwards, the last row included."""
        for row in range(_cell(top), _cell(bottom) + 1):
            self.put(x, row, mark, look)

    def styled(self, text: str, look: str) -> str:
        """Return a text in a colour."""
        code = _STYLES[look] if look else ""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and code and text else text

    def text(self) -> str:
        """Return the sheet, without blanks at the ends of lines."""
        lines = []
        for characters, looks in zip(self._rows, self._looks, strict=True):
            last = max((index for index, one in enumerate(characters) if one != " "), default=-1)
            line, start = "", 0
            for index in range(1, last + 2):
                if index == last + 1 or looks[index] != looks[start]:
                    line += self.styled("".join(characters[start:index]), looks[start])
                    start = index
            lines.append(line if last >= 0 else "")
        return "\n".join(lines)


def _draw(layout: Layout, *, colour: bool) -> str:
    canvas = _Canvas(ceil(layout.width), _cell(layout.height) + 1, colour=colour)
    left = _cell(layout.left)
    for head in layout.heads:
        canvas.down(_cell(head.x) - left, head.box.bottom, head.foot, "│", "life")
    for bar in layout.bars:
        canvas.down(_cell(bar.x) - left, bar.top, bar.bottom, "┃", "bar")
    for frame in layout.frames:
        _frame(canvas, frame, left)
    for arrow in layout.arrows:
        _arrow(canvas, arrow, left)
    for remark in layout.remarks:
        box = remark.box
        _box(canvas, replace(box, x=box.x - left), "╭╮╰╯─│", "note")
        _text(canvas, remark.text, left, "note")
    for head in layout.heads:
        _head(canvas, head, left)
    for text in layout.budgets:
        _text(canvas, text, left, "small")
    return canvas.text()


def _box(canvas: _Canvas, box: Box, marks: str, look: str) -> None:
    """Draw a rectangle with the corners, the line across and the line down that the marks name."""
    x, y, width, height = (_cell(one) for one in (box.x, box.y, box.width, box.height))
    across, down = marks[4], marks[5]
    canvas.put(x, y, marks[0] + across * (width - 2) + marks[1], look)
    for row in range(y + 1, y + height - 1):
        canvas.put(x, row, f"{down}{' ' * (width - 2)}{down}", look)
    canvas.put(x, y + height - 1, marks[2] + across * (width - 2) + marks[3], look)


def _head(canvas: _Canvas, head: Head, left: int) -> None:
    kind = head.participant.kind
    look = _DRAWN_AS.get(kind, kind)
    marks = {"person": "╭╮╰╯─│", "database": "╒╕╘╛═│", "broker": "╔╗╚╝═║"}.get(look, "┌┐└┘─│")
    box = head.box
    width, x = _cell(box.width), _cell(head.x) - left - _cell(box.width) // 2
    _box(canvas, replace(box, x=x, width=width), marks, look)
    for index, line in enumerate(head.text.lines):
        small = index >= len(head.text.lines) - head.text.small
        start = x + (width - cells(line)) // 2
        canvas.put(start, head.text.y + index, line, "small" if small else look)
    if not head.destroyed:
        canvas.put(_cell(head.x) - left, box.bottom - 1, "┬" if marks[4] == "─" else "╤", look)
    else:
        canvas.put(_cell(head.x) - left, head.foot, "x", "lost")


def _frame(canvas: _Canvas, frame: Frame, left: int) -> None:
    box = frame.box
    x, width = _cell(box.x) - left, _cell(box.right) - _cell(box.x)
    top, bottom = _cell(box.y), _cell(box.bottom)
    for row in range(top + 1, bottom):
        canvas.put(x, row, "┆", "frame")
        canvas.put(x + width - 1, row, "┆", "frame")
    canvas.put(x, top, f"┌{'─' * (width - 2)}┐", "frame")
    canvas.put(x, bottom, f"└{'─' * (width - 2)}┘", "frame")
    for y, _ in frame.sections[1:]:
        canvas.put(x, y, f"├{'╌' * (width - 2)}┤", "frame")
    canvas.put(x + 1, top, f" {frame.word} ", "tag")
    for _, text in frame.sections:
        for index, line in enumerate(text.lines):
            canvas.put(_cell(text.x) - left, text.y + index, f"{line} ", "condition")


def _arrow(canvas: _Canvas, arrow: Arrow, left: int) -> None:
    kind, text = arrow.message.kind, arrow.text
    _text(canvas, text, left, kind)
    start, end, row = _cell(arrow.start) - left, _cell(arrow.end) - left, _cell(arrow.y)
    if arrow.message.is_inside:
        drop = row + _cell(arrow.drop)
        canvas.put(start + 1, row, "──╮", kind)
        canvas.down(start + 3, row + 1, drop - 1, "│", kind)
        canvas.put(start + 1, drop, "◀─╯" if kind == "call" else "<─╯", kind)
        return
    line = "╌" if kind == "reply" else "─"
    first, last = min(start, end) + 1, max(start, end) - 1
    canvas.put(first, row, line * (last - first + 1), kind)
    head = {"call": "▶◀", "lost": "xx"}.get(kind, "><")
    canvas.put(last if end > start else first, row, head[0] if end > start else head[1], kind)


def _text(canvas: _Canvas, text: Text, left: int, look: str) -> None:
    big = len(text.lines) - text.small
    for index, line in enumerate(text.lines):
        canvas.put(_cell(text.x) - left, text.y + index, line, "small" if index >= big else look)
