"""A list of rows, drawn line by line: ten thousand elements or a form of a hundred fields cost no more than what is seen."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

T = TypeVar("T")


class RowList(ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """Rows of one or more lines, one of which has the cursor.

    A subclass says how a row looks (``draw``), how high it is (``height_of``) and whether the cursor may stand on it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "choose", "Open", key_display="⏎"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor", "row--quiet-cursor", "row--dim", "row--label", "row--value", "row--error", "row--warning",
        "row--info", "row--question", "row--good", "row--accent", "row--heading",
    }  # fmt: skip

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: "RowList[Any]", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "RowList[Any]":
            """The list, so that handlers can select by it."""
            return self.rows

    class Chosen(Moved):
        """A row was opened, by Enter or by a click on the row with the cursor."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(name=name, id=id, classes=classes)
        self.rows: Sequence[T] = ()
        self._tops: list[int] = [0]
        self._strips: dict[tuple[int, bool, bool], list[Strip]] = {}
        self._ground: Style | None = None

    # --- what a subclass says -----------------------------------------------------------------------------

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the lines of a row."""
        raise NotImplementedError

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines a row has."""
        del index, width
        return 1

    def can_stand_on(self, index: int) -> bool:
        """Tell whether the cursor may stand on a row."""
        del index
        return True

    @property
    def marks_its_place(self) -> bool:
        """Whether the row with the cursor is marked while the keyboard is elsewhere."""
        return True

    # --- rows ---------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[T], cursor: int | None = None) -> None:
        """Show other rows; the cursor stays where it is unless it is told otherwise."""
        was_empty, self.rows = not self.rows, rows
        if was_empty is bool(rows) and self.has_focus:
            self.refresh_bindings()  # whether something can be opened is another matter now
        self._lay_out()
        at = self.cursor if cursor is None else cursor
        self.set_reactive(RowList.cursor, self._nearest(min(max(at, 0), max(len(rows) - 1, 0)), 1))
        self.scroll_to_cursor()

    def redraw(self) -> None:
        """Draw all rows again: what they show has changed, not how many they are."""
        self._lay_out()

    @property
    def current(self) -> T | None:
        """The row with the cursor; None where there is none."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def region_of(self, index: int) -> Region:
        """Return where a row stands, relative to what is seen of the list."""
        top = self._tops[index]
        return Region(0, top - self.scroll_offset.y, self.size.width, self._tops[index + 1] - top)

    def style(self, name: str) -> Style:
        """Return the look of a part of a row, from the style sheet."""
        return self.get_component_rich_style(f"row--{name}", partial=True)

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width, 1)
        heights = (self.height_of(index, width) for index in range(len(self.rows)))
        self._tops = list(accumulate(heights, initial=0))
        self._strips.clear()
        self._resize_to(Size(width, self._tops[-1]))
        self.refresh()

    def _resize_to(self, size: Size) -> None:
        """Take another height; the screen is laid out anew only where that shows or hides the scrollbar."""
        needs_bar = size.height > self.container_size.height
        if needs_bar != self.show_vertical_scrollbar:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def on_resize(self, event: Resize) -> None:
        """Lay the rows out for the new width."""
        del event
        self._lay_out()
        self.scroll_to_cursor()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        self._ground = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return one line of what is seen."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        index = bisect_right(self._tops, line) - 1
        if index < 0 or index >= len(self.rows):
            return Strip.blank(width, self._look)
        at_cursor = (
            index == self.cursor and self.can_stand_on(index) and (self.has_focus or self.marks_its_place)
        )
        strips = self._drawn(index, width, at_cursor)
        within = line - self._tops[index]
        return strips[within] if within < len(strips) else Strip.blank(width, self._look)

    @property
    def _look(self) -> Style:
        """The look of what has none of its own; Textual asks all that stands around it for it each time."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def _drawn(self, index: int, width: int, at_cursor: bool) -> list[Strip]:  # noqa: FBT001 - private
        key = (index, at_cursor, self.has_focus)
        if key not in self._strips:
            base = self._look
            if at_cursor:
                base += self.style("cursor" if self.has_focus else "quiet-cursor")
            console = self.app.console
            strips = []
            for text in self.draw(index, width):
                text.truncate(width, overflow="ellipsis")
                # One colour on the cursor's own: what is coloured in a row was chosen for the ground below it.
                shown = Text(text.plain) if at_cursor else text
                strip = Strip(shown.render(console, end="")).apply_style(base)
                strips.append(strip.adjust_cell_length(width, base))
            self._strips[key] = strips
        return self._strips[key]

    # --- the cursor ---------------------------------------------------------------------------------------

    def _nearest(self, index: int, direction: int) -> int:
        """Return the next row from ``index`` on that the cursor may stand on; the other way where there is none."""
        for step in (direction, -direction):
            at = index
            while 0 <= at < len(self.rows):
                if self.can_stand_on(at):
                    return at
                at += step
        return index

    def watch_cursor(self, old: int, new: int) -> None:
        """Show the cursor at its new place, and tell."""
        del old
        self.refresh()
        self.scroll_to_cursor()
        self.post_message(self.Moved(self, new))

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Draw the cursor as the keyboard's or as a mere mark."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def scroll_to_cursor(self) -> None:
        """Bring the row with the cursor into view."""
        if 0 <= self.cursor < len(self.rows):
            top = self._tops[self.cursor]
            height = self._tops[self.cursor + 1] - top
            self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        before = self.cursor
        self._go(self.cursor + by, by)
        if self.cursor == before and abs(by) == 1:
            self.post_message(self.Beyond(self, by))

    def action_page(self, by: int) -> None:
        """Move the cursor by what is seen at once."""
        self._go(self.cursor + by * max(self.size.height - 1, 1), by)

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        self._go(0 if by < 0 else len(self.rows) - 1, -by)

    class Beyond(Message):
        """The cursor was moved beyond the first or the last row."""

        def __init__(self, rows: "RowList[Any]", by: int) -> None:
            super().__init__()
            self.rows = rows
            self.by = by

    def _go(self, index: int, direction: int) -> None:
        if self.rows:
            index = min(max(index, 0), len(self.rows) - 1)
            while 0 <= index < len(self.rows) and not self.can_stand_on(index):
                index += 1 if direction > 0 else -1
            if 0 <= index < len(self.rows):
                self.cursor = index

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open a row where there is one."""
        del parameters
        return action != "choose" or bool(self.rows)

    def action_choose(self) -> None:
        """Open the row with the cursor."""
        if self.rows:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: Click) -> None:
        """Put the cursor on the row that was clicked; open it when it was there already, or by a double click."""
        index = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if not 0 <= index < len(self.rows) or not self.can_stand_on(index):
            return
        if index == self.cursor or event.chain > 1:
            self.cursor = index
            self.action_choose()
        else:
            self.cursor = index
