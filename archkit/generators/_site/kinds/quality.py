"""Quality attributes: the scenario in its six parts, the measure with its verdict and derivation, the utility tree."""

from collections.abc import Mapping

from markupsafe import Markup

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, named, verdict, word
from archkit.generators._site.shown import amount
from archkit.generators._site.whole import Site
from archkit.generators.utility_tree import utility_trees
from archkit.model import QualityAttribute, Ref

_PARTS = (
    ("source", "Source"),
    ("stimulus", "Stimulus"),
    ("artifact", "Artifact"),
    ("environment", "Environment"),
    ("response", "Response"),
)
"""The parts of a scenario in the order in which the SEI tells them; the measure comes last."""
_LETTERS = {"high": "H", "medium": "M", "low": "L", None: "?"}
_ORDER = {"high": 0, "medium": 1, "low": 2, None: 3}


def _more(one: QualityAttribute, site: Site, here: Here) -> Mapping[str, object]:
    parts = [
        (title, _said(str(getattr(one.scenario, name)), here)) if one.scenario else (title, Markup())
        for name, title in _PARTS
    ]
    if not parts[2][1] and one.applies_to:
        parts[2] = ("Artifact", here.links(one.applies_to))
    measured = Markup("<br>").join(amount(measure.text) for measure in one.measure)
    if not measured and one.scenario:
        measured = here.said(one.scenario.response_measure)
    term = site.dossier.catalog.quality_attribute(one.attribute)
    return {
        "scenario": [*parts, ("Response measure", measured)] if one.scenario or measured else [],
        "quality": term.name if term else one.attribute,
        "served_by": list(site.referring(one.ref, "decision")),
        "objectives": list(site.referring(one.ref, "service_level")),
    }


def _said(text: str, here: Here) -> Markup:
    """Return a part of a scenario: a link where it names an element."""
    kind, _, identifier = text.strip().partition(":")
    ref = Ref(kind, identifier)
    return here.link(ref) if text.strip() == "system" or here.find(ref) else here.said(text)


def _rank(one: QualityAttribute, *_: object) -> Cell:
    letters = f"{_LETTERS[one.importance]}, {_LETTERS[one.difficulty]}"
    words = f"importance {one.importance or 'not said'}, difficulty {one.difficulty or 'not said'}"
    shown = Markup('<abbr class="ak-rank" title="{}">{}</abbr>').format(words, letters)
    return Cell(shown, _ORDER[one.importance] * 4 + _ORDER[one.difficulty])


def _measure(one: QualityAttribute, *_: object) -> Cell:
    shown = Markup("<br>").join(amount(measure.text) for measure in one.measure)
    return Cell(shown or Markup('<span class="ak-quiet">not measurable yet</span>'), one.attribute)


QUALITY = Kind(
    "quality_attributes",
    "Quality attributes",
    "How well the system has to do its work: each demand as a scenario, with a measure and what the design makes of it.",
    {
        "Quality attribute": named,
        "Attribute": lambda one, *_: word(one.attribute),
        "Rank": _rank,
        "Measure": _measure,
        "Verdict": verdict,
    },
    template="quality",
    elsewhere=frozenset({"scenario", "measure", "attribute", "importance", "difficulty", "statement"}),
    linked=frozenset({"decision addresses", "service_level objective_of"}),
    more=_more,
    graphs=lambda site: utility_trees(site.requirements, site.dossier.catalog),
)
