"""What the session holds gets to the disk, and what others wrote gets to the screen; nobody's work is written over."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from archkit.errors import ArchkitError
from archkit.session import Conflict, Session
from archkit.tui.screens.ask import Ask
from archkit.tui.screens.choose import Choose
from archkit.tui.screens.conflict import ConflictScreen
from archkit.tui.screens.difference import Difference

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_SAVE_AFTER = 0.6
"""Seconds without a change after which the files are written."""


class Keeper:
    """Saves, merges and recovers for one application."""

    def __init__(self, app: "ArchkitApp") -> None:
        self._app = app
        self._timer: Timer | None = None
        self._asking = False
        self._told: set[str] = set()

    @property
    def _session(self) -> Session:
        return self._app.session

    def soon(self) -> None:
        """Save in a moment, unless the user wants to see a diff first."""
        if self._timer is not None:
            self._timer.stop()
        if not self._app.settings.ask_before_writing:
            self._timer = self._app.set_timer(_SAVE_AFTER, self.save)

    async def save(self) -> None:
        """Write what is not on the disk yet; tell what cannot be written."""
        if self._session.unsaved and not self._session.conflicts:
            await self._app.changes.run(lambda session: session.write())
        for file, why in self._session.refused.items():
            if file not in self._told:
                self._told.add(file)
                self._app.say(
                    f"{why}. Your changes are kept aside; Ctrl+P, 'Save a copy' puts them elsewhere.",
                    severity="warning",
                )
        if self._session.journal.problem and "journal" not in self._told:
            self._told.add("journal")
            self._app.say(
                f"No room for a journal: {self._session.journal.problem}. A crash would lose what is not saved.",
                severity="warning",
            )
        self._app.tell_standing()
        self.ask_about_conflicts()

    async def look_outside(self) -> None:
        """Take in what others wrote."""
        if self._app.changes.busy:
            return
        before = set(self._session.faults)
        changed = await asyncio.to_thread(self._session.look_outside)
        if set(self._session.faults) - before:
            self.tell_of_faults()
        if changed:
            self._app.changed()
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            self._app.say(f"Changed outside and taken in: {', '.join(changed[:3])}{more}")
            self.ask_about_conflicts()

    def tell_of_faults(self) -> None:
        """Say which files cannot be read, and how they are mended."""
        faults = list(self._session.faults)
        if faults:
            more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
            self._app.say(
                f"{faults[0]}{more} cannot be read: F8 shows why, and mends it.", severity="warning"
            )

    def ask_about_conflicts(self) -> None:
        """Show the first conflict, and the next one after it."""
        if self._asking or not self._session.conflicts:
            return
        self._asking = True
        conflict = self._session.conflicts[0]
        self._app.push_screen(ConflictScreen(conflict), lambda mine: self._resolved(conflict, mine=mine))

    def _resolved(self, conflict: Conflict, *, mine: bool | None) -> None:
        self._asking = False
        if mine is None:
            self._app.say("Nothing is saved until you choose: Ctrl+S shows the conflict again.")
            return
        self._app.change(lambda session: session.resolve(conflict, mine=mine))
        self._app.when_changed(self.ask_about_conflicts)

    def show_difference(self) -> None:
        """Show what is not on the disk, and write it if that is wanted."""
        if self._session.conflicts:
            self.ask_about_conflicts()
            return

        def answered(answer: str | None) -> None:
            if answer == "write":
                self._app.run_worker(self.save(), exclusive=True, group="save")

        self._app.push_screen(Difference(self._session.diff()), answered)

    def offer_recovery(self) -> None:
        """Ask what to do with what an earlier session could not save."""
        left = self._session.left_behind()
        if not left:
            return

        def answered(word: str | None) -> None:
            if word == "take up":
                self._app.change(lambda session: session.recover(left))
                self._app.when_changed(self.ask_about_conflicts)
            elif word == "throw away":
                self._session.journal.forget_left_behind()

        files = ", ".join(one.file for one in left)
        choices = (
            ("take up", "merge them with what the files say now; undo takes that back"),
            ("later", "leave them where they are, and ask again next time"),
            ("throw away", "forget them for good"),
        )
        text = f"An earlier session ended before it could save its changes in {files}."
        self._app.push_screen(Choose("Unsaved changes", choices, text), answered)

    def save_copy(self) -> None:
        """Ask for a folder, and write the workspace there as it is now."""

        def copy(word: str | None) -> None:
            if not word:
                return
            try:
                self._session.save_copy(Path(word).expanduser())
            except (ArchkitError, OSError) as error:
                self._app.say(str(error), severity="error")
            else:
                self._app.say(f"The workspace as it is now lies in {word}.")

        self._app.push_screen(
            Ask("Save a copy", "The folder for the copy; it must not exist or be empty."), copy
        )
