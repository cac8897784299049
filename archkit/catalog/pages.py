"""An entry of the catalog becomes a page: headings with prose, points and names, for a terminal or a site to set."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archkit.catalog._catalog import Catalog
from archkit.catalog._entries import Entry, Pattern, Product

_BY_ADVICE = (
    ("consider", "Worth weighing when all of this holds:"),
    ("adopt", "The clear choice when this holds besides:"),
    ("against", "Advised against when one of this holds:"),
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str
    """Plain text on one line."""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list."""

    text: str
    """Plain text."""
    lead: str = ""
    """What the text is about: the name of an entry or of a quality attribute."""
    entry: str | None = None
    """The id of the entry that leads, where it is one."""


@dataclass(frozen=True, slots=True)
class Names:
    """Entries named in a row."""

    ids: tuple[str, ...]
    """Their ids."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    """A few words."""
    blocks: tuple[Prose | Point | Names, ...]
    """In the order in which they are read; points that follow each other are one list."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that the catalog says about one of its entries."""

    entry: Entry
    """What the page is about."""
    kind: str
    """Its category, tier and standing, or what a product is and who makes it."""
    sections: tuple[Section, ...]
    """Only those that say something."""


def page_of(entry: Entry, catalog: Catalog) -> Page:
    """Return the page of an entry.

    Args:
        entry: A pattern or a product.
        catalog: Where related entries are looked up.
    """
    author = _Author(catalog)
    if isinstance(entry, Pattern):
        about, sections = (entry.category, entry.tier, entry.status), author.of_pattern(entry)
    else:
        maker = f"by {entry.vendor}" if entry.vendor else ""
        about, sections = (entry.kind, maker, entry.licence), author.of_product(entry)
    return Page(
        entry, ", ".join(word for word in about if word), tuple(each for each in sections if each.blocks)
    )


@dataclass(frozen=True, slots=True)
class _Author:
    """Writes the sections of a page, with names looked up in a catalog."""

    catalog: Catalog

    def of_pattern(self, pattern: Pattern) -> Iterator[Section]:
        antipattern = pattern.category == "antipattern"
        yield _prose("Problem", pattern.problem)
        yield _points("Forces", pattern.forces)
        yield _prose("What to do instead" if antipattern else "Solution", pattern.solution)
        yield _points("How it works", pattern.how_it_works)
        yield self._effects("Helps", pattern.helps)
        yield self._effects("Hurts", pattern.hurts)
        yield _points("Use it when", pattern.use_when)
        yield _points("Avoid it when", pattern.avoid_when)
        yield self._relations("Needs first", pattern.requires)
        yield self._relations("Does not go with", self._opponents(pattern))
        yield self._relations("Alternatives, and how to choose", pattern.alternatives)
        yield _points("What goes wrong", pattern.pitfalls)
        yield _points("How to verify that it works", pattern.verify)
        yield _points("Ask the team first", pattern.ask)
        yield _advice(pattern)
        yield _points(
            "Known uses",
            (f"{use.text}{' (An illustration.)' if use.illustration else ''}" for use in pattern.known_uses),
        )
        yield _names(
            "Products that implement it", (each.id for each in self.catalog.library.products_of(pattern.id))
        )
        yield _names("Named as an alternative by", self._naming(pattern, "alternatives"))
        yield _names("Needed by", self._naming(pattern, "requires"))
        yield _names("Read next", pattern.related)
        yield _points("Sources", pattern.sources)

    def of_product(self, product: Product) -> Iterator[Section]:
        patterns = self.catalog.patterns
        yield _points("Strengths", product.strengths)
        yield _points("Limits", product.limits)
        yield self._relations(
            "Implements", {each: patterns[each].summary for each in product.implements if each in patterns}
        )
        yield _names("Read next", product.related)

    def _opponents(self, pattern: Pattern) -> Mapping[str, str]:
        """Return what it conflicts with, also where only the other entry, a team's own one, says so."""
        theirs = {
            other.id: other.conflicts[pattern.id]
            for other in self.catalog.patterns.values()
            if pattern.id in other.conflicts
        }
        return {**theirs, **pattern.conflicts}

    def _naming(self, pattern: Pattern, key: str) -> Iterator[str]:
        """Yield the ids of the patterns whose relation names this one, apart from those that it names itself."""
        named: Mapping[str, str] = getattr(pattern, key)
        for other in self.catalog.patterns.values():
            if (
                pattern.id in getattr(other, key)
                and other.id not in named
                and other.category != "antipattern"
            ):
                yield other.id

    def _effects(self, heading: str, effects: Mapping[str, str]) -> Section:
        terms = self.catalog.quality_attributes
        return Section(heading, tuple(Point(why, terms[each].name) for each, why in effects.items()))

    def _relations(self, heading: str, relations: Mapping[str, str]) -> Section:
        entry = self.catalog.entry
        points = (
            Point(why, known.name if (known := entry(each)) else each, each)
            for each, why in relations.items()
        )
        return Section(heading, tuple(points))


def _prose(heading: str, text: str) -> Section:
    return Section(heading, tuple(Prose(paragraph) for paragraph in text.split("\n") if paragraph.strip()))


def _points(heading: str, items: Iterable[str]) -> Section:
    return Section(heading, tuple(Point(item) for item in items))


def _names(heading: str, ids: Iterable[str]) -> Section:
    found = tuple(ids)
    return Section(heading, (Names(found),) if found else ())


def _advice(pattern: Pattern) -> Section:
    """Return the clauses by which ``archkit recommend`` judges the pattern."""
    blocks: list[Prose | Point | Names] = []
    if pattern.when is not None:
        for gate, sentence in _BY_ADVICE:
            clauses = getattr(pattern.when, gate)
            if clauses:
                blocks.append(Prose(sentence))
            blocks += [Point(f"{clause.because} [{clause}]") for clause in clauses]
        if pattern.when.ask:
            blocks.append(Prose(f"Where this is not known: {pattern.when.ask}"))
    return Section("What archkit recommend looks at", tuple(blocks))
