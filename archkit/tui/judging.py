"""The staircase beside the screen: wished for after each change, shown when it came through, waited for where it must be new.

What is only shown may be a moment old: it is drawn anew when the staircase comes through. What is *written* from a
judgement must rest on what stands there now: whoever writes asks with ``when_judged``.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from archkit.session import Judgement, Session, Staircase
from archkit.workspace import Workspace

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_JUDGE_AFTER = 0.25
"""Seconds without a change after which the workspace is judged."""


class Judging:
    """Has one session judged for one application."""

    def __init__(self, app: "ArchkitApp", session: Session) -> None:
        self._app = app
        self._session = session
        self._timer: Timer | None = None
        self._waiting: list[Callable[[Workspace], Any]] = []
        self.newest: Judgement | None = None
        """What the staircase made of the workspace last; it may be older than what is shown."""
        self.staircase = Staircase(session, self._told_in_thread)

    @property
    def is_new(self) -> bool:
        """Whether what the staircase made is of what stands there now."""
        newest = self.newest
        return newest is not None and newest.version == self._session.version and not self._app.changes.busy

    @property
    def is_waited_for(self) -> bool:
        """Whether something waits for a new judgement."""
        return bool(self._waiting)

    def soon(self) -> None:
        """Judge a moment after the last change; at once where something waits for it."""
        if self._timer is not None:
            self._timer.stop()
        if self._waiting:
            self._app.want()
        else:
            self._timer = self._app.set_timer(_JUDGE_AFTER, self._app.want)

    def when_judged(self, act: Callable[[Workspace], Any]) -> None:
        """Do something with the workspace as it was judged last: at once where that is what stands there now."""
        if self.is_new:
            self._do(act)
            return
        self._waiting.append(act)
        self._app.want()

    def _do(self, act: Callable[[Workspace], Any]) -> None:
        newest = self.newest
        if newest is not None and newest.problem:
            self._app.say(newest.problem, severity="warning")
        elif newest is not None:
            act(newest.workspace)

    def _told_in_thread(self, judgement: Judgement) -> None:
        with contextlib.suppress(RuntimeError):
            self._app.call_from_thread(self._told, judgement)

    def _told(self, judgement: Judgement) -> None:
        if not self._app.is_running:
            return
        self.newest = judgement
        self._app.judged(judgement)
        if self._waiting and self.is_new:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                self._do(act)
        elif self._waiting:
            self._app.when_changed(self._app.want)
