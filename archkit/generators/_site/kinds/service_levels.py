"""Service levels: the objective, its budget, who is told when, and whether the design can reach it."""

from collections.abc import Mapping

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, named, quantity, word, words
from archkit.generators._site.whole import Site
from archkit.generators.slo import objective_pages
from archkit.model import ServiceLevel
from archkit.objectives import objective_of, percent


def _more(level: ServiceLevel, site: Site, here: Here) -> Mapping[str, object]:
    objective = objective_of(site.requirements, level)
    return {"objective": objective_pages(site.dossier, [objective], here.markdown)[objective.id]}


def _budget(one: ServiceLevel, site: Site, _: Here) -> Cell:
    objective = objective_of(site.requirements, one)
    budget = objective.budget
    return words(percent(budget)) if budget is not None else words("")


SERVICE_LEVELS = Kind(
    "service_levels",
    "Service levels",
    "What users are promised, how it is measured, and when somebody is told.",
    {
        "Objective": named,
        "Indicator": lambda one, *_: word(one.sli.kind if one.sli else None),
        "Target": lambda one, *_: quantity(one.target),
        "Over": lambda one, *_: quantity(one.window),
        "Budget": _budget,
        "Owner": lambda one, *_: words(one.owner),
    },
    template="service_level",
    elsewhere=frozenset(
        {"objective_of", "sli", "target", "external_target", "window", "owner", "paging", "review"}
    ),
    more=_more,
)
