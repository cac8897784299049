"""Requirements and findings become the state of the walk: what is done, what is open, what would help most next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from archkit.catalog import Catalog, StepQuestion, WalkStep, Weight
from archkit.diagnostics import Diagnostic, Severity
from archkit.facts import Facts
from archkit.findings import LintResult
from archkit.model import Requirements
from archkit.recommend import vocabulary
from archkit.walk.asking import Asked, Interview, State


class Mood(StrEnum):
    """How a step stands."""

    WAITING = "waiting"
    """What it needs is not there yet."""
    NEW = "new"
    """Nothing of it is answered."""
    BEGUN = "begun"
    READY = "ready"
    """Nothing useful is open, and nobody has answered anything yet either: there to be looked at."""
    DONE = "done"
    """Something is answered, nothing useful is open, and no finding of it is worse than an info."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one step has come."""

    step: WalkStep
    asked: tuple[Asked, ...]
    """Every question that matters here."""
    findings: tuple[Diagnostic, ...]
    """Findings and questions of lint that belong to the step, without those that it asks already."""
    waits_for: tuple[str, ...] = ()
    """Sections that have to hold something first."""

    def having(self, state: State) -> tuple[Asked, ...]:
        """Return the questions of one state."""
        return tuple(one for one in self.asked if one.state is state)

    @property
    def open(self) -> tuple[Asked, ...]:
        """Return what is still to be answered here."""
        return self.having(State.OPEN)

    @property
    def pressing(self) -> tuple[Asked, ...]:
        """Return what is open and more than a last detail."""
        return tuple(one for one in self.open if one.question.weight is not Weight.FINE)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the errors and warnings."""
        return tuple(one for one in self.findings if one.severity in {Severity.ERROR, Severity.WARNING})

    @property
    def mood(self) -> Mood:
        """How the step stands."""
        if self.waits_for:
            return Mood.WAITING
        settled = any(one.state is not State.OPEN for one in self.asked)
        if not self.pressing and not self.faults:
            return Mood.DONE if settled else Mood.READY
        return Mood.BEGUN if settled else Mood.NEW

    @property
    def share(self) -> float:
        """The share of its questions that is settled, last details left out; 1 where nothing is asked."""
        settled = len(self.asked) - len(self.open)
        every = settled + len(self.pressing)
        return settled / every if every else 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that would help now, and why."""

    step: WalkStep
    what: str
    """What to do or to answer, in a line."""
    why: str
    """What hangs on it."""
    asked: tuple[Asked, ...] = ()
    """The open questions behind it, one for each element; empty for a finding."""
    finding: Diagnostic | None = None


class Walk:
    """The walk through one workspace; each part is made when it is first asked for."""

    def __init__(self, requirements: Requirements, lint: LintResult, catalog: Catalog) -> None:
        """Name what was said and what lint made of it."""
        self._known = requirements
        self._lint = lint
        self._catalog = catalog

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every step and how far it has come, in order."""
        interview = Interview(self._known, self._catalog, Facts(self._known, vocabulary(self._catalog)))
        asked = {step.id: tuple(interview.asks(step)) for step in self._catalog.walk}
        told = {
            (code, one.reference)
            for of_step in asked.values()
            for one in of_step
            if one.state is not State.ANSWERED
            for code in one.question.answers
        }
        findings: dict[str, list[Diagnostic]] = {}
        for finding in self._lint.all():
            if not _is_asked_already(finding, told):
                findings.setdefault(self._step_of(finding.code), []).append(finding)
        return tuple(
            Standing(
                step,
                asked[step.id],
                tuple(findings.get(step.id, ())),
                tuple(section for section in step.needs if not self._known.section(section)),
            )
            for step in self._catalog.walk
        )

    def standing(self, step: str) -> Standing:
        """Return how one step stands.

        Raises:
            KeyError: There is no such step.
        """
        found = next((one for one in self.standings if one.step.id == step), None)
        if found is None:
            raise KeyError(step)
        return found

    def question_for(self, kind: str, field: tuple[str, ...]) -> StepQuestion | None:
        """Return the question that a field answers.

        Args:
            kind: The kind of the element that has the field; empty for ``archkit.yaml``.
            field: The route to the field inside the element.
        """
        return self._by_field.get((kind, field))

    @cached_property
    def _by_field(self) -> Mapping[tuple[str, tuple[str, ...]], StepQuestion]:
        return {
            (question.of, question.field): question
            for step in self._catalog.walk
            for question in step.questions
            if question.field
        }

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.mood is Mood.DONE for one in self.standings)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All that is open, what helps most first.

        The order: what is an error; then questions without which later steps have nothing to work with; then warnings;
        then useful questions, then what lint asks, then the last details; and within each the order of the steps.
        """
        ready = [one for one in self.standings if not one.waits_for]
        return (
            *_of_findings(self.standings, Severity.ERROR),
            *_of_questions(ready, Weight.ESSENTIAL),
            *_of_findings(ready, Severity.WARNING),
            *_of_questions(ready, Weight.USEFUL),
            *_of_findings(ready, Severity.QUESTION),
            *_of_questions(ready, Weight.FINE),
        )

    def _step_of(self, code: str) -> str:
        """Return the step that names the longest beginning of a code; the review for what nobody names."""
        best, length = "review", 0
        for step in self._catalog.walk:
            for beginning in step.finds:
                if code.startswith(beginning) and len(beginning) > length:
                    best, length = step.id, len(beginning)
        return best


def _is_asked_already(finding: Diagnostic, told: set[tuple[str, str]]) -> bool:
    if finding.severity is not Severity.QUESTION:
        return False
    return (finding.code, finding.element) in told or (finding.code, "system") in told


def _of_questions(standings: Sequence[Standing], weight: Weight) -> Iterator[Suggestion]:
    """Yield the open questions of a weight; one that is asked of several elements counts once."""
    for standing in standings:
        grouped: dict[str, list[Asked]] = {}
        for one in standing.open:
            if one.question.weight is weight:
                key = one.question.id if one.question.of != "question" else one.entry
                grouped.setdefault(key, []).append(one)
        for asked in grouped.values():
            first = asked[0]
            yield Suggestion(standing.step, first.text, first.question.why, tuple(asked))


def _of_findings(standings: Sequence[Standing], severity: Severity) -> Iterator[Suggestion]:
    for standing in standings:
        for finding in standing.findings:
            if finding.severity is severity:
                yield Suggestion(standing.step, finding.message, finding.help, finding=finding)
