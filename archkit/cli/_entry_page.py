"""An entry's page is set for the terminal: wrapped, with headings, relations by their names."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from archkit.catalog import Catalog, Entry
from archkit.catalog.pages import Names, Page, Point, Prose, Section, page_of
from archkit.diagnostics import visible

NARROWEST, WIDEST = 40, 100
"""Columns of a page; longer lines are hard to read, shorter ones break every word."""


def entry_page(entry: Entry, catalog: Catalog, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of an entry.

    Args:
        entry: A pattern or a product.
        catalog: Where the names of related entries come from.
        width: Columns of the terminal.
        colour: Whether escape sequences may be used.
    """
    setter = _Setter(catalog, min(max(width, NARROWEST), WIDEST), colour=colour)
    return "\n".join(setter.lines(page_of(entry, catalog))).rstrip() + "\n"


@dataclass(frozen=True, slots=True)
class _Setter:
    """How lines are made, and where names are looked up."""

    catalog: Catalog
    width: int
    colour: bool

    def lines(self, page: Page) -> Iterator[str]:
        """Yield the lines of a page."""
        entry = page.entry
        yield from map(self._bold, self._wrapped(f"{entry.name} ({entry.id})", ""))
        yield from self._wrapped(page.kind, "")
        if entry.also_known_as:
            yield from self._wrapped(f"Also called {', '.join(entry.also_known_as)}", "")
        yield ""
        yield from self._wrapped(entry.summary, "")
        for section in page.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield from ("", self._bold(section.heading))
        for block in section.blocks:
            match block:
                case Prose(text):
                    yield from self._wrapped(text, "  ")
                case Point(text, lead):
                    yield from self._wrapped(f"{lead}: {text}" if lead else text, "    ", first="  - ")
                case Names(ids):
                    yield from self._wrapped(", ".join(map(self._name, ids)), "  ")

    def _name(self, identifier: str) -> str:
        entry = self.catalog.entry(identifier)
        return entry.name if entry else identifier

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
