"""The whole becomes the first page: what the system is, what drives it, and how healthy its design is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archkit.diagnostics import Severity
from archkit.generators._site.here import Here
from archkit.generators._site.page import Page
from archkit.generators._site.results import address_of
from archkit.generators._site.shown import Row, rows
from archkit.generators._site.whole import SEVERITY, Site
from archkit.generators.context import context
from archkit.model import QualityAttribute, UseCase

_WORTH = {"high": 0, "medium": 1, "low": 2, None: 3}
_MOSCOW = {"must": 0, "should": 1, "could": 2, "wont": 3}
_DRIVERS = 6
"""How many drivers of a kind the overview shows."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much of something there is, and where it stands."""

    number: int
    words: str
    href: str
    tone: str = ""


def overview(site: Site) -> Page:
    """Return the first page."""
    here = site.here("index.md")
    system = site.requirements.system
    values = {
        "system": system,
        "figures": site.figures(here, [context(site.requirements)]),
        "health": health(site, here),
        "qualities": drivers(site),
        "worst": site.worst,
        "use_cases": goals(site),
        "constraints": list(site.requirements.constraints.values())[:_DRIVERS],
        "organisation": organisation(site, here),
        "pressing": [
            (one, address_of(one, here))
            for verdict in SEVERITY[:3]
            for one in site.evaluation.results
            if one.verdict is verdict
        ],
        "open_questions": [one for one in site.requirements.questions.values() if one.status == "open"],
    }
    return Page(here, "Overview", "index", values, system.summary)


def drivers(site: Site) -> Sequence[QualityAttribute]:
    """Return the quality attributes that weigh most: by business value, then by technical risk."""
    found = site.requirements.quality_attributes.values()
    return sorted(found, key=lambda one: (_WORTH[one.importance], _WORTH[one.difficulty]))[:_DRIVERS]


def goals(site: Site) -> Sequence[UseCase]:
    """Return the use cases that weigh most: by priority, then by load."""

    def rank(one: UseCase) -> tuple[int, float]:
        peak = one.load.peak if one.load else None
        return _MOSCOW[one.priority], -(peak.middle if peak else 0.0)

    return sorted(site.requirements.use_cases.values(), key=rank)[:_DRIVERS]


def health(site: Site, here: Here) -> list[Count]:
    """Return what stands between the design and being done."""
    findings = site.dossier.findings
    worst = {one.severity for one in findings.findings}
    tone = "bad" if Severity.ERROR in worst else "warm" if findings.findings else "good"
    said = Counter(one.verdict for one in site.evaluation.results)
    counts = [
        Count(
            said[verdict],
            verdict.value.replace("-", " "),
            here.page("numbers.md"),
            f"verdict-{verdict.value}",
        )
        for verdict in (SEVERITY[4], *SEVERITY[:4])
        if said[verdict]
    ]
    asked = sum(one.status == "open" for one in site.requirements.questions.values())
    doubts = sum(one.confirmed is not True for one in site.requirements.assumptions.values())
    counts.append(
        Count(
            len(findings.findings), _plural(len(findings.findings), "finding"), here.page("findings.md"), tone
        )
    )
    counts.append(Count(asked, _plural(asked, "open question"), here.page("questions.md")))
    counts.append(Count(doubts, f"{_plural(doubts, 'assumption')} to confirm", here.page("questions.md")))
    return counts


def organisation(site: Site, here: Here) -> list[Row]:
    """Return what is said about those who build it."""
    system = site.requirements.system
    said = list(rows(system, here, skip={"id", "name", "summary", "scope", "notes", "tags", "assumed"}))
    return said + list(rows(site.requirements.organisation, here, skip={"notes", "assumed"}))


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
