"""Findings that a team has decided to live with become a file, and a later run tells only what is not in it.

An entry is known by its fingerprint, which stays when lines move, files are renamed and items change their order.
The other keys are for the people who review the file. Entries are sorted and stand one on a line, so that two
branches that touch different entries merge.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archkit.diagnostics import Diagnostic, Severity, Span, visible
from archkit.errors import UsageError, WriteRefusedError
from archkit.findings import LintResult, RuleCard

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding to live with."""

    code: str
    element: str
    message: str
    fingerprint: str

    @classmethod
    def of(cls, finding: Diagnostic) -> "Entry":
        """Return the entry for a finding."""
        return cls(finding.code, finding.element, finding.message, finding.fingerprint)

    def written(self) -> str:
        """Return the entry as a line of the file, without what separates lines."""
        values = {
            "code": self.code,
            "element": self.element,
            "message": self.message,
            "fingerprint": self.fingerprint,
        }
        return json.dumps(values)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that a team has decided to live with."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read a baseline.

        Raises:
            UsageError: It is not there, or is none.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageError(
                f"the baseline {path} cannot be read: {error.strerror}",
                help="write one with archkit lint --write-baseline",
            ) from error
        except ValueError:
            data = None
        return cls(tuple(_entries(data, path)))

    def without_known(self, result: LintResult) -> LintResult:
        """Return what was found without what is in the baseline."""
        known = {entry.fingerprint for entry in self.entries}
        return replace(result, findings=tuple(one for one in result.findings if one.fingerprint not in known))

    def gone(self, result: LintResult) -> tuple[Entry, ...]:
        """Return the entries that no longer occur, none while a part of the workspace cannot be read."""
        if not result.whole:
            return ()
        occurring = {one.fingerprint for one in result.findings}
        return tuple(entry for entry in self.entries if entry.fingerprint not in occurring)

    def renewed(self, result: LintResult, was_judged: Callable[[Entry], bool]) -> "Baseline":
        """Return the baseline of what was found now.

        Args:
            result: What was found.
            was_judged: Whether the run would have found an entry again; what was out of sight is kept.
        """
        found = {one.fingerprint: Entry.of(one) for one in result.findings}
        hidden = (one for one in self.entries if not result.whole or not was_judged(one))
        return Baseline((*found.values(), *(one for one in hidden if one.fingerprint not in found)))

    def write(self, path: Path) -> None:
        """Write the file.

        Raises:
            WriteRefusedError: The system refuses.
        """
        lines = ",\n".join(f"  {entry.written()}" for entry in sorted(self.entries))
        listed = f"[\n{lines}\n]" if lines else "[]"
        try:
            path.write_text(
                f'{{"version": {VERSION}, "findings": {listed}}}\n', encoding="utf-8", newline="\n"
            )
        except OSError as error:
            raise WriteRefusedError(
                f"the baseline {path} cannot be written: {error.strerror}",
                help="name another file with --baseline",
            ) from error


def with_gone(result: LintResult, gone: Iterable[Entry], file: str, card: RuleCard) -> LintResult:
    """Return the result with a finding for each entry that no longer occurs.

    Args:
        result: What was found.
        gone: The entries.
        file: The baseline, as findings name it.
        card: The rule that such an entry breaks.
    """
    about = [
        Diagnostic(
            code=card.code,
            name=card.name,
            severity=Severity.INFO,
            message=visible(
                f"the baseline excuses {entry.code} of {entry.element or 'a file'}, which is mended"
            ),
            span=Span(file),
            help="take it out with archkit lint --write-baseline",
            element=entry.element,
            fingerprint=entry.fingerprint,
        )
        for entry in sorted(gone)
    ]
    if not about:
        return result
    return replace(result, findings=(*result.findings, *about), rules=(*result.rules, card))


def _entries(data: Any, path: Path) -> Iterable[Entry]:
    help_ = "remove it, and write it anew with archkit lint --write-baseline"
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise UsageError(f"{path} is no baseline of archkit", help=help_)
    if data.get("version") != VERSION:
        raise UsageError(f"{path} is a baseline of another version than {VERSION}", help=help_)
    for one in data["findings"]:
        try:
            texts = [one[key] for key in ("code", "element", "message", "fingerprint")]
        except (KeyError, TypeError):
            texts = [None]
        if not all(isinstance(text, str) for text in texts):
            raise UsageError(f"{path} holds an entry that is none", help=help_)
        yield Entry(*texts)
