"""An element becomes its page: what is said of it, what the linter and the numbers say, and who refers to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.diagnostics import Diagnostic, Severity
from archkit.evaluate import Result
from archkit.generators._markdown import prose
from archkit.generators._site.here import Here
from archkit.generators._site.kind import Kind
from archkit.generators._site.kinds import KINDS
from archkit.generators._site.names import page_of
from archkit.generators._site.page import Page
from archkit.generators._site.results import ResultView, result_views
from archkit.generators._site.shown import Row, chip, rows
from archkit.generators._site.whole import Site
from archkit.model import SECTION_OF, Item, name_from

_LEAD = ("description", "goal", "statement")
"""Fields of which the first that is said opens the page."""
_PROSE = {
    "context": "Context",
    "decision": "Decision",
    "consequences": "Consequences",
    "rationale": "Why",
    "notes": "Notes",
}
"""Long fields, in Markdown, each a section of its own."""
_CHIPS = ("kind", "priority", "state")
"""Fields that classify an element, shown beside its id."""
_NO_FACTS = {"name", "title", "steps", "extensions", "tags", "assumed", *_LEAD, *_PROSE, *_CHIPS}
"""Fields that are shown elsewhere on every page."""
_ROLES = {
    "objective_of": "states its objective",
    "affects": "concerns it",
    "about": "is about it",
    "addresses": "answers it",
    "applies_to": "asks it of this",
    "stores": "keeps it",
    "trade_offs": "pulls against it",
    "depends_on": "rests on it",
}
"""Role of a reference to how a reader says it of the one who refers."""
_FEW_FACTS = 8
"""Up to so many facts need no headings."""


@dataclass(frozen=True, slots=True)
class Section:
    """A long field."""

    title: str
    anchor: str
    text: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Back:
    """Elements of one kind that refer to the page's element."""

    title: str
    links: Sequence[tuple[Markup, str]]
    """A link and the roles in words."""


@dataclass(frozen=True)
class ElementView:
    """What every element's page shows."""

    item: Item
    kind: Kind
    site: Site
    here: Here

    @property
    def lead(self) -> str:
        """The sentence that opens the page; nothing where the title says it already."""
        said = next((str(getattr(self.item, name, "")) for name in _LEAD if getattr(self.item, name, "")), "")
        return said if said != self.item.label else ""

    @property
    def chips(self) -> list[Markup]:
        """What classifies the element."""
        found = [getattr(self.item, name, None) for name in _CHIPS]
        return [chip(str(one).replace("-", " ")) for one in found if one]

    @property
    def facts(self) -> list[Row]:
        """The fields that were said and have no form of their own, in the order of the format."""
        return list(rows(self.item, self.here, skip=_NO_FACTS | self.kind.elsewhere))

    @property
    def fact_groups(self) -> list[tuple[str, list[Row]]]:
        """The same fields below the headings of their kind; all below none where there are few."""
        facts = self.facts
        grouped = {
            title: [one for one in facts if one.field in names] for title, names in self.kind.groups.items()
        }
        rest = [one for one in facts if all(one not in those for those in grouped.values())]
        if len(facts) <= _FEW_FACTS or not grouped:
            return [("", facts)] if facts else []
        return [(title, those) for title, those in [*grouped.items(), ("Besides", rest)] if those]

    @property
    def guesses(self) -> str:
        """Fields whose value is a guess so far."""
        return ", ".join(name.replace("_", " ") for name in self.item.assumed)

    @property
    def sections(self) -> list[Section]:
        """The long fields."""
        return [
            Section(title, name, prose(getattr(self.item, name)))
            for name, title in _PROSE.items()
            if getattr(self.item, name, "")
        ]

    @property
    def findings(self) -> list[Diagnostic]:
        """What the linter says is wrong."""
        return [one for one in self.site.findings(self.item.ref) if one.severity is not Severity.QUESTION]

    @property
    def asked(self) -> list[Diagnostic]:
        """What the linter asks."""
        return [one for one in self.site.findings(self.item.ref) if one.severity is Severity.QUESTION]

    @property
    def results(self) -> list[ResultView]:
        """What the numbers say to the measures that the element states itself."""
        return result_views(self._own, self.site, self.here)

    @property
    def _own(self) -> list[Result]:
        return [one for one in self.site.results(self.item.ref) if one.target.owner.ref == self.item.ref]

    @property
    def demanded(self) -> list[Result]:
        """What the numbers say to measures that others demand of the element."""
        return [one for one in self.site.results(self.item.ref) if one.target.owner.ref != self.item.ref]

    @property
    def back(self) -> list[Back]:
        """Who refers to the element, kind by kind."""
        by_kind: dict[str, list[tuple[Markup, str]]] = {}
        for one in self.site.referrers(self.item.ref):
            linked = self.kind.linked
            roles = [each for each in one.roles if not {one.ref.kind, f"{one.ref.kind} {each}"} & linked]
            if roles:
                said = ", ".join(_ROLES.get(each, each.replace("_", " ")) for each in roles)
                by_kind.setdefault(one.ref.kind, []).append((self.here.link(one.ref), said))
        return [Back(_plural(kind), links) for kind, links in by_kind.items()]


def _plural(kind: str) -> str:
    section = SECTION_OF[kind]
    return KINDS[section].title if section in KINDS else name_from(section)


def element_pages(site: Site, kind: Kind) -> Iterator[Page]:
    """Yield the page of each element of a kind."""
    for item in site.requirements.section(kind.section).values():
        here = site.here(page_of(item.ref))
        view = ElementView(item, kind, site, here)
        values = {"view": view, "item": item, **kind.more(item, site, here)}
        yield Page(here, item.label, kind.template, values, view.lead)
