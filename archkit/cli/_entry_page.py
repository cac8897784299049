"""An entry of the catalog becomes a page for the terminal: wrapped, with headings, relations by their names."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archkit.catalog import Catalog, Entry, Pattern, Product
from archkit.diagnostics import visible

NARROWEST, WIDEST = 40, 100
"""Columns of a page; longer lines are hard to read, shorter ones break every word."""
_BY_ADVICE = (
    ("consider", "Worth weighing when all of this holds:"),
    ("adopt", "The clear choice when this holds besides:"),
    ("against", "Advised against when one of this holds:"),
)


def entry_page(entry: Entry, catalog: Catalog, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of an entry.

    Args:
        entry: A pattern or a product.
        catalog: Where the names of related entries come from.
        width: Columns of the terminal.
        colour: Whether escape sequences may be used.
    """
    page = _Page(catalog, min(max(width, NARROWEST), WIDEST), colour=colour)
    lines = page.of_pattern(entry) if isinstance(entry, Pattern) else page.of_product(entry)
    return "\n".join(lines).rstrip() + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """How lines are made, and where names are looked up."""

    catalog: Catalog
    width: int
    colour: bool

    def of_pattern(self, pattern: Pattern) -> Iterator[str]:
        """Yield the lines of a pattern's page."""
        kind = ", ".join(word for word in (pattern.category, pattern.tier, pattern.status) if word)
        yield from self._head(pattern, kind)
        yield from self._prose("Problem", pattern.problem)
        yield from self._list("Forces", pattern.forces)
        heading = "What to do instead" if pattern.category == "antipattern" else "Solution"
        yield from self._prose(heading, pattern.solution)
        yield from self._list("How it works", pattern.how_it_works)
        yield from self._effects("Helps", pattern.helps)
        yield from self._effects("Hurts", pattern.hurts)
        yield from self._list("Use it when", pattern.use_when)
        yield from self._list("Avoid it when", pattern.avoid_when)
        yield from self._relations("Needs first", pattern.requires)
        yield from self._relations("Does not go with", self._opponents(pattern))
        yield from self._relations("Alternatives, and how to choose", pattern.alternatives)
        yield from self._list("What goes wrong", pattern.pitfalls)
        yield from self._list("How to verify that it works", pattern.verify)
        yield from self._list("Ask the team first", pattern.ask)
        yield from self._advice(pattern)
        uses = (
            f"{use.text}{' (An illustration.)' if use.illustration else ''}" for use in pattern.known_uses
        )
        yield from self._list("Known uses", uses)
        products = (product.name for product in self.catalog.library.products_of(pattern.id))
        yield from self._prose("Products that implement it", ", ".join(products))
        yield from self._prose(
            "Named as an alternative by", self._names(self._naming(pattern, "alternatives"))
        )
        yield from self._prose("Needed by", self._names(self._naming(pattern, "requires")))
        yield from self._prose("Read next", self._names(pattern.related))
        yield from self._list("Sources", pattern.sources)

    def of_product(self, product: Product) -> Iterator[str]:
        """Yield the lines of a product's page."""
        about = [product.kind, f"by {product.vendor}" if product.vendor else "", product.licence]
        yield from self._head(product, ", ".join(word for word in about if word))
        yield from self._list("Strengths", product.strengths)
        yield from self._list("Limits", product.limits)
        implemented = {
            each: self.catalog.patterns[each].summary
            for each in product.implements
            if each in self.catalog.patterns
        }
        yield from self._relations("Implements", implemented)
        yield from self._prose("Read next", self._names(product.related))

    # --- what other entries say ---------------------------------------------------------------------------

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

    def _name(self, identifier: str) -> str:
        entry = self.catalog.patterns.get(identifier) or self.catalog.products.get(identifier)
        return entry.name if entry else identifier

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(self._name(each) for each in ids)

    # --- how lines are made -------------------------------------------------------------------------------

    def _head(self, entry: Entry, kind: str) -> Iterator[str]:
        yield from map(self._bold, self._wrapped(f"{entry.name} ({entry.id})", ""))
        yield from self._wrapped(kind, "")
        if entry.also_known_as:
            yield from self._wrapped(f"Also called {', '.join(entry.also_known_as)}", "")
        yield ""
        yield from self._wrapped(entry.summary, "")

    def _prose(self, heading: str, text: str) -> Iterator[str]:
        if text:
            yield from ("", self._bold(heading))
            for paragraph in text.split("\n"):
                yield from self._wrapped(paragraph, "  ")

    def _list(self, heading: str, items: Iterable[str]) -> Iterator[str]:
        for number, item in enumerate(items):
            if not number:
                yield from ("", self._bold(heading))
            yield from self._wrapped(item, "    ", first="  - ")

    def _effects(self, heading: str, effects: Mapping[str, str]) -> Iterator[str]:
        terms = self.catalog.quality_attributes
        return self._pairs(heading, {terms[each].name: why for each, why in effects.items()})

    def _relations(self, heading: str, relations: Mapping[str, str]) -> Iterator[str]:
        return self._pairs(heading, {self._name(each): why for each, why in relations.items()})

    def _pairs(self, heading: str, pairs: Mapping[str, str]) -> Iterator[str]:
        if pairs:
            yield from ("", self._bold(heading))
        for word, sentence in pairs.items():
            yield from self._wrapped(f"{word}: {sentence}", "    ", first="  - ")

    def _advice(self, pattern: Pattern) -> Iterator[str]:
        """Yield the clauses by which ``archkit recommend`` judges the pattern."""
        if pattern.when is None:
            return
        yield from ("", self._bold("What archkit recommend looks at"))
        for gate, sentence in _BY_ADVICE:
            clauses = getattr(pattern.when, gate)
            if clauses:
                yield from self._wrapped(sentence, "  ")
            for clause in clauses:
                yield from self._wrapped(f"{clause.because} [{clause}]", "    ", first="  - ")
        if pattern.when.ask:
            yield from self._wrapped(f"Where this is not known: {pattern.when.ask}", "  ")

    def _wrapped(self, text: str, indent: str, *, first: str | None = None) -> list[str]:
        return textwrap.wrap(
            visible(" ".join(text.split())),
            self.width,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _bold(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self.colour else text
