"""A pattern and the facts become a verdict, by rules that can be read aloud."""

from dataclasses import dataclass, replace
from enum import StrEnum

from archkit.catalog import Pattern
from archkit.facts import Facts
from archkit.recommend._judge import Outcome, Reason, judge, judge_all


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
    consider = judge_all(when.consider, facts, "consider")
    adopt = judge_all(when.adopt, facts, "adopt")
    against = [judge(one, facts) for one in when.against]
    gate = consider if when.consider else adopt
    problem = (when.consider or when.adopt)[:1]
    open_ = bool(problem) and gate.outcome is not Outcome.FAILS
    is_there = open_ and judge(problem[0], facts).outcome is Outcome.HOLDS
    if any(one.outcome is Outcome.HOLDS for one in against) and (when.always or proposed or is_there):
        verdict: Verdict | None = Verdict.AGAINST
    elif problem and gate.outcome is Outcome.HOLDS:
        clear = bool(when.adopt) and adopt.outcome is Outcome.HOLDS
        verdict = Verdict.ADOPT if clear else Verdict.CONSIDER
    elif is_there:
        verdict = Verdict.UNDECIDED
    else:
        verdict = Verdict.AGAINST if proposed else None
    reasons = (*consider.reasons, *adopt.reasons, *(_as_against(one) for j in against for one in j.reasons))
    return Weighed(pattern, verdict, reasons)


def _as_against(reason: Reason) -> Reason:
    return replace(reason, gate="against")
