"""The whole becomes the first page: what the system is, what drives it, and how healthy its design is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.diagnostics import Severity
from archkit.evaluate import Verdict
from archkit.generators._site.here import Here
from archkit.generators._site.kinds import KINDS
from archkit.generators._site.kinds.decisions import TONES
from archkit.generators._site.names import folder_of
from archkit.generators._site.page import Page
from archkit.generators._site.pages.risks import risks_of
from archkit.generators._site.shown import Row, rows
from archkit.generators._site.whole import SEVERITY, Site
from archkit.generators.context import context
from archkit.model import Decision, QualityAttribute, UseCase

_WORTH = {"high": 0, "medium": 1, "low": 2, None: 3}
_MOSCOW = {"must": 0, "should": 1, "could": 2, "wont": 3}
_DRIVERS = 6
"""How many drivers of a kind the overview shows."""
_INVENTORY = (
    ("actors", "actor"),
    ("use_cases", "use case"),
    ("quality_attributes", "demand on quality"),
    ("constraints", "constraint"),
    ("components", "component"),
    ("entities", "entity"),
    ("service_levels", "service level"),
)
"""Sections to what one of their elements is called."""
_DOORS = (
    (
        "New to the system",
        (("Context and scope", "context.md"), ("Use cases", "use-cases"), ("Glossary", "glossary.md"), ("How to read this site", "guide.md")),
    ),
    (
        "Here to decide",
        (("Risks and trade-offs", "risks.md"), ("Numbers", "numbers.md"), ("Decisions", "decisions"), ("Constraints", "constraints")),
    ),
    (
        "Here to build",
        (("Components", "components"), ("APIs", "apis"), ("Events", "events.md"), ("Data", "entities"), ("Service levels", "service-levels")),
    ),
)  # fmt: skip
"""Kind of reader to where they begin: words and page, or the folder of a section."""
_ALWAYS = frozenset({"context.md", "guide.md", "risks.md", "numbers.md"})
"""Pages that every site has."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much of something there is, and where it stands."""

    number: int
    words: str
    href: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How many of the measures that could be judged hold."""

    holding: int
    judged: int
    parts: Sequence[tuple[Verdict, int]]
    """Each verdict that was given and how often, those that hold first."""
    untold: int
    """Measures that no number of the design can tell."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a kind of reader begins."""

    who: str
    links: Markup


def overview(site: Site) -> Page:
    """Return the first page."""
    here = site.here("index.md")
    system = site.requirements.system
    values = {
        "system": system,
        "figures": site.figures(here, [context(site.requirements)]),
        "inventory": inventory(site, here),
        "health": health(site),
        "counts": counts(site, here),
        "decisions": decided(site),
        "tones": TONES,
        "risks": list(risks_of(site, here))[:_DRIVERS],
        "doors": doors(site, here),
        "qualities": drivers(site),
        "worst": site.worst,
        "use_cases": goals(site),
        "constraints": list(site.requirements.constraints.values())[:_DRIVERS],
        "organisation": organisation(site, here),
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


def decided(site: Site) -> Sequence[Decision]:
    """Return the decisions that hold or are proposed, those that hold first."""
    order = {"accepted": 0, "proposed": 1}
    found = [one for one in site.requirements.decisions.values() if one.status in order]
    return sorted(found, key=lambda one: order[one.status or ""])[:_DRIVERS]


def health(site: Site) -> Health:
    """Return whether the numbers of the design hold."""
    said = Counter(one.verdict for one in site.evaluation.results)
    order = (SEVERITY[4], *SEVERITY[:4])
    untold = {(one.target.owner.ref, one.target.measure.text) for one in site.evaluation.not_computed}
    return Health(said[order[0]], said.total(), [(one, said[one]) for one in order if said[one]], len(untold))


def counts(site: Site, here: Here) -> list[Count]:
    """Return what else stands between the design and being done."""
    findings, known = site.dossier.findings, site.requirements
    worst = {one.severity for one in findings.findings}
    tone = "bad" if Severity.ERROR in worst else "warm" if findings.findings else "good"
    wrong = len(findings.findings)
    asked = sum(one.status == "open" for one in known.questions.values())
    doubts = sum(one.confirmed is not True for one in known.assumptions.values())
    chosen = Counter(one.status for one in known.decisions.values())
    decided_on = (
        here.page(f"{folder_of('decisions')}/index.md") if known.decisions else here.page("patterns.md")
    )
    return [
        Count(chosen["accepted"], _plural(chosen["accepted"], "decision") + " taken", decided_on),
        Count(asked, _plural(asked, "open question"), here.page("questions.md")),
        Count(doubts, f"{_plural(doubts, 'assumption')} to confirm", here.page("questions.md")),
        Count(wrong, f"{_plural(wrong, 'fault')} found in the requirements", here.page("findings.md"), tone),
    ]


def inventory(site: Site, here: Here) -> Markup:
    """Return how large the system is, each part a link to its section."""
    known = site.requirements
    parts = []
    for section, word in _INVENTORY:
        number = len(known.section(section))
        if number:
            text = f"{number} {_plural(number, word)}"
            parts.append(
                Markup('<a href="{}">{}</a>').format(here.page(f"{folder_of(section)}/index.md"), text)
            )
    return Markup(" · ").join(parts)


def doors(site: Site, here: Here) -> list[Door]:
    """Return where readers of different kinds begin."""
    made = {folder_of(section) for section in KINDS if site.requirements.section(section)}
    made |= {name for name, there in (("apis", site.contracts), ("events.md", site.messages)) if there}
    made |= {"glossary.md"} if site.requirements.glossary else set()
    found = []
    for who, entries in _DOORS:
        links = [
            Markup('<a href="{}">{}</a>').format(
                here.page(path if path.endswith(".md") else f"{path}/index.md"), words
            )
            for words, path in entries
            if path in made or path in _ALWAYS
        ]
        found.append(Door(who, Markup(", ").join(links)))
    return found


def organisation(site: Site, here: Here) -> list[Row]:
    """Return what is said about those who build it."""
    system = site.requirements.system
    said = list(rows(system, here, skip={"id", "name", "summary", "scope", "notes", "tags", "assumed"}))
    return said + list(rows(site.requirements.organisation, here, skip={"notes", "assumed"}))


def _plural(number: int, word: str) -> str:
    if number == 1:
        return word
    head, between, rest = word.partition(" on ")
    plural = f"{head[:-1]}ies" if head.endswith("ty") else f"{head}s"
    return plural + between + rest
