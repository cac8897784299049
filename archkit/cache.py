"""What a run found becomes a file in the user's cache, which tells the next run the same while nothing has changed.

An entry belongs to one workspace and one choice of options. It counts while these are the same: archkit's own files,
the day (exceptions expire), which files the patterns match, and the content of each. A file whose size, times and
number are the same is taken as unchanged unless it changed just before it was read; of any other the bytes are compared.

Everything that can go wrong with a cache ends as if there were none: no folder, no right to write, half a file.
Entries are plain JSON with a checksum; they are written to a file of their own and renamed, so runs at the same time
do not meet.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from archkit.diagnostics import Diagnostic, Related, Severity, Span
from archkit.findings import LintResult, RuleCard, Sources
from archkit.read import CONFIG_NAME, Mark, find_files, mark_of, read_bytes
from archkit.resources import folder as data_folder

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("yaml", "pydantic_core")
"""Libraries whose release may change what is found."""
_MOST_ENTRIES = 128
_TOO_FRESH = 2_000_000_000
"""Nanoseconds: file systems tell times this coarsely, so a later change could look the same."""


class Excerpt(NamedTuple):
    """The lines of a file that a report may show."""

    lines: Mapping[int, str]

    def line_text(self, number: int, /) -> str:
        """Return a line, counted from 1; empty where it was not kept."""
        return self.lines.get(number, "")


class Kept(NamedTuple):
    """Everything that a run of the linter tells, as plain values."""

    result: LintResult
    sources: Sources
    """The lines that findings point at."""
    files: tuple[str, ...]
    """Every input file."""
    fail_on: str
    """The weight from which on the run fails, as ``archkit.yaml`` says."""
    baseline: str
    """The baseline of the workspace, as ``archkit.yaml`` says; may be empty."""


@dataclass(frozen=True, slots=True)
class ResultCache:
    """The entry of one workspace under one choice of options."""

    root: Path
    options: Mapping[str, Any]
    """What besides the files decides what is found; plain values."""
    today: str
    """The day, as exceptions that expire see it."""
    folder: Path | None
    """Where entries are kept; None to do without."""

    def load(self) -> Kept | None:
        """Return what the last run found, if nothing has changed since."""
        try:
            checksum, _, body = self._path().read_bytes().partition(b"\n")
            if checksum.decode() != _digest(body):
                return None
            entry = json.loads(body)
            if entry["build"] != _build() or entry["today"] != self.today or not self._is_current(entry):
                return None
            return _kept(entry)
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
        ):  # whatever half an entry may give
            return None

    def save(self, kept: Kept, marks: Mapping[str, Mark], patterns: Sequence[str], now: int) -> None:
        """Keep what a run found.

        Args:
            kept: What it found.
            marks: By what each input file is known again.
            patterns: Which files belong to the workspace.
            now: When the run began, in nanoseconds of the system's clock.
        """
        if any(file not in marks for file in kept.files):
            return  # a file that could not be read may become readable without a change
        entry = {
            "build": _build(),
            "today": self.today,
            "now": now,
            "patterns": list(patterns),
            "marks": {file: list(marks[file]) for file in kept.files},
            **_plain(kept),
        }
        body = json.dumps(entry, separators=(",", ":")).encode()
        with contextlib.suppress(OSError):
            self._write(f"{_digest(body)}\n".encode() + body)

    def _is_current(self, entry: Mapping[str, Any]) -> bool:
        marks = {file: Mark(*mark) for file, mark in entry["marks"].items()}
        found = find_files(self.root, entry["patterns"])
        if any(one.problem for one in found) or marks.keys() != {CONFIG_NAME, *(one.path for one in found)}:
            return False
        return all(self._is_same(file, mark, entry["now"]) for file, mark in marks.items())

    def _is_same(self, file: str, mark: Mark, now: int) -> bool:
        path = f"{self.root}/{file}"
        status = os.stat(path)  # noqa: PTH116 - a third of the time of pathlib, felt with thousands of files
        if mark_of(status, mark.digest) == mark and mark.changed < now - _TOO_FRESH:
            return True
        now_there = read_bytes(path).mark if status.st_size == mark.size else None
        return now_there is not None and now_there.digest == mark.digest

    def _path(self) -> Path:
        if self.folder is None:
            raise FileNotFoundError
        key = json.dumps([str(self.root.resolve()), self.options], sort_keys=True)
        return self.folder / f"{_digest(key.encode(errors='backslashreplace'))}.json"

    def _write(self, content: bytes) -> None:
        path = self._path()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.stem}.{os.urandom(6).hex()}.tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _forget_the_oldest(path.parent)


def cache_folder() -> Path | None:
    """Return the folder of the entries below the user's cache; None where there is no home to put it in."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        top = Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return top / "archkit" / "lint"


def _forget_the_oldest(folder: Path) -> None:
    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[_MOST_ENTRIES:]:
        path.unlink(missing_ok=True)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


@cache
def _build() -> str:
    """Return by what this archkit is known: its files, its data, and what they run on.

    A version would not do: who changes a rule in a checkout wants to see at once what it finds.
    """
    parts = [
        sys.version,
        *map(str, _states(_PACKAGE, ".py")),
        *map(str, _states(data_folder("catalog"), ".yaml")),
    ]
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec and spec.origin:
            parts.append(f"{spec.origin} {os.stat(spec.origin).st_mtime_ns}")  # noqa: PTH116 - as above
    return _digest("\n".join(parts).encode(errors="backslashreplace"))


def _states(folder: Path, ending: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of every file with this ending, sorted by folder and name."""
    waiting = [str(folder)]
    while waiting:
        entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            elif entry.name.endswith(ending):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


# --- plain values --------------------------------------------------------------------------------------------


def _plain(kept: Kept) -> dict[str, Any]:
    result = kept.result
    return {
        "findings": [_plain_diagnostic(one) for one in result.findings],
        "questions": [_plain_diagnostic(one) for one in result.questions],
        "files": result.files,
        "skipped": result.skipped,
        "whole": result.whole,
        "rules": [[c.code, c.name, c.severity, c.area, c.source, c.page, c.stage] for c in result.rules],
        "lines": _plain_lines(kept),
        "fail_on": kept.fail_on,
        "baseline": kept.baseline,
    }


def _plain_lines(kept: Kept) -> dict[str, dict[int, str]]:
    lines: dict[str, dict[int, str]] = {}
    for one in kept.result.all():
        source = kept.sources.get(one.span.file)
        if source is not None:
            lines.setdefault(one.span.file, {})[one.span.line] = source.line_text(one.span.line)
    return lines


def _plain_diagnostic(one: Diagnostic) -> list[Any]:
    related = [[*_plain_span(other.span), other.message] for other in one.related]
    place = _plain_span(one.span)
    return [
        one.code,
        one.name,
        one.severity,
        one.message,
        place,
        one.help,
        one.element,
        related,
        one.fingerprint,
    ]


def _plain_span(span: Span) -> list[Any]:
    return [span.file, span.line, span.column, span.end_line, span.end_column]


def _kept(entry: Mapping[str, Any]) -> Kept:
    result = LintResult(
        findings=tuple(map(_diagnostic, entry["findings"])),
        questions=tuple(map(_diagnostic, entry["questions"])),
        files=entry["files"],
        skipped=tuple(entry["skipped"]),
        whole=entry["whole"],
        rules=tuple(
            RuleCard(code, name, Severity(severity), *texts)
            for code, name, severity, *texts in entry["rules"]
        ),
    )
    sources = {
        file: Excerpt({int(number): text for number, text in lines.items()})
        for file, lines in entry["lines"].items()
    }
    return Kept(result, sources, tuple(entry["marks"]), entry["fail_on"], entry["baseline"])


def _diagnostic(plain: Sequence[Any]) -> Diagnostic:
    code, name, severity, message, place, help_, element, related, fingerprint = plain
    others = tuple(Related(Span(*other[:5]), other[5]) for other in related)
    return Diagnostic(
        code, name, Severity(severity), message, Span(*place), help_, element, others, fingerprint
    )
