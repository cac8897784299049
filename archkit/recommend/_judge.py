"""A clause and the facts become a judgement: it holds, it fails, or nobody knows, each with its reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from archkit.catalog import Clause, FactClause
from archkit.facts import Facts, Value


class Outcome(StrEnum):
    """How a clause comes out."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"

    @property
    def inverted(self) -> "Outcome":
        """How the opposite comes out; the opposite of unknown is unknown."""
        return {Outcome.HOLDS: Outcome.FAILS, Outcome.FAILS: Outcome.HOLDS}.get(self, self)


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition on one fact, judged."""

    because: str
    """Why it matters for the pattern."""
    condition: str
    """The condition as the catalog states it; ``not`` stands before one that must not hold."""
    fact: str
    """The fact that was asked."""
    value: Value
    """What is known of it, with its evidence."""
    outcome: Outcome
    """How it came out."""
    gate: str = ""
    """Which list of clauses it belongs to: ``consider``, ``adopt`` or ``against``."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a clause came out, and the conditions inside that decided it."""

    outcome: Outcome
    reasons: tuple[Reason, ...]


def judge(clause: Clause, facts: Facts) -> Judgement:
    """Judge one clause.

    The reasons are the conditions that decided: of ``any_of`` those that held, or all that failed, or those that are
    unknown; of ``none_of`` the same with every condition turned round.
    """
    return _judge(clause, facts, clause.because)


def _judge(clause: Clause, facts: Facts, because: str) -> Judgement:
    because = clause.because or because
    if isinstance(clause, FactClause):
        return _judge_fact(clause, facts, because)
    inner = [_judge(one, facts, because) for one in clause.clauses]
    if clause.kind == "all_of":
        return _all(inner)
    found = _any(inner)
    return _turned(found) if clause.kind == "none_of" else found


def judge_all(clauses: Iterable[Clause], facts: Facts, gate: str) -> Judgement:
    """Judge a list of which all clauses have to hold; its reasons are those of every clause."""
    judged = [judge(one, facts) for one in clauses]
    reasons = tuple(replace(reason, gate=gate) for one in judged for reason in one.reasons)
    return Judgement(_worst(judged), reasons)


def _all(inner: list[Judgement]) -> Judgement:
    outcome = _worst(inner)
    return Judgement(outcome, tuple(_deciding(inner, outcome)))


def _any(inner: list[Judgement]) -> Judgement:
    outcomes = {one.outcome for one in inner}
    order = (Outcome.HOLDS, Outcome.UNKNOWN, Outcome.FAILS)
    outcome = next((one for one in order if one in outcomes), Outcome.FAILS)
    return Judgement(outcome, tuple(_deciding(inner, outcome)))


def _worst(inner: list[Judgement]) -> Outcome:
    outcomes = {one.outcome for one in inner}
    order = (Outcome.FAILS, Outcome.UNKNOWN, Outcome.HOLDS)
    return next((one for one in order if one in outcomes), Outcome.HOLDS)


def _deciding(inner: list[Judgement], outcome: Outcome) -> Iterator[Reason]:
    for one in inner:
        if one.outcome is outcome:
            yield from one.reasons


def _turned(judged: Judgement) -> Judgement:
    reasons = tuple(
        replace(one, outcome=one.outcome.inverted, condition=f"not {one.condition}") for one in judged.reasons
    )
    return Judgement(judged.outcome.inverted, reasons)


def _judge_fact(clause: FactClause, facts: Facts, because: str) -> Judgement:
    value = facts[clause.fact]
    outcome = _outcome(clause, value)
    if clause.words and outcome is Outcome.HOLDS:
        places = tuple(place for word in clause.words for place in value.said.get(word, ()))
        named = ", ".join(word for word in clause.words if word in value.said)
        value = replace(value, text=named or value.text, evidence=places or value.evidence)
    reason = Reason(because, str(clause), clause.fact, value, outcome)
    return Judgement(outcome, (reason,))


def _outcome(clause: FactClause, value: Value) -> Outcome:
    known = value.known
    if known is None:
        return Outcome.UNKNOWN
    if isinstance(known, frozenset):
        holds = bool(known.intersection(clause.words))
    elif isinstance(known, bool):
        holds = known
    elif clause.at_least is not None:
        holds = known >= clause.at_least
    else:
        holds = clause.at_most is not None and known <= clause.at_most
    return Outcome.HOLDS if holds else Outcome.FAILS
