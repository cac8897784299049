"""Requirements become the views that the site's templates show: pages hold no logic."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from archkit.diagnostics import Diagnostic, Place
from archkit.evaluate import Result, Verdict
from archkit.generators._artifact import Dossier, safe_name
from archkit.generators._markdown import cell, plain, prose
from archkit.generators.sequence import flow_svg
from archkit.generators.slo import objective_pages
from archkit.model import (
    SECTION_OF,
    Extension,
    Item,
    Measure,
    Part,
    Quantity,
    Ref,
    Requirements,
    ServiceLevel,
    UseCase,
    name_from,
)
from archkit.model.links import PARTICIPANT, links
from archkit.objectives import objective_of

TITLES = {
    "actors": "Actors",
    "use_cases": "Use cases",
    "quality_attributes": "Quality attributes",
    "constraints": "Constraints",
    "components": "Components",
    "entities": "Data",
    "decisions": "Decisions",
    "service_levels": "Service levels",
    "questions": "Questions",
    "assumptions": "Assumptions",
    "glossary": "Glossary",
}
"""Section to the word that readers see, in the order of the navigation."""

_MARKS = {
    Verdict.MET: "✓",
    Verdict.AT_RISK: "!",
    Verdict.MISSED: "✗",
    Verdict.INFEASIBLE: "∅",
    Verdict.CANNOT_TELL: "?",
}
_LEAD = ("description", "goal", "statement", "ask", "meaning")
"""Fields of which the first that is said opens the page."""
_PROSE = {
    "context": "Context",
    "decision": "Decision",
    "consequences": "Consequences",
    "rationale": "Why",
    "notes": "Notes",
}
"""Long fields, in Markdown, each a section of its own."""
_ELSEWHERE = {"name", "title", "steps", "extensions", "tags", "assumed", *_LEAD, *_PROSE}
"""Fields that do not stand in the table at the top of a page."""


_BY_SYSTEM, _BY_SWITCH = "@media (prefers-color-scheme: dark)", '[data-md-color-scheme="slate"]'
"""How a picture on its own and one inside a page know that it is dark."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page's table."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class BackLink:
    """An element that refers to the page's element."""

    link: str
    role: str


class Names:
    """Where each element's page is, and how it is linked from another page."""

    def __init__(self, requirements: Requirements) -> None:
        self._requirements = requirements

    def path(self, ref: Ref) -> str:
        """Return the page of an element, relative to the site's root."""
        return f"{folder_of(SECTION_OF[ref.kind])}/{safe_name(ref.id)}.md"

    def find(self, ref: Ref) -> Item | None:
        """Return the element that a reference leads to; an end of an arrow may be an actor or a component."""
        if ref.kind == PARTICIPANT:
            return self._requirements.participant(ref.id)
        return self._requirements.get(ref)

    def href(self, ref: Ref) -> str | None:
        """Return the address of an element's page from another's; None where it has none."""
        item = self.find(ref)
        return f"../{self.path(item.ref).removesuffix('.md')}.html" if item else None

    def href_from_top(self, ref: Ref) -> str | None:
        """Return the address of an element's page from the page at the top; None where it has none."""
        below = self.href(ref)
        return below.removeprefix("../") if below else None

    def link(self, ref: Ref, *, top: bool = False) -> str:
        """Return a link to an element's page, or the reference as text where it leads nowhere.

        Args:
            ref: What is referred to.
            top: The link stands on a page at the top, not on an element's page.
        """
        up = "" if top else "../"
        item = self.find(ref)
        if item is not None:
            return f"[{plain(item.label)}]({up}{self.path(item.ref)})"
        return f"[the system]({up}index.md)" if ref.kind == "system" else plain(ref.id)


@dataclass(frozen=True)
class ElementPage:
    """One element, ready to be shown."""

    item: Item
    names: Names
    dossier: Dossier
    referring: tuple[BackLink, ...]

    @property
    def path(self) -> str:
        """Where the page stands, relative to the site's root."""
        return self.names.path(self.item.ref)

    @property
    def title(self) -> str:
        """The element's name."""
        return plain(self.item.label)

    @property
    def kind(self) -> str:
        """The word for what it is."""
        return name_from(self.item.KIND.replace("_", "-"))

    @property
    def lead(self) -> str:
        """The sentence that opens the page."""
        said = next((str(getattr(self.item, name, "")) for name in _LEAD if getattr(self.item, name, "")), "")
        return plain(said) if said != self.item.label else ""

    @property
    def rows(self) -> list[Row]:
        """The fields that were said, in the order of the format."""
        return list(_rows(self.item, self.names, skip=_ELSEWHERE))

    @property
    def sections(self) -> list[Row]:
        """The long fields, in Markdown."""
        return [
            Row(title, prose(getattr(self.item, name)))
            for name, title in _PROSE.items()
            if getattr(self.item, name, "")
        ]

    @property
    def source(self) -> str:
        """The file and line in which the element stands."""
        span = self.dossier.reading.span(self.item.place, key=True)
        return f"{span.file}:{span.line}"

    @property
    def findings(self) -> list[Diagnostic]:
        """What the linter says about the element."""
        return [one for one in self.dossier.findings.findings if one.element == str(self.item.ref)]

    @property
    def results(self) -> list[Result]:
        """What the numbers of the design say about the measures that the element states."""
        return [one for one in self.dossier.evaluation.results if one.target.owner.ref == self.item.ref]

    @property
    def objective(self) -> str:
        """The page of the objective that a service level states, as Markdown; empty for other elements."""
        if not isinstance(self.item, ServiceLevel):
            return ""
        objective = objective_of(self.dossier.requirements, self.item)
        return objective_pages(self.dossier, [objective], self.names.link)[objective.id]

    @property
    def use_case(self) -> UseCase | None:
        """The element, when it is a use case."""
        return self.item if isinstance(self.item, UseCase) else None


class Site:
    """All pages of a workspace."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.requirements = dossier.requirements
        self.names = Names(self.requirements)

    @cached_property
    def pages(self) -> Mapping[str, list[ElementPage]]:
        """The pages of each section that has elements."""
        return {
            section: [
                ElementPage(item, self.names, self.dossier, tuple(self._referring[item.ref]))
                for item in self.requirements.section(section).values()
            ]
            for section in TITLES
            if self.requirements.section(section)
        }

    def where(self, place: Place) -> str:
        """Return the file and line of a place."""
        span = self.dossier.reading.span(place)
        return f"{span.file}:{span.line}"

    def flow_picture(self, use_case: UseCase, extension: Extension | None = None) -> str:
        """Return the sequence diagram of a flow as HTML for a page; empty where there are no steps."""
        svg = flow_svg(self.requirements, use_case, extension, self.names.href)
        return picture(svg) if svg else ""

    @cached_property
    def _referring(self) -> Mapping[Ref, list[BackLink]]:
        found: dict[Ref, dict[Ref, set[str]]] = defaultdict(lambda: defaultdict(set))
        for link in links(self.requirements):
            item = self.names.find(link.target)
            if item is not None and item.ref != link.source:
                role = "takes part" if link.target.kind == PARTICIPANT else link.role.replace("_", " ")
                found[item.ref][link.source].add(role)
        back: dict[Ref, list[BackLink]] = defaultdict(list)
        for target, sources in found.items():
            for source, roles in sources.items():
                back[target].append(BackLink(self.names.link(source), plain(", ".join(sorted(roles)))))
        return back


def badge(verdict: Verdict) -> str:
    """Return a verdict as HTML for a page, with a mark that needs no colour."""
    words = verdict.value.replace("-", " ")
    return f'<span class="archkit-verdict archkit-{verdict.value}">{_MARKS[verdict]} {words}</span>'


def picture(svg: str) -> str:
    """Return a picture as HTML for a page; it follows the page's switch between light and dark."""
    switched = svg.replace(_BY_SYSTEM, _BY_SWITCH).strip()
    return f'<div class="archkit-picture">\n{switched}\n</div>'


def folder_of(section: str) -> str:
    """Return the folder of a section's pages."""
    return section.replace("_", "-")


def _rows(part: Part, names: Names, skip: set[str] = frozenset(), prefix: str = "") -> Iterator[Row]:  # type: ignore[assignment]  # a set that is never changed
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name in skip or value in (None, "", (), {}) or value == info.default:
            continue
        label = f"{prefix}{name_from((info.alias or name).replace('_', '-'))}"
        if isinstance(value, Part):
            yield from _rows(value, names, prefix=f"{label}: ")
        elif isinstance(value, dict):
            yield Row(label, "<br>".join(_pair(key, one, names) for key, one in value.items()))
        elif isinstance(value, tuple):
            yield Row(label, "<br>".join(shown(one, names) for one in value))
        else:
            yield Row(label, shown(value, names))


def _pair(key: str, value: Any, names: Names) -> str:
    return f"{plain(key)}: {shown(value, names)}" if value not in (None, "") else plain(key)


def shown(value: Any, names: Names) -> str:
    """Return a value of a field as Markdown."""
    if isinstance(value, Ref):
        return names.link(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity | Measure):
        return cell(value.text)
    if isinstance(value, date):
        return value.isoformat()
    return cell(getattr(value, "text", None) or str(value))
