"""The sequence diagram of a flow, drawn anew in a thread while the flow is typed; of several drawings only the newest counts."""

from asyncio import Task, create_task, to_thread
from collections.abc import Callable
from contextlib import suppress

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.widgets import Static

Draw = Callable[[int], str]
"""The width in cells -> the drawing, with the codes of colours."""


class Diagram(ScrollableContainer, can_focus=True):
    """A drawing that may be larger than what is seen of it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._wanted: Draw | None = None
        self._last: Draw | None = None
        self._work_under_way: Task[None] | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", id="drawing")

    def want(self, draw: Draw) -> None:
        """Show a drawing as soon as it is made."""
        self._wanted = draw
        if self._work_under_way is None:
            self._work_under_way = create_task(self._work())

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self._last is not None:
            self.want(self._last)

    async def _work(self) -> None:
        try:
            while self._wanted is not None:
                draw, self._wanted = self._wanted, None
                self._last = draw
                width = max(self.size.width - 2, 20)
                text = await to_thread(draw, width)
                if self._wanted is None and self.is_mounted:
                    with suppress(LookupError):
                        self.query_one("#drawing", Static).update(Text.from_ansi(text, no_wrap=True))
        finally:
            self._work_under_way = None
