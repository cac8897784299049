"""Two texts of a file become the one stretch in which they differ, and stretches pass each other in time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Hunk:
    """One stretch of a file that got another text."""

    file: str
    start: int
    """Offset of the first character that differs."""
    old: str
    """What stood there."""
    new: str
    """What stands there now."""

    @property
    def end_before(self) -> int:
        """Where the stretch ended."""
        return self.start + len(self.old)

    @property
    def end_after(self) -> int:
        """Where the stretch ends now."""
        return self.start + len(self.new)

    @property
    def grown(self) -> int:
        """By how many characters the file is longer."""
        return len(self.new) - len(self.old)

    def on(self, text: str) -> str:
        """Return the text with the change made."""
        return text[: self.start] + self.new + text[self.end_before :]

    def off(self, text: str) -> str:
        """Return the text with the change taken back."""
        return text[: self.start] + self.old + text[self.end_after :]

    def is_in(self, text: str) -> bool:
        """Tell whether a text has what the change left behind, at its place."""
        return text.startswith(self.new, self.start)

    def was_in(self, text: str) -> bool:
        """Tell whether a text has what the change found, at its place."""
        return text.startswith(self.old, self.start)


def between(file: str, before: str, after: str) -> Hunk | None:
    """Return the smallest single stretch that turns one text into the other; None where they are equal."""
    if before == after:
        return None
    shorter = min(len(before), len(after))
    head = _shared(shorter, lambda size: before[:size] == after[:size])
    tail = _shared(shorter - head, lambda size: size == 0 or before[-size:] == after[-size:])
    return Hunk(file, head, before[head : len(before) - tail], after[head : len(after) - tail])


def line_hunks(file: str, before: str, after: str) -> list[Hunk]:
    """Return the stretches of whole lines that turn one text into the other.

    Each is placed in the text that the ones before it have made already, so that they can be applied in turn.
    """
    whole = between(file, before, after)
    if whole is None:
        return []
    # Only the lines around the stretch that differs are compared: files may be large, changes seldom are.
    first = before.rfind("\n", 0, whole.start) + 1
    last = before.find("\n", whole.end_before)
    last = len(before) if last < 0 else last + 1
    old = before[first:last].splitlines(keepends=True)
    new = after[first : last + whole.grown].splitlines(keepends=True)
    hunks, at = [], first
    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        there, here = "".join(old[low:high]), "".join(new[new_low:new_high])
        if tag != "equal":
            hunks.append(Hunk(file, at, there, here))
        at += len(here)
    return hunks


def swapped(first: Hunk, second: Hunk) -> tuple[Hunk, Hunk] | None:
    """Return two changes, made one after the other, in the other order; None where they touch each other.

    Returns:
        The second as it would have been made first, and the first as it would then have been made.
    """
    if first.file != second.file:
        return second, first
    if second.end_before <= first.start and (second.old or second.start < first.start):
        return second, replace(first, start=first.start + second.grown)
    if second.start >= first.end_after and (second.old or second.start > first.end_after):
        return replace(second, start=second.start - first.grown), first
    return None


def apart(one: Hunk, other: Hunk) -> bool:
    """Tell whether two changes of the same text leave each other alone."""
    return one.file != other.file or one.end_before < other.start or other.end_before < one.start


def behind(first: Hunk, second: Hunk) -> Hunk:
    """Return a change of a text as it is made after another change of the same text, from which it stands apart."""
    if first.file != second.file or second.start < first.start:
        return second
    return replace(second, start=second.start + first.grown)


def _shared(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest size up to ``most`` for which a test holds that holds for all smaller ones."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
