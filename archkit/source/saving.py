"""A new text for a file -> the file, replaced in one step or left as it was."""

import contextlib
import os
import stat
import sys
from pathlib import Path

from archkit.errors import ConflictError, WriteRefusedError
from archkit.source.reading import encoding_of


def save(path: Path, old: str | bytes | None, new: str) -> None:
    """Replace a file's text, if the file is still the one that was read.

    The new text is written to a file beside it, forced to the disk and put in its place, so that at every
    moment the file is either the old or the new one. Permissions stay; owner and group stay where the system
    allows it; a symbolic link stays a link, and its target is replaced. The encoding and the byte order mark of
    the file stay, too.

    Args:
        path: The file.
        old: What was read, as text or bytes; None for a file that is not to be there yet.
        new: The text that it shall have.

    Raises:
        ConflictError: The file is no longer the one that was read; nothing was changed.
        WriteRefusedError: The file is read-only, or the system refuses; nothing was changed.
    """
    target = Path(os.path.realpath(path))
    now = _bytes_of(target)
    mark, codec = encoding_of(now or b"")
    _check_unchanged(path, now, _encoded(old, mark, codec) if isinstance(old, str) else old)
    raw = _encoded(new, mark, codec)
    if raw == now:
        return
    if now is not None and (not os.access(target, os.W_OK) or not target.stat().st_mode & 0o222):
        # The folder alone decides whether a file can be replaced; who wrote-protected this one meant it.
        raise WriteRefusedError(
            f"{path} is read-only", help="allow writing to it, or save under another name"
        )
    try:
        _replace(path, target, raw, now)
    except OSError as error:
        raise WriteRefusedError(
            f"{path} cannot be written: {error.strerror or 'the system refuses'}",
            help="check the folder's permissions and the space on the disk",
        ) from error


def _encoded(text: str, mark: bytes, codec: str) -> bytes:
    try:
        return mark + text.removeprefix("\ufeff").encode(codec)
    except UnicodeEncodeError as error:
        character = f"U+{ord(text[error.start]):04X}"
        raise WriteRefusedError(
            f"{character} cannot be written to a file", help="delete that character"
        ) from error


def _check_unchanged(path: Path, now: bytes | None, old: bytes | None) -> None:
    if now == old:
        return
    if old is None:
        raise ConflictError(f"{path} is there already", help="read it first, or choose another name")
    if now is None:
        raise ConflictError(f"{path} is gone since it was read", help="save under another name")
    raise ConflictError(f"{path} changed since it was read", help="read it again and repeat the change")


def _bytes_of(target: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        if not stat.S_ISREG(target.stat().st_mode):
            raise WriteRefusedError(f"{target} is not a file", help="choose the path of a file")
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteRefusedError(
            f"{target} cannot be read: {error.strerror}", help="check its permissions"
        ) from error


def _replace(path: Path, target: Path, raw: bytes, now: bytes | None) -> None:
    """Write a file beside the target and put it in its place; what is left half-way is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}.tmp")
    # Until it has the rights of the old file, nobody else may look into the new one.
    rights = 0o666 if now is None else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, rights)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            if now is not None:
                _take_over_rights(file.fileno(), target)
            os.fsync(file.fileno())
        # Writing took time in which somebody else may have written, too.
        _check_unchanged(path, _bytes_of(target), now)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _take_over_rights(descriptor: int, target: Path) -> None:
    """Give the new file the owner, group and permissions of the old one."""
    if sys.platform == "win32":
        return
    old = target.stat()
    with contextlib.suppress(PermissionError):
        # Only root may give files away.
        os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
