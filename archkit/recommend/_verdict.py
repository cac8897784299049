"""A pattern and the facts become a verdict, by rules that can be read aloud."""

from dataclasses import dataclass
from enum import StrEnum

from archkit.catalog import Pattern
from archkit.facts import Facts
from archkit.recommend._judge import Judgement, Outcome, Reason, judge, judge_all


class Verdict(StrEnum):
    """What advice says of a pattern."""

    ADOPT = "adopt"
    CONSIDER = "consider"
    UNDECIDED = "undecided"
    AGAINST = "advise-against"

    @property
    def is_recommended(self) -> bool:
        """Whether it speaks for the pattern."""
        return self in {Verdict.ADOPT, Verdict.CONSIDER}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pattern, judged by its own clauses alone."""

    pattern: Pattern
    verdict: Verdict | None
    """None where the pattern does not come up."""
    reasons: tuple[Reason, ...]
    """The conditions that decided, of all three lists."""

    def having(self, outcome: Outcome, *gates: str) -> tuple[Reason, ...]:
        """Return the reasons that came out so, of some lists or of all."""
        return tuple(
            one for one in self.reasons if one.outcome is outcome and (not gates or one.gate in gates)
        )


def weigh(pattern: Pattern, facts: Facts, *, proposed: bool = False) -> Weighed:
    """Judge a pattern by its own clauses.

    The first clause of ``consider``, or of ``adopt`` where there is no ``consider``, states the problem that the pattern solves.

    1. A clause of ``against`` that holds: advise against it, where its problem is there, where people reach for it
       in any case (``weigh: always``), or where somebody proposes it.
    2. All clauses of ``consider`` hold, and all of ``adopt``, of which there is at least one: adopt.
    3. All clauses of ``consider`` hold, of which there is at least one: consider.
    4. The problem is there, no clause of the deciding list fails and one is unknown: undecided.
    5. Otherwise it does not come up; where somebody proposes it, advise against it.

    Args:
        pattern: An entry that has clauses.
        facts: What is known of the workspace.
        proposed: Whether a decision of the workspace proposes it.

    Raises:
        ValueError: The pattern has no clauses.
    """
    when = pattern.when
    if when is None:
        raise ValueError(f"'{pattern.id}' cannot be weighed: it has no clauses")
    problem = (when.consider or when.adopt)[:1]
    is_there = bool(problem) and judge(problem[0], facts).outcome is Outcome.HOLDS
    consider = judge_all(when.consider, facts, "consider")
    adopt = judge_all(when.adopt, facts, "adopt")
    against = [judge(one, facts) for one in when.against]
    verdict = _verdict(
        consider if when.consider else None,
        adopt if when.adopt else None,
        {one.outcome for one in against},
        is_there=is_there,
        wanted=when.always or proposed,
        proposed=proposed,
    )
    reasons = (*consider.reasons, *adopt.reasons, *(_as_against(one) for j in against for one in j.reasons))
    return Weighed(pattern, verdict, reasons)


def _as_against(reason: Reason) -> Reason:
    return Reason(reason.because, reason.condition, reason.fact, reason.value, reason.outcome, "against")


def _verdict(
    consider: Judgement | None,
    adopt: Judgement | None,
    against: set[Outcome],
    *,
    is_there: bool,
    wanted: bool,
    proposed: bool,
) -> Verdict | None:
    gate = consider or adopt
    fits = gate is not None and is_there and gate.outcome is not Outcome.FAILS
    if Outcome.HOLDS in against and (wanted or fits):
        return Verdict.AGAINST
    found = None
    if gate is not None and gate.outcome is Outcome.HOLDS:
        clear = adopt is not None and adopt.outcome is Outcome.HOLDS
        found = Verdict.ADOPT if clear else Verdict.CONSIDER
    elif fits:
        found = Verdict.UNDECIDED
    return Verdict.AGAINST if found is None and proposed else found
