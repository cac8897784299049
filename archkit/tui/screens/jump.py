"""Find anything: elements by a few letters, and what is written anywhere by its words."""

import asyncio
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from archkit.diagnostics import Place, visible
from archkit.session import Hit, Index, Session, find_text
from archkit.tui.widgets.key_bar import KeyBar
from archkit.tui.widgets.rows import RowList

_NAMES = ("name", "title", "statement", "ask")
_TEXTS_FROM = 3
"""Letters from which on texts are searched, too."""


class HitList(RowList[Hit]):
    """What was found."""

    can_focus = False

    def draw(self, index: int, width: int) -> list[Text]:
        """Return what was found and where."""
        hit = self.rows[index]
        note = visible(hit.note)
        room = max(width - len(note) - 4, 12)
        text = visible(hit.text)
        text = text if len(text) <= room else text[: room - 1] + "…"
        return [
            Text.assemble(
                f" {text}", " " * max(width - len(text) - len(note) - 2, 1), (note, self.style("dim"))
            )
        ]


class Jump(ModalScreen[Place | None]):
    """Asks where to go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", key_display="⏎", priority=True),
        Binding("escape", "cancel", "Stay", key_display="Esc"),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "move(10)", "Down", show=False, priority=True),
        Binding("pageup", "move(-10)", "Up", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._index: Index | None = None
        self._searching: asyncio.Task[None] | None = None

    def compose(self) -> ComposeResult:
        """What is looked for, above what is found."""
        with Vertical(classes="dialog -tall"):
            yield Input(
                placeholder="a name, an id, or words that are written somewhere", id="answer", compact=True
            )
            yield HitList(id="hits")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(".dialog").border_title = "Find"
        self._searching = asyncio.create_task(self._begin())

    async def _begin(self) -> None:
        """List the elements; of ten thousand that takes longer than a key may."""
        self._index = await asyncio.to_thread(Index, self._session)
        if self.is_attached:
            self._look_for(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        self._look_for(event.value)

    def _look_for(self, typed: str) -> None:
        if self._index is None:
            return
        found = self._index.find(typed)
        self.query_one(HitList).show(found, 0)
        if self._searching is not None:
            self._searching.cancel()
        if len(typed.strip()) >= _TEXTS_FROM:
            self._searching = asyncio.create_task(self._search(typed, found))

    async def _search(self, typed: str, found: list[Hit]) -> None:
        await asyncio.sleep(0.1)
        texts = await asyncio.to_thread(find_text, self._session, typed)
        if self.is_current:
            # The name of an element that was found is no find of its own.
            known = {place for hit in found for place in (hit.place, *(hit.place.at(key) for key in _NAMES))}
            self.query_one(HitList).show([*found, *(hit for hit in texts if hit.place not in known)])

    def action_move(self, by: int) -> None:
        """Move among what is found."""
        self.query_one(HitList).action_move(by)

    def action_go(self) -> None:
        """Go to what has the cursor."""
        hit = self.query_one(HitList).current
        self.dismiss(hit.place if hit else None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.action_go()

    def action_cancel(self) -> None:
        """Stay."""
        self.dismiss(None)
