"""Decisions as MADR has them: context, drivers, options, outcome, consequences, and what replaced what."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, named, words
from archkit.generators._site.shown import chip
from archkit.generators._site.whole import Site
from archkit.generators.decision_graph import decision_graphs
from archkit.model import Decision
from archkit.render.structure import around, part

TONES = {"accepted": "good", "proposed": "warm", "rejected": "bad"}
"""Status of a decision to how it is marked."""


@dataclass(frozen=True, slots=True)
class Option:
    """What was weighed: a pattern of the catalog or anything else."""

    id: str
    name: str
    summary: str
    why_not: str = ""


def option(site: Site, identifier: str, why_not: str = "") -> Option:
    """Return what the catalog knows of an option."""
    catalog = site.dossier.catalog
    entry = catalog.patterns.get(identifier) or catalog.products.get(identifier)
    if entry is None:
        return Option(identifier, identifier.replace("-", " "), "", why_not)
    return Option(identifier, entry.name, entry.summary, why_not)


def _more(one: Decision, site: Site, here: Here) -> Mapping[str, object]:
    whole = site.decision_graph
    near = around(whole, one.id)
    graphs = [part(whole, f"decision-{one.id}", "What rests on what", near)] if len(near) > 1 else []
    return {
        "chosen": [option(site, key) for key in one.patterns],
        "considered": [option(site, key, why) for key, why in one.considered.items()],
        "accepted": [option(site, key).name for key in one.accepts],
        "superseded_by": list(site.referring(one.ref, "decision", "supersedes")),
        "figures": site.figures(here, graphs),
        "tone": TONES.get(one.status or "", ""),
    }


def _status(one: Decision, *_: object) -> Cell:
    return Cell(chip(one.status or "no status yet", TONES.get(one.status or "", "")), one.status or "")


def _date(one: Decision, *_: object) -> Cell:
    text = one.date.isoformat() if one.date else ""
    return Cell(Markup(text or "–"), text)  # noqa: S704 - a date


DECISIONS = Kind(
    "decisions",
    "Decisions",
    "What was chosen and why, as architecture decision records.",
    {
        "Decision": named,
        "Status": _status,
        "Date": _date,
        "Chooses": lambda one, *_: words(", ".join(one.patterns)),
    },
    template="decision",
    elsewhere=frozenset(
        {
            "status",
            "date",
            "considered",
            "patterns",
            "accepts",
            "addresses",
            "supersedes",
            "weighed",
            "depends_on",
        }
    ),
    more=_more,
    graphs=lambda site: decision_graphs(site.requirements),
)
