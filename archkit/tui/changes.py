"""Changes, one after the other: small files at once, large ones in a thread, so that no key waits for a file."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archkit.errors import ArchkitError
from archkit.session import Session

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_SMALL = 40_000
"""Characters of the largest file up to which a change is made at once: it takes a few milliseconds."""


@dataclass(slots=True)
class _Waiting:
    act: Callable[[Session], Any]
    burst: str
    quiet: bool
    result: "asyncio.Future[Any]"


class Changes:
    """The queue of changes to one session."""

    def __init__(self, app: "ArchkitApp") -> None:
        self._app = app
        self._waiting: list[_Waiting] = []
        self._after: list[Callable[[], Any]] = []
        self._worker: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether changes wait or are being made."""
        return self._worker is not None

    def add(self, act: Callable[[Session], Any], *, burst: str, quiet: bool) -> "asyncio.Future[Any]":
        """Make a change when those before it are made; one with the same burst that still waits is forgotten."""
        result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        one = _Waiting(act, burst, quiet, result)
        if not self.busy and self._is_small():
            try:
                value = act(self._app.session)
            except (ArchkitError, KeyError) as error:
                self._refuse(one, error)
            else:
                result.set_result(value)
                self._app.changed()
            return result
        if burst and self._waiting and self._waiting[-1].burst == burst:
            self._waiting.pop().result.set_result(None)
        self._waiting.append(one)
        if self._worker is None:
            self._worker = asyncio.get_running_loop().create_task(self._work())
        return result

    async def run(self, act: Callable[[Session], Any]) -> Any:
        """Make a change in a thread, after those that wait, and tell nobody."""
        await self.settled()
        return await asyncio.to_thread(act, self._app.session)

    async def settled(self) -> None:
        """Wait until all changes are made."""
        while self._worker is not None:
            await asyncio.shield(self._worker)

    def when_done(self, act: Callable[[], Any]) -> None:
        """Call something when all changes up to now are made: at once where none waits."""
        if self.busy:
            self._after.append(act)
        else:
            act()

    def _is_small(self) -> bool:
        return all(len(document.text) <= _SMALL for document in self._app.session.documents.values())

    async def _work(self) -> None:
        try:
            while self._waiting:
                one = self._waiting.pop(0)
                try:
                    value = await asyncio.to_thread(one.act, self._app.session)
                except (ArchkitError, KeyError) as error:
                    self._refuse(one, error)
                else:
                    one.result.set_result(value)
                    self._app.changed()
        finally:
            self._worker = None
        after, self._after = self._after, []
        for act in after:
            act()

    def _refuse(self, one: _Waiting, error: Exception) -> None:
        one.result.set_result(None)
        if not one.quiet:
            message = (
                f"{error.message}. {error.help}"
                if isinstance(error, ArchkitError)
                else "This no longer stands there."
            )
            self._app.say(message, severity="warning")
