"""What could go wrong with the design becomes a page: risks, points where qualities pull, and what all rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.evaluate import Verdict
from archkit.generators._site.here import Here
from archkit.generators._site.page import Page
from archkit.generators._site.results import address_of
from archkit.generators._site.whole import Site
from archkit.model import QualityAttribute, Ref
from archkit.model.links import PARTICIPANT


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may break a demand."""

    what: Markup
    why: Markup
    tone: str
    """How bad it is: ``bad`` or ``warm``."""


def risks(site: Site) -> Page:
    """Return the page of risks and trade-offs."""
    here = site.here("risks.md")
    evaluation = site.evaluation
    found = evaluation.trade_offs
    values = {
        "risks": list(_risks(site, here)),
        "pulls": [
            (_demand(here, one.one), _demand(here, one.other), one.because, one.stated) for one in found.pulls
        ],
        "points": [one for one in found.points if one.trades_off or one.is_telling],
        "demand": lambda identifier: _demand(here, identifier),
        "guesses": list(_guesses(site, here)),
        "unconfirmed": [one for one in site.requirements.assumptions.values() if one.confirmed is not True],
    }
    return Page(here, "Risks and trade-offs", "risks", values, "What could go wrong with the design.")


def _demand(here: Here, identifier: str) -> Markup:
    ref = Ref(QualityAttribute.KIND, identifier)
    return here.link(ref) if here.find(ref) else here.link(Ref("use_case", identifier))


def _risks(site: Site, here: Here) -> Iterator[Risk]:
    for one in site.evaluation.results:
        if one.verdict in {Verdict.MISSED, Verdict.INFEASIBLE, Verdict.AT_RISK}:
            what = Markup('<a href="{}">{}</a> is {}').format(
                address_of(one, here), one.target.owner.label, one.verdict.value.replace("-", " ")
            )
            yield Risk(what, escape(one.reason), "bad" if one.verdict.fails else "warm")
    for state in site.evaluation.components:
        if state.single_point_of_failure:
            link = here.link(Ref(PARTICIPANT, state.component))
            yield Risk(
                Markup("{} is a single point of failure").format(link),
                Markup("Losing one copy takes it down."),
                "warm",
            )
    for store, seconds in site.evaluation.outgrown:
        link = here.link(Ref("component", store))
        years = seconds / (365 * 86_400)
        yield Risk(
            Markup("{} outgrows a single node").format(link),
            escape(f"in {years:.1f} years at today's growth"),
            "warm",
        )
    first = site.evaluation.degrades_at
    if first is not None and first.component:
        link = here.link(Ref(PARTICIPANT, first.component))
        yield Risk(
            Markup("{} gives way first").format(link),
            escape(f"at {first.factor:.2g} times today's load"),
            "warm",
        )


def _guesses(site: Site, here: Here) -> Iterator[tuple[Markup, str]]:
    for item in site.requirements.items():
        if item.assumed:
            yield here.link(item.ref), ", ".join(name.replace("_", " ") for name in item.assumed)
