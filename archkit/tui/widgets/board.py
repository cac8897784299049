"""The utility tree as a board: importance upwards, difficulty to the right, a card for each quality attribute.

ATAM ranks the leaves of the tree by what they are worth and how hard they are to reach; what is high in both comes first.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Grid
from textual.message import Message
from textual.widgets import Static

from archkit.diagnostics import Severity, visible
from archkit.session import Element
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.rows import RowList

LEVELS = ("low", "medium", "high")
_MIDDLE = 1
Cell = tuple[int, int]
"""Importance and difficulty, each as the number of its level."""


class Cards(RowList[Element]):
    """The cards of one field of the board; going beyond its edge leads to the next field."""

    class Left(Message):
        """The cursor went beyond the edge."""

        def __init__(self, cards: "Cards", by: int) -> None:
            super().__init__()
            self.cards = cards
            self.by = by

    def __init__(self, cell: Cell | None) -> None:
        super().__init__(id=f"cell-{cell[0]}-{cell[1]}" if cell else "unranked", classes="cards")
        self.cell = cell
        self.marks: Mapping[str, Severity] = {}

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a card."""
        element = self.rows[index]
        severity = self.marks.get(element.id)
        sign = (f" {SIGNS[severity]}", self.style(severity.value)) if severity else ("", "")
        measure = element.field("measure")
        number = "" if measure else "∅ "
        room = max(width - len(sign[0]) - len(number) - 2, 4)
        name = visible(element.id)
        name = name if len(name) <= room else f"{name[: room - 1]}…"
        return [
            Text.assemble(
                " ",
                (number, self.style("dim")),
                name,
                " " * max(width - len(name) - len(number) - len(sign[0]) - 2, 0),
                sign,
            )
        ]

    def action_move(self, by: int) -> None:
        """Move to the next card, or to the field beyond."""
        if 0 <= self.cursor + by < len(self.rows):
            super().action_move(by)
        else:
            self.post_message(self.Left(self, by))


class Board(Container):
    """Nine fields, and below them what is not ranked yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "sideways(-1)", "Easier", show=False),
        Binding("right,l", "sideways(1)", "Harder", show=False),
        Binding("shift+up,K", "push(1, 0)", "Worth more", key_display="⇧↑"),
        Binding("shift+down,J", "push(-1, 0)", "Worth less", key_display="⇧↓"),
        Binding("shift+left,H", "push(0, -1)", "Easier", key_display="⇧←"),
        Binding("shift+right,L", "push(0, 1)", "Harder", key_display="⇧→"),
    ]

    class Shown(Message):
        """The cursor stands on another card."""

        def __init__(self, element: Element) -> None:
            super().__init__()
            self.element = element

    class Opened(Message):
        """A card shall be edited."""

        def __init__(self, element: Element) -> None:
            super().__init__()
            self.element = element

    class Pushed(Message):
        """A card was pushed to another field."""

        def __init__(self, element: Element, importance: str, difficulty: str) -> None:
            super().__init__()
            self.element = element
            self.importance = importance
            self.difficulty = difficulty

    def compose(self) -> ComposeResult:
        """The fields, what is worth most on top."""
        with Grid(classes="fields"):
            for importance in reversed(range(len(LEVELS))):
                for difficulty in range(len(LEVELS)):
                    yield Cards((importance, difficulty))
        yield Cards(None)
        yield Static("", classes="card-line", markup=False)

    def on_mount(self) -> None:
        """Name the fields."""
        self.on_resize()

    def on_resize(self) -> None:
        """Name the fields in words that they have room for."""
        room = self.size.width // len(LEVELS) - 6
        for cards in self.query(Cards):
            if cards.cell is None:
                cards.border_title = "not ranked yet: push a card to rank it"
            else:
                importance, difficulty = (LEVELS[level] for level in cards.cell)
                first = " ★" if cards.cell == (2, 2) else ""
                title = f"worth {importance}, risk {difficulty}{first}"
                cards.border_title = title if len(title) <= room else f"{importance} / {difficulty}{first}"

    # --- cards --------------------------------------------------------------------------------------------

    def show(self, elements: Sequence[Element]) -> None:
        """Put the cards where they belong."""
        places: dict[Cell | None, list[Element]] = {}
        for element in elements:
            places.setdefault(cell_of(element), []).append(element)
        for cards in self.query(Cards):
            cards.show(places.get(cards.cell, []))
            cards.set_class(cards.cell is None and not cards.rows, "-empty")

    def mark(self, marks: Mapping[str, Severity]) -> None:
        """Mark cards that have findings."""
        for cards in self.query(Cards):
            cards.marks = marks
            cards.redraw()

    @property
    def focused(self) -> Cards | None:
        """The field with the keyboard."""
        return next((cards for cards in self.query(Cards) if cards.has_focus), None)

    @property
    def current(self) -> Element | None:
        """The card with the cursor."""
        return self.focused.current if self.focused else None

    def take_keyboard(self, element: Element | None = None) -> None:
        """Put the cursor on a card; on the first one where it is not there."""
        fields = list(self.query(Cards))
        for cards in fields:
            at = next((n for n, one in enumerate(cards.rows) if element and one.place == element.place), None)
            if at is not None:
                cards.cursor = at
                cards.focus()
                return
        order = sorted(fields, key=lambda cards: -sum(cards.cell) if cards.cell else 1)
        next((cards for cards in order if cards.rows), order[0]).focus()

    # --- keys ---------------------------------------------------------------------------------------------

    def _field(self, cell: Cell | None) -> Cards:
        return next(cards for cards in self.query(Cards) if cards.cell == cell)

    def on_cards_left(self, event: Cards.Left) -> None:
        """Go to the field above or below."""
        event.stop()
        cell = event.cards.cell
        if cell is None:
            if event.by < 0:
                self._field((0, _MIDDLE)).focus()
            return
        importance = cell[0] - event.by
        if importance < 0:
            unranked = self._field(None)
            if unranked.rows:
                unranked.focus()
        elif importance < len(LEVELS):
            self._land(self._field((importance, cell[1])), event.by)

    @staticmethod
    def _land(cards: Cards, by: int) -> None:
        if cards.rows:
            cards.cursor = 0 if by > 0 else len(cards.rows) - 1
        cards.focus()

    def action_sideways(self, by: int) -> None:
        """Go to the field on the left or on the right."""
        cards = self.focused
        if cards is None or cards.cell is None:
            return
        difficulty = cards.cell[1] + by
        if 0 <= difficulty < len(LEVELS):
            self._field((cards.cell[0], difficulty)).focus()

    def action_push(self, worth: int, risk: int) -> None:
        """Push the card with the cursor to another field; one that is not ranked begins in the middle."""
        element, cards = self.current, self.focused
        if element is None or cards is None:
            return
        top = len(LEVELS) - 1
        importance, difficulty = cards.cell or (_MIDDLE, _MIDDLE)
        if cards.cell is not None:
            importance, difficulty = min(max(importance + worth, 0), top), min(max(difficulty + risk, 0), top)
        self.post_message(self.Pushed(element, LEVELS[importance], LEVELS[difficulty]))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the card."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the card that the cursor came to."""
        event.stop()
        self._tell()

    def on_descendant_focus(self) -> None:
        """Tell of the card in the field that has the keyboard now."""
        self._tell()

    def _tell(self) -> None:
        element = self.current
        text = ""
        if element is not None:
            self.post_message(self.Shown(element))
            measure = element.field("measure") or "no measure yet"
            told = measure if isinstance(measure, str) else "; ".join(str(one) for one in measure)
            text = f"{element.field('attribute') or 'which quality?'}: {element.field('statement') or element.label}  —  {told}"
        self.query_one(".card-line", Static).update(visible(text))


def cell_of(element: Element) -> Cell | None:
    """Return the field that a quality attribute belongs to; None where it is not ranked both ways."""
    ranks = [element.field("importance"), element.field("difficulty")]
    if not all(isinstance(rank, str) and rank in LEVELS for rank in ranks):
        return None
    importance, difficulty = (LEVELS.index(rank) for rank in ranks)
    return importance, difficulty
