"""What could go wrong with the design becomes a page: risks, points where qualities pull, and what all rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.generators._site.here import Here
from archkit.generators._site.page import Page
from archkit.generators._site.results import address_of, because
from archkit.generators._site.shown import badge, typeset
from archkit.generators._site.whole import SEVERITY, Site
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
        "risks": list(risks_of(site, here)),
        "pulls": [
            (
                _demand(here, one.one),
                _demand(here, one.other),
                [_worded(here, why) for why in one.because],
                one.stated,
            )
            for one in found.pulls
        ],
        "points": [one for one in found.points if one.trades_off or one.is_telling],
        "number": lambda key: _number(here, key),
        "demand": lambda identifier: _demand(here, identifier),
        "guesses": list(_guesses(site, here)),
        "unconfirmed": [one for one in site.requirements.assumptions.values() if one.confirmed is not True],
    }
    return Page(here, "Risks and trade-offs", "risks", values, "What could go wrong with the design.")


def _demand(here: Here, identifier: str) -> Markup:
    ref = Ref(QualityAttribute.KIND, identifier)
    return here.link(ref) if here.find(ref) else here.link(Ref("use_case", identifier))


def _number(here: Here, key: str) -> Markup:
    """Return a number of the design, such as ``component:app.replicas``, in words with a link to its element."""
    address, _, name = key.rpartition(".")
    ref = Ref(*address.partition(":")[::2])
    if not name or here.find(ref) is None:
        return Markup("<code>{}</code>").format(key)
    return Markup("{} of {}").format(name.replace("_", " "), here.link(ref))


def _worded(here: Here, why: str) -> Markup:
    """Return a reason in which each number of the design is told in words."""
    return Markup(" ").join(
        _number(here, word) if word.startswith("component:") else escape(word) for word in why.split(" ")
    )


def risks_of(site: Site, here: Here) -> Iterator[Risk]:
    """Yield what may break a demand: measures that are missed or nearly so, then what the design hangs on."""
    for verdict in SEVERITY[:3]:
        for one in site.evaluation.results:
            if one.verdict is verdict:
                what = Markup('{} <a href="{}">{}</a>').format(
                    badge(verdict), address_of(one, here), one.target.owner.label
                )
                told = f"{typeset(one.target.measure.text)} comes to {one.shown}: {because(one)}"
                yield Risk(what, escape(told), "bad" if verdict.fails else "warm")
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
            escape(f"In {years:.1f} years at today's growth its data no longer fits one machine."),
            "warm",
        )
    first = site.evaluation.degrades_at
    if first is not None and first.component:
        link = here.link(Ref(PARTICIPANT, first.component))
        yield Risk(
            Markup("{} gives way first").format(link),
            escape(f"At {first.factor:.2g} times today's load it is the first part that is full."),
            "warm",
        )


def _guesses(site: Site, here: Here) -> Iterator[tuple[Markup, str]]:
    for item in site.requirements.items():
        if item.assumed:
            yield here.link(item.ref), ", ".join(name.replace("_", " ") for name in item.assumed)
