"""The words of the site become one page: what verdicts, measures, marks and arrows mean, for who reads them first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.evaluate import Verdict
from archkit.generators._site.page import Page
from archkit.generators._site.shown import badge, chip, typeset
from archkit.generators._site.whole import Site
from archkit.model import METRICS

PATH = "guide.md"
_VERDICTS = {
    Verdict.MET: "Computed from the stated numbers, the design reaches the measure, with room to spare.",
    Verdict.AT_RISK: "It reaches the measure, but barely: little room or little of an error budget is left, or a guess that is a quarter worse would change it.",
    Verdict.MISSED: "It does not reach the measure as it stands. The page of the measure says what takes most, and what would help.",
    Verdict.INFEASIBLE: "No design could reach it: it asks for 100 %, for more than light can do, or for what another measure rules out.",
    Verdict.CANNOT_TELL: "A number is missing. The page of the measure says which one.",
}
_FORMS = (
    ("p95", "A percentile: 95 of 100 are at most this slow. An average would hide the slow ones."),
    ("at 400/s", "The load at which the measure has to hold, here 400 a second."),
    ("over 30 d", "The stretch of time over which it is judged, here 30 days."),
)
"""Parts of a measure as they are written, and what they mean."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark, and what it means."""

    word: Markup
    meaning: str
    anchor: str = ""


def guide(site: Site) -> Page:
    """Return the page."""
    here = site.here(PATH)
    values = {
        "verdicts": [Word(badge(one), _VERDICTS[one], f"verdict-{one.value}") for one in _VERDICTS],
        "forms": [Word(Markup("<code>{}</code>").format(one), meaning) for one, meaning in _FORMS],
        "metrics": list(_metrics(site)),
        "marks": _marks(),
        "has_glossary": bool(site.requirements.glossary),
    }
    return Page(here, "How to read this site", "guide", values, "What verdicts, measures and marks mean.")


def _metrics(site: Site) -> Iterator[Word]:
    """Yield the metrics that the team measures, each with its meaning."""
    known = site.requirements
    measures = [one for demand in known.quality_attributes.values() for one in demand.measure]
    measures += [one for use_case in known.use_cases.values() for one in use_case.measures]
    for name in sorted({one.metric for one in measures} & METRICS.keys()):
        yield Word(escape(typeset(name)), METRICS[name].meaning, f"metric-{name.replace('_', '-')}")


def _marks() -> Sequence[Word]:
    return [
        Word(
            chip("must") + Markup(" ") + chip("should") + Markup(" ") + chip("could"),
            "How much a use case is needed: without it there is no release; it is missed; it is welcome (MoSCoW).",
        ),
        Word(
            Markup('<span class="ak-rank">H, M</span>'),
            "The rank of a demand: its business value, then its technical risk; high, medium or low (ATAM's utility tree).",
        ),
        Word(Markup("→"), "Asks, and waits for the answer. In diagrams a solid line."),
        Word(Markup("⇢"), "Tells, and does not wait. In diagrams a dashed line, in violet."),
        Word(Markup('<span class="ak-gap">○ none</span>'), "A gap: nothing leads on from here."),
        Word(
            Markup('<code class="ak-id">search-fast</code>'),
            "An id. It stays when a title changes, and so do links to its page. Search finds it.",
        ),
        Word(
            Markup('<code class="ak-source">quality.yaml:22</code>'),
            "The file and the line in which something is written.",
        ),
        Word(Markup('<span class="ak-term">word</span>'), "A word of the glossary. It leads to its meaning."),
    ]
