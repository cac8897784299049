"""What linting found, as plain values that reports and the cache read without loading a rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from archkit.diagnostics import Diagnostic, Severity

_WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1, Severity.QUESTION: 0}


STAGES = ("prototype", "mvp", "growth", "mature")
"""How far a system has come, in order."""


class Lines(Protocol):
    """A file of which a report may show lines."""

    def line_text(self, number: int, /) -> str:
        """Return a line, counted from 1, without its line break; empty where there is none."""


Sources = Mapping[str, Lines]
"""File to its lines; a file that could not be read is not there."""


class RuleCard(NamedTuple):
    """What a report may say about a rule."""

    code: str
    """``AK`` and three digits."""
    name: str
    """The fault in kebab-case."""
    severity: Severity
    """How bad it is where nobody says otherwise."""
    area: str
    """What the rule is about."""
    source: str
    """Where the demand comes from."""
    page: str
    """Its page in Markdown."""
    stage: str = STAGES[0]
    """From which stage of a system on it is worth asking."""

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class LintResult:
    """What linting a workspace found."""

    findings: tuple[Diagnostic, ...]
    """What is wrong, by file and place."""
    questions: tuple[Diagnostic, ...]
    """What is not said yet and worth asking, by file and place."""
    files: int
    """How many files were read."""
    skipped: tuple[str, ...] = ()
    """Codes of rules that need the whole workspace and could not be judged, because a part could not be read."""
    whole: bool = True
    """False when a part of the workspace could not be read, so that what is not found may still be there."""
    rules: tuple[RuleCard, ...] = ()
    """The rules that found something, by code."""

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, threshold: Severity) -> bool:
        """Tell whether a finding is at least as bad as the threshold."""
        return any(_WEIGHT[finding.severity] >= _WEIGHT[threshold] for finding in self.findings)

    def basics_first(self) -> list[Diagnostic]:
        """Return the questions that the earliest stages ask before the others, each stage in the order of design.

        The codes of rules follow it: use cases before qualities, these before constraints, components and what they need.
        """
        rank = {card.code: STAGES.index(card.stage) for card in self.rules}
        return sorted(self.questions, key=lambda one: (rank.get(one.code, 0), one.code, one.span))

    def all(self) -> Iterator[Diagnostic]:
        """Yield findings and questions."""
        yield from self.findings
        yield from self.questions
