"""Decisions and advice become a page: patterns in use, what else comes up, and what was weighed and left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.generators._site.here import Here
from archkit.generators._site.kinds.decisions import Option, option
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.model import Decision
from archkit.recommend import ORDER, Outcome, Recommendation, Verdict

_TOP = 12
"""How many recommended patterns are told in full."""
_VERDICTS = {
    Verdict.ADOPT: ("Adopt", "good"),
    Verdict.CONSIDER: ("Consider", ""),
    Verdict.UNDECIDED: ("Undecided", "quiet"),
    Verdict.AGAINST: ("Advised against", "bad"),
}
_SIGNS = {Outcome.HOLDS: "+", Outcome.FAILS: "−", Outcome.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class InUse:
    """A pattern that a decision chose."""

    option: Option
    decisions: Markup


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that spoke for or against."""

    sign: str
    because: str
    found: str
    source: Markup


@dataclass(frozen=True, slots=True)
class Advised:
    """What the advice says of one pattern."""

    one: Recommendation
    word: str
    tone: str
    reasons: Sequence[Reason]


def patterns(site: Site) -> Page:
    """Return the page of patterns."""
    here = site.here("patterns.md")
    chosen = {key for one in _accepted(site) for key in one.patterns}
    shown = [one for one in site.advice.top(_TOP) if one.pattern.id not in chosen]
    values = {
        "in_use": list(_in_use(site, here)),
        "advised": [
            Advised(one, *_VERDICTS[one.verdict], list(_reasons(one, here)))
            for one in shown
            if one.verdict is not Verdict.UNDECIDED
        ],
        "undecided": [one for one in shown if one.verdict is Verdict.UNDECIDED],
        "left": list(_left(site, here)),
        "order": ORDER,
    }
    return Page(here, "Patterns", "patterns", values, "Patterns in use, and what else comes up.")


def _accepted(site: Site) -> list[Decision]:
    return [one for one in site.requirements.decisions.values() if one.status == "accepted"]


def _in_use(site: Site, here: Here) -> Iterator[InUse]:
    by_pattern: dict[str, list[Markup]] = {}
    for one in _accepted(site):
        for key in one.patterns:
            by_pattern.setdefault(key, []).append(here.link(one.ref))
    for key, links in by_pattern.items():
        yield InUse(option(site, key), Markup(", ").join(links))


def _left(site: Site, here: Here) -> Iterator[tuple[Option, Markup]]:
    for one in site.requirements.decisions.values():
        for key, why in one.considered.items():
            yield option(site, key, why), here.link(one.ref)


def _reasons(one: Recommendation, here: Here) -> Iterator[Reason]:
    told: set[str] = set()
    for reason in one.reasons:
        if reason.because in told:
            continue
        told.add(reason.because)
        places = reason.value.evidence
        source = here.source(places[0]) if places else Markup()
        yield Reason(_SIGNS[reason.outcome], reason.because, reason.value.text, source)
