"""Decisions and advice become a page: patterns in use, what else comes up, and what was weighed and left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.generators._site.here import Here
from archkit.generators._site.kinds.decisions import Option, option
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.model import Decision
from archkit.recommend import ORDER, Outcome, Recommendation, Verdict
from archkit.recommend import Reason as Weight

_TOP = 12
"""How many recommended patterns are told in full."""
_VERDICTS = {
    Verdict.ADOPT: ("Adopt", "good"),
    Verdict.CONSIDER: ("Consider", ""),
    Verdict.UNDECIDED: ("Undecided", "quiet"),
    Verdict.AGAINST: ("Advised against", "bad"),
}
_TOLD = {
    "Speaks for it": "for",
    "Speaks against it": "against",
    "Would help": "demands helped",
    "Would hurt": "hurt",
    "Not known": "not known",
}
"""Heading of a column to how its count is told."""


@dataclass(frozen=True, slots=True)
class InUse:
    """A pattern that a decision chose."""

    option: Option
    decisions: Markup


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for a pattern, against it, or that is not known."""

    because: Markup
    found: str
    source: Markup


Column = tuple[str, str, str, Sequence[Reason]]
"""Heading, sign, tone and the reasons below it."""


@dataclass(frozen=True, slots=True)
class Advised:
    """What the advice says of one pattern."""

    one: Recommendation
    word: str
    tone: str
    told: str
    """How many reasons there are of each kind."""
    columns: Sequence[Column]
    needs: Sequence[str]
    """Patterns that have to be there first."""
    decisions: Markup
    """Decisions that choose or propose it already."""


def patterns(site: Site) -> Page:
    """Return the page of patterns."""
    here = site.here("patterns.md")
    chosen = {key for one in _accepted(site) for key in one.patterns}
    shown = [one for one in site.advice.top(_TOP) if one.pattern.id not in chosen]
    values = {
        "in_use": list(_in_use(site, here)),
        "advised": [_advised(one, site, here) for one in shown if one.verdict is not Verdict.UNDECIDED],
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


def _advised(one: Recommendation, site: Site, here: Here) -> Advised:
    gates = ("consider", "adopt")
    helps, hurts = (
        [
            Reason(Markup("{}: {}").format(here.link(each.demand.ref), each.why), "", Markup())
            for each in effects
        ]
        for effects in (one.helps, one.hurts)
    )
    weighed = one.weighed
    against = [*weighed.having(Outcome.HOLDS, "against"), *weighed.having(Outcome.FAILS, *gates)]
    columns = [
        ("Speaks for it", "+", "for", _reasons(weighed.having(Outcome.HOLDS, *gates), here)),
        ("Speaks against it", "−", "against", _reasons(against, here)),
        ("Would help", "↑", "for", helps),
        ("Would hurt", "↓", "against", hurts),
        ("Not known", "?", "open", _reasons(weighed.having(Outcome.UNKNOWN, *gates), here)),
    ]
    told = ", ".join(f"{len(those)} {_TOLD[title]}" for title, _, _, those in columns if those)
    needs = [option(site, each.pattern).name for each in one.requires] if one.verdict.is_recommended else []
    decided = Markup(", ").join(here.link(each.ref) for each in one.decisions)
    return Advised(one, *_VERDICTS[one.verdict], f"Why: {told}" if told else "Why", columns, needs, decided)


def _reasons(those: Iterable[Weight], here: Here) -> Sequence[Reason]:
    """Return conditions as reasons; of several facts behind one sentence the first is told."""
    found: dict[str, Reason] = {}
    for one in those:
        places = one.value.evidence
        source = here.source(places[0]) if places else Markup()
        found.setdefault(one.because, Reason(escape(one.because), one.value.text, source))
    return list(found.values())
