"""What is not on the disk yet -> a file of its own outside the workspace, which outlives a crash and a lost terminal.

Each line is one record: a text that a file began with, or a stretch that changed. A record that was cut in half by
a crash ends the journal; all before it counts. When everything is saved the journal is removed.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from archkit.session.hunks import Hunk


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A file that somebody had changed and not saved when the session ended."""

    file: str
    base: str
    """What the disk held when the changes began."""
    text: str
    """What it had become."""


def state_folder() -> Path:
    """Return the folder for what a session must not lose: the user's state, else the system's temporary folder."""
    named = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        top = Path(named) if named and Path(named).is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError:
        top = _fallback()
    folder = top / "archkit" / "sessions"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return _fallback() / "sessions"


def _fallback() -> Path:
    owner = os.getuid() if sys.platform != "win32" else "user"
    return Path(tempfile.gettempdir()) / f"archkit-{owner}"


class Journal:
    """The journal of one session over one workspace."""

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Name the workspace; nothing is written before something changes.

        Args:
            root: The workspace.
            folder: Where journals lie; the user's state folder when not given.
        """
        self._folder = folder or state_folder()
        self._stem = blake2b(str(root.resolve()).encode(errors="surrogateescape"), digest_size=8).hexdigest()
        self.path = self._folder / f"{self._stem}.{os.getpid()}.jsonl"
        self._begun: dict[str, str] = {}
        self.problem = ""
        """Why nothing is kept; empty while all is well."""

    def record(self, hunk: Hunk, base: str) -> None:
        """Keep one change; ``base`` is what the disk holds of the file."""
        records: list[dict[str, Any]] = []
        if self._begun.get(hunk.file) != base:
            self._begun[hunk.file] = base
            records.append({"file": hunk.file, "base": base})
        records.append({"file": hunk.file, "at": hunk.start, "old": len(hunk.old), "new": hunk.new})
        self._append(records)

    def restart(self, states: Mapping[str, tuple[str, str]]) -> None:
        """Begin anew with what is not saved: file to its text on the disk and its text here; nothing ends it."""
        self._begun.clear()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        for file, (base, text) in states.items():
            self._begun[file] = base
            self._append(
                [{"file": file, "base": base}, {"file": file, "at": 0, "old": len(base), "new": text}]
            )

    def _append(self, records: list[dict[str, Any]]) -> None:
        lines = "".join(json.dumps(record) + "\n" for record in records).encode()
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as stream:
                stream.write(lines)
            self.problem = ""
        except OSError as error:
            self.problem = error.strerror or "the system refuses"

    def left_behind(self) -> Iterator[Unsaved]:
        """Yield what sessions over this workspace left unsaved that are no longer alive."""
        for path in self._orphans():
            yield from _read(path)

    def forget_left_behind(self) -> None:
        """Remove the journals of sessions that are no longer alive."""
        for path in self._orphans():
            with contextlib.suppress(OSError):
                path.unlink()

    def _orphans(self) -> list[Path]:
        try:
            found = sorted(self._folder.glob(f"{self._stem}.*.jsonl"))
        except OSError:
            return []
        return [path for path in found if path != self.path and not _is_alive(path.name.split(".")[1])]


def _is_alive(process: str) -> bool:
    if not process.isdigit() or sys.platform == "win32":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(path: Path) -> Iterator[Unsaved]:
    bases: dict[str, str] = {}
    texts: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        try:
            record = json.loads(line)
            file = str(record["file"])
            if "base" in record:
                bases[file] = texts[file] = str(record["base"])
            else:
                at, old, text = int(record["at"]), int(record["old"]), texts[file]
                texts[file] = text[:at] + str(record["new"]) + text[at + old :]
        except (ValueError, KeyError, TypeError):
            break
    for file, text in texts.items():
        if text != bases[file]:
            yield Unsaved(file, bases[file], text)
