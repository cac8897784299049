"""Links become the traceability matrix: from actors over use cases to demands, decisions, operations and objectives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Table
from archkit.generators._site.kinds.use_cases import operations
from archkit.generators._site.page import Page
from archkit.generators._site.shown import badge, breakable
from archkit.generators._site.whole import SEVERITY, Site
from archkit.model import Decision, Item, QualityAttribute, Ref, ServiceLevel, UseCase

_SYSTEM = Ref("system")
_GAP = Markup('<span class="ak-gap"><span aria-hidden="true">○</span> none</span>')


@dataclass(frozen=True, slots=True)
class Gap:
    """Elements that lead nowhere, and what is missing."""

    title: str
    why: str
    elements: Sequence[Markup]


def trace(site: Site) -> Page:
    """Return the page of the matrix: forwards, backwards, and what is missing."""
    here = site.here("traceability.md")
    values = {
        "forwards": _from_use_cases(site, here),
        "backwards": _from_demands(site, here),
        "decisions": _from_decisions(site, here),
        "operations": _from_operations(site, here),
        "gaps": [gap for gap in _gaps(site, here) if gap.elements],
    }
    return Page(here, "Traceability", "trace", values, "What leads to what, and where something is missing.")


def _demands(site: Site, use_case: UseCase) -> list[QualityAttribute]:
    """Return what is demanded of a use case itself."""
    return [one for one in site.requirements.quality_attributes.values() if use_case.ref in one.applies_to]


def _deciding(site: Site, *refs: Ref) -> list[Decision]:
    return [one for one in site.requirements.decisions.values() if set(refs) & set(one.addresses)]


def _objectives(site: Site, demand: QualityAttribute) -> list[ServiceLevel]:
    return [one for one in site.requirements.service_levels.values() if one.objective_of == demand.ref]


def _from_use_cases(site: Site, here: Here) -> Table:
    rows = []
    for one in site.requirements.use_cases.values():
        demands = _demands(site, one)
        actors = (
            [one.primary_actor, *one.supporting_actors] if one.primary_actor else [*one.supporting_actors]
        )
        levels = [level.ref for demand in demands for level in _objectives(site, demand)]
        decisions = _deciding(site, one.ref, *(demand.ref for demand in demands))
        rows.append(
            (
                _cell(here, [one.ref]),
                _cell(here, actors),
                _cell(here, [demand.ref for demand in demands]),
                _cell(here, [decision.ref for decision in decisions]),
                _codes([each.operation for each in operations(one)]),
                _cell(here, levels),
            )
        )
    heads = ("Use case", "Actors", "Demands on quality", "Decisions", "Operations", "Objectives")
    return Table(heads, tuple(rows), "From use cases to what serves them")


def _from_demands(site: Site, here: Here) -> Table:
    rows = []
    for one in site.requirements.quality_attributes.values():
        worst = site.worst(one.ref)
        rows.append(
            (
                _cell(here, [one.ref]),
                _cell(here, one.applies_to),
                _cell(here, [each.ref for each in _deciding(site, one.ref)]),
                _cell(here, [each.ref for each in _objectives(site, one)]),
                Cell(badge(worst), SEVERITY.index(worst)) if worst else Cell(Markup("–")),
            )
        )
    heads = ("Demand on quality", "Of what", "Decisions", "Objectives", "Verdict")
    return Table(heads, tuple(rows), "From demands on quality to what serves them")


def _from_decisions(site: Site, here: Here) -> Table:
    rows = tuple(
        (_cell(here, [one.ref]), _cell(here, one.addresses), _cell(here, one.supersedes, gap=False))
        for one in site.requirements.decisions.values()
    )
    return Table(("Decision", "Driven by", "Replaces"), rows, "From decisions back to what drove them")


def _from_operations(site: Site, here: Here) -> Table:
    found: dict[tuple[str, str], list[Ref]] = {}
    for use_case in site.requirements.use_cases.values():
        for one in operations(use_case):
            found.setdefault((one.target, one.operation), []).append(use_case.ref)
    rows = tuple(
        (
            Cell(_code(operation), operation),
            _cell(here, [Ref("component", target)]),
            _cell(here, use_cases),
        )
        for (target, operation), use_cases in sorted(found.items())
    )
    return Table(("Operation", "Offered by", "Used in"), rows, "From operations back to use cases")


def _cell(here: Here, refs: Sequence[Ref], *, gap: bool = True) -> Cell:
    different = list(dict.fromkeys(refs))
    if not different:
        return Cell(_GAP if gap else Markup("–"))
    return Cell(here.links(different), different[0].id)


def _codes(words: Sequence[str]) -> Cell:
    if not words:
        return Cell(Markup("–"))
    return Cell(Markup("<br>").join(_code(one) for one in words), words[0])


def _code(words: str) -> Markup:
    return Markup("<code>{}</code>").format(breakable(words))


def _gaps(site: Site, here: Here) -> Iterator[Gap]:
    known = site.requirements
    demands, decisions = known.quality_attributes.values(), known.decisions.values()
    served = {ref for one in decisions for ref in one.addresses}
    measured = {one.objective_of for one in known.service_levels.values()}

    def links(items: Iterator[Item]) -> list[Markup]:
        return [here.link(one.ref) for one in items]

    acting = {one.primary_actor for one in known.use_cases.values()}
    acting |= {ref for one in known.use_cases.values() for ref in one.supporting_actors}
    speaking = {
        end
        for one in known.use_cases.values()
        for step in one.messages()
        for end in (step.source, step.target, step.channel)
    }
    yield Gap(
        "Use cases without a demand on quality",
        "Nobody said how well they have to work.",
        links(one for one in known.use_cases.values() if not _demands(site, one) and not one.measures),
    )
    yield Gap(
        "Important demands that no decision addresses",
        "What serves them is not written down.",
        links(one for one in demands if one.importance == "high" and one.ref not in served),
    )
    yield Gap(
        "Measured demands without an objective",
        "Nobody will see in production whether they hold.",
        links(one for one in demands if one.measure and one.importance == "high" and one.ref not in measured),
    )
    yield Gap(
        "Decisions without a driver",
        "No requirement says why they are needed.",
        links(one for one in decisions if not one.addresses and one.status in {"accepted", "proposed"}),
    )
    yield Gap(
        "Actors without a use case",
        "They want something that is not described.",
        links(one for key, one in known.actors.items() if one.ref not in acting and key not in speaking),
    )
    yield Gap(
        "Components in no flow",
        "No use case needs them as it is written.",
        links(one for key, one in known.components.items() if key not in speaking),
    )
