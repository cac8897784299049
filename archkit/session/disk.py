"""The files of a workspace on the disk: what they held when they were last seen, and which of them changed since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archkit.read import Mark, mark_of, read_bytes
from archkit.source import decode, save


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was last seen."""

    text: str | None
    """What it held; None where it is not there, or cannot be read."""
    mark: Mark | None = None
    """By what a later look tells that nothing changed, without reading it."""


@dataclass(slots=True)
class Disk:
    """The files below a folder, as they were last seen."""

    root: Path
    seen: dict[str, Seen] = field(default_factory=dict)

    def look(self, file: str) -> Seen:
        """Read a file and remember what it holds."""
        raw = read_bytes(self.root / file)
        text = None if raw.problem else decode(file, raw.data)[0]
        self.seen[file] = found = Seen(text, mark_of(raw.status) if raw.status else None)
        return found

    def text(self, file: str) -> str | None:
        """Return what a file held when it was last seen; None where it was not there."""
        found = self.seen.get(file)
        return found.text if found else None

    def changed(self, files: Iterable[str]) -> list[str]:
        """Return the files that are not as they were last seen; only their times and sizes are looked at."""
        return [file for file in files if self._mark(file) != self.seen.get(file, Seen(None)).mark]

    def write(self, file: str, text: str) -> None:
        """Replace a file in one step, if it is still as it was last seen.

        Raises:
            ConflictError: It is not; nothing was changed.
            WriteRefusedError: The system refuses; nothing was changed.
        """
        save(self.root / file, self.text(file), text)
        self.seen[file] = Seen(text, self._mark(file))

    def _mark(self, file: str) -> Mark | None:
        try:
            return mark_of((self.root / file).stat())
        except OSError:
            return None
