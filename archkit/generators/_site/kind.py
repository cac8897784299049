"""What a kind of element tells the site: its words, the columns of its table, and what its pages show besides facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from archkit.generators._site.here import Here
from archkit.generators._site.shown import badge, chip
from archkit.generators._site.whole import SEVERITY, Site
from archkit.model import Quantity
from archkit.render.structure import Graph


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what it shows, and what it is sorted by."""

    value: Markup
    sort: str | float = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that readers sort and filter."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str


Columns = Mapping[str, Callable[[Any, Site, Here], Cell]]
"""Head of a column to what makes its cells from an element."""


def _no_graphs(site: Site) -> Iterable[Graph]:  # noqa: ARG001 - the signature is the contract
    return ()


def _nothing_more(item: Any, site: Site, here: Here) -> Mapping[str, object]:  # noqa: ARG001 - same reason
    return {}


@dataclass(frozen=True)
class Kind:
    """One kind of element."""

    section: str
    title: str
    """What readers call the section."""
    intro: str
    """A sentence that says what stands here."""
    columns: Columns
    template: str = "element"
    """The template of a page."""
    elsewhere: frozenset[str] = frozenset()
    """Fields that the page shows in a form of its own, not among its facts."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Heading to the fields below it, where an element may have many; fields that no group names come last."""
    linked: frozenset[str] = frozenset()
    """Who refers to an element that its page shows in a form of its own: a kind, or a kind and a role."""
    more: Callable[[Any, Site, Here], Mapping[str, object]] = _nothing_more
    """What the template shows besides."""
    graphs: Callable[[Site], Iterable[Graph]] = field(default=_no_graphs)
    """Diagrams at the head of the section."""


def table(kind: Kind, site: Site, here: Here) -> Table:
    """Return the table of a section."""
    items = site.requirements.section(kind.section).values()
    rows = tuple(tuple(make(item, site, here) for make in kind.columns.values()) for item in items)
    return Table(tuple(kind.columns), rows, kind.title)


def named(item: Any, site: Site, here: Here) -> Cell:  # noqa: ARG001 - a column's signature
    """The cell with an element's name and id."""
    link = here.link(item.ref)
    return Cell(Markup('{}<code class="ak-id">{}</code>').format(link, item.id), item.label.casefold())


def word(text: str | None) -> Cell:
    """Return a cell with a word that classifies."""
    return Cell(chip(text), text) if text else Cell(Markup("–"))


def words(text: str) -> Cell:
    """Return a cell with a short text."""
    return Cell(escape(text) if text else Markup("–"), text.casefold())


def quantity(value: Quantity | None) -> Cell:
    """Return a cell with a quantity, sorted by its size."""
    return Cell(escape(value.text), value.middle) if value else Cell(Markup("–"))


def count(number: int) -> Cell:
    """Return a cell with a number of things."""
    return Cell(escape(str(number)) if number else Markup("–"), number)


def verdict(item: Any, site: Site, here: Here) -> Cell:  # noqa: ARG001 - a column's signature
    """The cell with the most pressing verdict on an element."""
    worst = site.worst(item.ref)
    return Cell(badge(worst), SEVERITY.index(worst)) if worst else Cell(Markup("–"))
