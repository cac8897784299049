"""Edits become a history that can be walked back and forth, with what others wrote meanwhile left standing."""

from collections.abc import Callable
from dataclasses import dataclass

from archkit.session.hunks import Hunk, apart, behind, swapped


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, in one file or several."""

    label: str
    """What it was, in words that follow 'undo': ``the name of rider``."""
    hunks: tuple[Hunk, ...]
    """What changed, at most one stretch a file."""
    burst: str = ""
    """Steps with the same burst directly after each other are undone together: the letters of a word."""
    foreign: bool = False
    """True for what somebody else wrote: it is never undone, what lies before it is."""


class History:
    """What was done and what was undone, the newest last."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where there is nothing."""
        return next((step.label for step in reversed(self.done) if not step.foreign), "")

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where there is nothing."""
        return self.undone[-1].label if self.undone else ""

    def add(self, step: Step) -> None:
        """Remember what was done; what was undone before cannot be done again afterwards."""
        self.undone.clear()
        if step.hunks:
            self.done.append(step)

    def add_foreign(self, hunks: list[Hunk]) -> None:
        """Remember what somebody else wrote, one stretch after the other."""
        for hunk in hunks:
            self.done.append(Step("", (hunk,), foreign=True))
            self.undone = _moved(self.undone, hunk)

    def undo(self, is_last: Callable[[Step], bool]) -> Step | None:
        """Take the newest step of our own out, moved to where its text stands now.

        Args:
            is_last: Tells whether the files hold what a step left behind, so that it can be taken back.

        Returns:
            The step to take back; None where there is none, or somebody else wrote over it.
        """
        at = next((n for n in reversed(range(len(self.done))) if not self.done[n].foreign), None)
        if at is None:
            return None
        step, *later = self.done[at:]
        moved = []
        for foreign in later:
            pair = _passed(step, foreign)
            if pair is None:
                return None
            moved.append(pair[0])
            step = pair[1]
        if not is_last(step):
            return None
        self.done[at:] = moved
        self.undone.append(step)
        return step

    def redo(self, fits: Callable[[Step], bool]) -> Step | None:
        """Take the step that was undone last out, to be done again; None where there is none, or it fits no more."""
        if not self.undone or not fits(self.undone[-1]):
            return None
        step = self.undone.pop()
        self.done.append(step)
        return step

    def burst_of(self, burst: str) -> Step | None:
        """Return the newest step when it belongs to this burst, so that it can grow."""
        last = self.done[-1] if self.done else None
        return last if burst and last and not last.foreign and last.burst == burst else None


def _passed(step: Step, foreign: Step) -> tuple[Step, Step] | None:
    """Return a foreign step and one of our own in the other order."""
    [other] = foreign.hunks
    hunks = []
    for hunk in step.hunks:
        pair = swapped(hunk, other)
        if pair is None:
            return None
        if hunk.file == other.file:
            other = pair[0]
        hunks.append(pair[1])
    return Step("", (other,), foreign=True), Step(step.label, tuple(hunks), step.burst)


def _moved(undone: list[Step], foreign: Hunk) -> list[Step]:
    """Return the steps that can still be done again after somebody else's change, moved to where they belong now."""
    kept: list[Step] = []
    for step in reversed(undone):
        hunks = []
        for hunk in step.hunks:
            if not apart(hunk, foreign):
                return list(reversed(kept))
            hunks.append(behind(foreign, hunk))
            foreign = behind(hunk, foreign)
        kept.append(Step(step.label, tuple(hunks), step.burst))
    return list(reversed(kept))
