"""A folder becomes the list of its input files; nothing outside it is opened, and nothing but regular files."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archkit.errors import UsageError
from archkit.source import MAX_BYTES

CONFIG_NAME = "archkit.yaml"
_UNSEEN = {"node_modules", "__pycache__"}
"""Folders that hold no requirements; hidden ones are passed over too."""


class Found(NamedTuple):
    """A file that belongs to the workspace, or why it is not read."""

    path: str
    """Relative to the workspace, with forward slashes."""
    problem: str = ""
    """Why it is not read; empty when it is."""
    help: str = ""
    """What to do about the problem."""


class Mark(NamedTuple):
    """By what the content of a file is known again."""

    digest: str
    """Of the bytes that were read."""
    size: int
    modified: int
    """When its content changed last, in nanoseconds of the system's clock."""
    changed: int
    """When anything about it changed last; nobody can turn this one back."""
    number: int
    """Which file it is, to the file system."""


class Raw(NamedTuple):
    """What opening a file gave: its bytes, or why not."""

    data: bytes = b""
    problem: str = ""
    help: str = ""
    status: os.stat_result | None = None
    """What the system said about the file before it was read."""

    @property
    def mark(self) -> Mark | None:
        """By what the file is known again; None when it was not read."""
        return mark_of(self.status, blake2b(self.data, digest_size=16).hexdigest()) if self.status else None


def mark_of(status: os.stat_result, digest: str = "") -> Mark:
    """Return by what a file is known again, without a digest where its bytes are not at hand."""
    return Mark(digest, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


_NO_FILE = Raw(
    problem="not a regular file; pipes, sockets and devices are never read",
    help="put a regular file in its place, or name it differently so that include passes it over",
)


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that holds an ``archkit.yaml``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG_NAME).is_file()), None)


def locate(folder: str | Path | None) -> Path:
    """Return the folder of the workspace that a command means.

    Args:
        folder: A workspace, its ``archkit.yaml``, or nothing for the nearest one upwards from here.

    Raises:
        UsageError: There is none.
    """
    if folder is None:
        found = find_workspace(Path.cwd())
        if found is None:
            raise UsageError(
                f"no {CONFIG_NAME} in this folder or above it",
                help="name the folder of a workspace, or begin one with archkit init DIR",
            )
        return found
    path = Path(folder)
    if path.name == CONFIG_NAME and path.is_file():
        return path.parent
    if not path.is_dir():
        raise UsageError(f"there is no folder '{path}'", help="name the folder that holds archkit.yaml")
    if not (path / CONFIG_NAME).exists():
        raise UsageError(
            f"'{path}' holds no {CONFIG_NAME}", help=f"begin a workspace with archkit init {path}"
        )
    return path


def leaves_folder(path: str) -> bool:
    """Tell whether a relative path or pattern would lead out of the folder that it starts in."""
    pure = PurePosixPath(path.replace("\\", "/"))
    return pure.is_absolute() or ".." in pure.parts or bool(re.match(r"[A-Za-z]:", path)) or "\0" in path


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Turn a pattern with ``*``, ``?``, ``[...]`` and ``**`` into a regular expression over relative paths."""
    out, index = "", 0
    while index < len(pattern):
        if pattern.startswith("**/", index):
            out, index = out + r"(?:[^/]+/)*", index + 3
        elif pattern.startswith("**", index):
            out, index = out + ".*", index + 2
        elif pattern[index] == "*":
            out, index = out + "[^/]*", index + 1
        elif pattern[index] == "?":
            out, index = out + "[^/]", index + 1
        elif pattern[index] == "[" and (end := pattern.find("]", index + 2)) > 0:
            body = pattern[index + 1 : end].replace("\\", r"\\").replace("[", r"\[")
            out, index = out + "[" + ("^" + body[1:] if body[0] == "!" else body) + "]", end + 1
        else:
            out, index = out + re.escape(pattern[index]), index + 1
    try:
        return re.compile(out + r"\Z")
    except re.error:
        return re.compile(re.escape(pattern) + r"\Z")


def find_files(root: Path, patterns: Iterable[str]) -> list[Found]:
    """List what the patterns match below ``root``, sorted, each file once however many links lead to it.

    A link is followed when its target is inside ``root``; one that leads outside is listed with its problem.
    """
    regexes = [pattern_regex(pattern.removeprefix("./")) for pattern in patterns]
    starts = sorted({_fixed_part(pattern.removeprefix("./")) for pattern in patterns})
    real_root = os.path.realpath(root)
    seen_folders: set[str] = set()
    matched: dict[str, tuple[bool, Found]] = {}
    for start in starts:
        for found, real, linked in _scan(root, real_root, start, seen_folders):
            wanted = any(regex.match(found.path) for regex in regexes)
            if found.path == CONFIG_NAME or not (wanted or (found.problem and os.path.isdir(real))):
                continue
            known = matched.get(real)
            if known is None or (known[0] and not linked):
                matched[real] = (linked, found)
    return sorted((found for _, found in matched.values()), key=lambda found: found.path)


def _fixed_part(pattern: str) -> str:
    parts = PurePosixPath(pattern).parts
    wild = next((i for i, part in enumerate(parts) if re.search(r"[*?\[]", part)), len(parts) - 1)
    return "/".join(parts[:wild])


def _scan(root: Path, real_root: str, start: str, seen: set[str]) -> Iterator[tuple[Found, str, bool]]:
    """Yield each file below ``start`` with its real path and whether a link led to it."""
    stack = [(start, False)]
    while stack:
        folder, linked = stack.pop()
        full = os.path.join(root, folder)
        real = os.path.realpath(full)
        if real in seen or not os.path.isdir(full):
            continue
        if not _inside(real, real_root):
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(full), key=lambda entry: entry.name)
        except OSError:
            yield (
                Found(folder, "the folder cannot be opened", "give yourself the right to read it"),
                real,
                linked,
            )
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            is_link = entry.is_symlink()
            target = os.path.realpath(entry.path) if is_link else os.path.join(real, entry.name)
            if is_link and not _inside(target, real_root):
                problem = Found(
                    path,
                    "a link leads out of the workspace",
                    "copy the file into the workspace, or remove the link",
                )
                yield problem, entry.path, True
            elif entry.is_dir():
                if entry.name not in _UNSEEN and not entry.name.startswith("."):
                    stack.append((path, linked or is_link))
            else:
                yield Found(path), target, linked or is_link


def _inside(real: str, real_root: str) -> bool:
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


def read_bytes(path: str | Path) -> Raw:
    """Read a regular file of at most ``MAX_BYTES``; never block, never open anything else.

    Returns:
        The bytes, or the problem in words. One byte more than the limit comes back for a file that is
        too large, so that the decoder can say so.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return _NO_FILE
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return Raw(problem="the file has vanished", help="run archkit again")
    except PermissionError:
        return Raw(
            problem="the file cannot be opened: no right to read it",
            help="give yourself the right to read it",
        )
    except OSError as error:
        return Raw(
            problem=f"the file cannot be opened: {error.strerror}", help="check the file and its folder"
        )
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return _NO_FILE
        try:
            # To ask for as much as there may be would set aside ten megabytes for each file.
            data = stream.read(min(status.st_size, MAX_BYTES) + 1)
            if len(data) > status.st_size:  # it has grown meanwhile
                data += stream.read(MAX_BYTES + 1 - len(data))
            return Raw(data, status=status)
        except OSError as error:
            return Raw(problem=f"the file cannot be read: {error.strerror}", help="check the disk it lies on")
