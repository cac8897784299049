"""Artifacts become files: the one gate through which anything generated is written, planned before it is done."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePosixPath

from archkit.errors import WriteRefusedError
from archkit.generators import Artifact, is_reserved

MANIFEST = ".archkit-manifest.json"
"""Lists what was generated and its digest, so that a file edited by hand is told from one that is stale."""


class State(StrEnum):
    """What happens to a file."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    REFUSED = "refused"
    KEPT = "kept"
    """The team's own: archkit wrote it once, as a start."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a plan."""

    path: str
    """Relative to the output folder."""
    state: State
    """What happens to it."""
    reason: str = ""
    """Why it is refused."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing would do, file by file; nothing has happened yet."""

    folder: Path
    steps: tuple[Step, ...]
    contents: Mapping[str, bytes]
    manifest: Mapping[str, str]
    """Path to digest of all that is generated when the plan is carried out; what is the team's own is not in it."""

    @classmethod
    def of(
        cls,
        artifacts: Iterable[Artifact],
        folder: Path,
        *,
        partial: bool = False,
        whole: Iterable[str] = (),
        force: bool = False,
    ) -> "Plan":
        """Compare artifacts with what lies in a folder.

        Args:
            artifacts: What was generated.
            folder: The output folder; it need not exist.
            partial: Only some kinds of artifact were made, so what is not among them stays.
            whole: Folders below which everything was made, even so.
            force: Overwrite files that somebody edited by hand; those that are the team's own stay even then.

        Raises:
            WriteRefusedError: An artifact's path leaves the folder, or two artifacts share a path.
        """
        made, whole = list(artifacts), tuple(whole)
        contents = _contents(made)
        starts = {artifact.path for artifact in made if artifact.once}
        known = _manifest(folder)
        steps = [
            _start(folder, path) if path in starts else _compare(folder, path, data, known, force=force)
            for path, data in sorted(contents.items())
        ]
        refused = {step.path for step in steps if step.state is State.REFUSED}
        manifest = {path: _digest(data) for path, data in contents.items() if path not in refused | starts}
        manifest |= {path: known[path] for path in refused if path in known}
        for path in sorted(set(known) - set(contents)):
            if partial and not any(path.startswith(f"{one}/") for one in whole):
                manifest[path] = known[path]
                continue
            step = _left_over(folder, path, known[path])
            if step is not None:
                steps.append(step)
            if step is not None and step.state is State.REFUSED:
                manifest[path] = known[path]
        return cls(folder, tuple(steps), contents, dict(sorted(manifest.items())))

    @property
    def stale(self) -> tuple[Step, ...]:
        """The files that are not as they would be generated now."""
        return tuple(step for step in self.steps if step.state not in {State.SAME, State.KEPT})

    @property
    def refused(self) -> tuple[Step, ...]:
        """The files that are left alone although they differ."""
        return tuple(step for step in self.steps if step.state is State.REFUSED)

    def before(self, path: str) -> bytes | None:
        """Return what lies where a file of the plan goes; None where nothing does."""
        return _read(self.folder / path)

    def carry_out(self) -> None:
        """Write, replace and remove as planned; each file is whole at every moment.

        Raises:
            WriteRefusedError: The folder cannot be written, or a link leads out of it.
        """
        try:
            for step in self.steps:
                if step.state in {State.NEW, State.CHANGED}:
                    _replace(self.folder, step.path, self.contents[step.path])
                elif step.state is State.REMOVED:
                    (self.folder / step.path).unlink(missing_ok=True)
                    _prune(self.folder, PurePosixPath(step.path).parent)
            text = json.dumps({"version": 1, "files": self.manifest}, indent=1) + "\n"
            if _read(self.folder / MANIFEST) != text.encode():
                _replace(self.folder, MANIFEST, text.encode())
        except OSError as error:
            raise WriteRefusedError(
                f"cannot write into {self.folder}: {error.strerror}",
                help="check the folder and your rights in it",
            ) from error


def _contents(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for artifact in artifacts:
        pure = PurePosixPath(artifact.path)
        bad = (
            pure.is_absolute()
            or "\\" in artifact.path
            or any(
                part in {"", ".", ".."} or is_reserved(part) or not part.isprintable() for part in pure.parts
            )
        )
        if bad or not pure.parts:
            raise WriteRefusedError(
                f"'{artifact.path}' is no safe path inside the output folder",
                help="a bug in a generator: report it",
            )
        if artifact.path in contents:
            raise WriteRefusedError(
                f"two artifacts want the path '{artifact.path}'",
                help="rename one of the elements they come from",
            )
        contents[artifact.path] = artifact.data
    return contents


def _compare(folder: Path, path: str, data: bytes, known: Mapping[str, str], *, force: bool) -> Step:
    there = _read(folder / path)
    if there is None:
        return Step(path, State.NEW)
    if there == data:
        return Step(path, State.SAME)
    if force or known.get(path) == _digest(there):
        return Step(path, State.CHANGED)
    reason = "edited by hand" if path in known else "not written by archkit"
    return Step(path, State.REFUSED, reason)


def _start(folder: Path, path: str) -> Step:
    """Judge a file that is written where nothing is yet: whatever is there, a broken link too, is the team's."""
    return Step(path, State.KEPT if os.path.lexists(folder / path) else State.NEW)


def _left_over(folder: Path, path: str, digest: str) -> Step | None:
    """Judge a file that an earlier run wrote and this one does not."""
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        return None
    there = _read(folder / path)
    if there is None:
        return None
    if _digest(there) == digest:
        return Step(path, State.REMOVED)
    return Step(path, State.REFUSED, "edited by hand, and no longer generated")


def _manifest(folder: Path) -> dict[str, str]:
    raw = _read(folder / MANIFEST)
    try:
        data = json.loads(raw or b"{}")
        files = data.get("files", {})
        return {str(path): str(digest) for path, digest in files.items()}
    except (ValueError, AttributeError):
        return {}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _replace(folder: Path, path: str, data: bytes) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    real = folder.resolve()
    if target.parent.resolve() != real and real not in target.parent.resolve().parents:
        raise WriteRefusedError(
            f"'{path}' would be written through a link that leads out of {folder}", help="remove the link"
        )
    if target.is_dir():
        raise WriteRefusedError(f"'{target}' is a folder where a file has to go", help="move the folder away")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".archkit-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp names a file by text
        os.replace(temporary, target)  # noqa: PTH105 - same reason
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _prune(folder: Path, below: PurePosixPath) -> None:
    """Remove folders that a removed file leaves empty."""
    while below.parts:
        try:
            (folder / below).rmdir()
        except OSError:
            return
        below = below.parent
