"""Keys, one after the other: a key that is pressed while the one before opens a field waits for the field.

Textual forwards a key to whatever has the focus at that moment. Who types fast, or pastes, is ahead of the screen: the
letters behind the Enter that opens a field would be taken for commands. So a key that comes while another is under way
is held until that one is through and a field that it opened has the keyboard.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.events import Event, Key

T = TypeVar("T")

_LONGEST = 2.0
"""Seconds after which a key counts as through, whatever it began."""
_ROUNDS = 2
"""A key becomes a message, and that one may become another."""


class KeyOrder:
    """Holds keys back while another is under way."""

    def __init__(self, app: App[Any], dispatch: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._dispatch = dispatch
        self._held: deque[Key] = deque()
        self._task: asyncio.Task[None] | None = None
        self._open = asyncio.Event()
        self._open.set()

    @property
    def busy(self) -> bool:
        """Whether a key is under way."""
        return self._task is not None

    def opening(self) -> None:
        """A field is being opened: keys wait for it."""
        self._open.clear()

    def opened(self) -> None:
        """The field has the keyboard."""
        self._open.set()

    async def take(self, event: Key) -> None:
        """Dispatch a key, or hold it."""
        if self._task is not None:
            self._held.append(event)
            return
        await self._dispatch(event)
        self._task = asyncio.get_running_loop().create_task(self._follow())

    async def _follow(self) -> None:
        try:
            await self._through()
            while self._held:
                await self._dispatch(self._held.popleft())
                await self._through()
        finally:
            self._task = None

    async def _through(self) -> None:
        """Wait until what a key began is done."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                for _ in range(_ROUNDS):
                    await self._round()
                await self._open.wait()
        self._open.set()

    async def _round(self) -> None:
        """Let everything between the focus and the screen take one message more."""
        start = self._app.focused or self._app.screen
        for widget in (start, *start.ancestors):
            done = asyncio.Event()
            if not widget.is_attached or not widget.call_later(done.set):
                continue
            await done.wait()


class OrderedApp(App[T], Generic[T]):
    """An application that takes one key after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = KeyOrder(self, super().on_event)

    async def on_event(self, event: Event) -> None:
        """Take one key after the other."""
        if isinstance(event, Key) and not event.is_forwarded:
            await self.keys.take(event)
        else:
            await super().on_event(event)
