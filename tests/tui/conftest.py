"""A workspace in a folder of its own, and the screen over it: driven by keys, read as text."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from archkit.session import Journal, Session
from archkit.tui.app import ArchkitApp

EXAMPLES = Path(__file__).parents[2] / "examples"
_NAMES = {
    " ": "space", "-": "minus", ">": "greater_than_sign", "<": "less_than_sign", ":": "colon", ",": "comma",
    ".": "full_stop", "=": "equals_sign", "~": "tilde", "%": "percent_sign", "/": "slash", "(": "left_parenthesis",
    ")": "right_parenthesis", "?": "question_mark", "'": "apostrophe", '"': "quotation_mark", "#": "number_sign",
}  # fmt: skip


_SHORT = {"go", "save", "look", "diff"}
"""Groups of workers that end soon."""


class Screen:
    """The screen in a test."""

    def __init__(self, pilot: Pilot[None], app: ArchkitApp) -> None:
        self.pilot = pilot
        self.app = app
        self.session = app.session
        self.told: list[str] = []
        """What was said for a moment, in order."""
        notify = app.notify

        def remember(message: str, **how: Any) -> None:
            self.told.append(message)
            notify(message, **how)

        app.notify = remember

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they began is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.press(*(_NAMES.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait for changes and for what is drawn after them."""
        await self.pilot.pause()
        while self.app.keys.busy:
            await self.pilot.pause(0.005)
        await self.app.changes.settled()
        while self.app.judging.is_waited_for or self._is_going:
            await self.pilot.pause(0.02)
            await self.app.changes.settled()
        await self.pilot.pause()

    @property
    def _is_going(self) -> bool:
        """Whether something that a key began is under way: a step is opened, a file is saved, a diff is made."""
        return any(one.group in _SHORT and not one.is_finished for one in self.app.workers)

    async def until(self, *words: str) -> None:
        """Wait until all of these are seen: what is made in a thread comes when it comes."""
        for _ in range(400):
            if all(word in self.text for word in words):
                return
            await self.pilot.pause(0.05)
        raise AssertionError(self.text)

    async def judged(self) -> None:
        """Wait until the staircase has judged what is there now."""
        for _ in range(200):
            newest = self.app.judgement
            if newest and newest.version == self.session.version and not self.app.judging.staircase.busy:
                break
            await self.pilot.pause(0.05)
        await self.settle()

    async def show(self, step: str) -> None:
        """Show a step of the walk, as the rail does."""
        await self.app.open_step(step)
        await self.settle()

    @property
    def text(self) -> str:
        """What is seen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())


Act = Callable[[Screen], Awaitable[None]]
Play = Callable[..., None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example of a ticket shop."""
    shutil.copytree(
        EXAMPLES / "ticket-reservation", tmp_path / "shop", ignore=shutil.ignore_patterns("build")
    )
    return tmp_path / "shop"


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Return a function that opens a workspace, plays a scene on its screen and leaves by the door."""

    def play(root: Path, act: Act, size: tuple[int, int] = (160, 48)) -> None:
        async def run() -> None:
            app = ArchkitApp(
                Session(root, journal=Journal(root, tmp_path / "journal")),
                settings=tmp_path / "settings.json",
            )
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await act(Screen(pilot, app))
                await app.action_quit()

        asyncio.run(run())

    return play
