"""The catalog becomes reference pages: one a kind with its entries in a table, and one an entry."""

from collections.abc import Iterator

from archkit.catalog import CATEGORIES, Catalog, Entry, Pattern
from archkit.catalog.pages import Names, Point, Prose, Section, page_of
from archkit.generators._markdown import plain

PRODUCTS = "product"
"""The folder of products, which have no category."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    catalog = Catalog()
    entries: list[Entry] = [*catalog.patterns.values(), *catalog.products.values()]
    yield "reference/catalog.md", "\n".join(_index(entries)) + "\n"
    for folder, heading in _kinds().items():
        inside = [entry for entry in entries if _folder(entry) == folder]
        yield f"reference/catalog/{folder}/index.md", "\n".join(_kind(heading, inside)) + "\n"
    for entry in entries:
        yield f"reference/catalog/{_folder(entry)}/{entry.id}.md", "\n".join(_entry(entry, catalog)) + "\n"


def _kinds() -> dict[str, str]:
    return {**CATEGORIES, PRODUCTS: "Products"}


def _folder(entry: Entry) -> str:
    return entry.category if isinstance(entry, Pattern) else PRODUCTS


def _index(entries: list[Entry]) -> Iterator[str]:
    yield "# The catalog\n"
    yield "What archkit knows about architecture. `archkit catalog list` and `archkit explain NAME` show the same in the"
    yield "terminal; a team [adds entries of its own](../how-to/own-catalog.md).\n"
    yield "| kind | entries |\n|---|---|"
    for folder, heading in _kinds().items():
        count = sum(_folder(entry) == folder for entry in entries)
        yield f"| [{heading}](catalog/{folder}/index.md) | {count} |"


def _kind(heading: str, entries: list[Entry]) -> Iterator[str]:
    yield f"# {heading}\n\n| entry | what it is |\n|---|---|"
    for entry in sorted(entries, key=lambda one: (one.name.lower(), one.id)):
        star = " ★" if isinstance(entry, Pattern) and entry.tier == "core" else ""
        yield f"| [{plain(entry.name)}]({entry.id}.md){star} | {plain(entry.summary)} |"
    if any(isinstance(entry, Pattern) for entry in entries):
        yield "\n★ marks the core entries: those that an architect meets first."


def _entry(entry: Entry, catalog: Catalog) -> Iterator[str]:
    page = page_of(entry, catalog)
    yield f"# {plain(entry.name)}\n"
    also = f" · also called {plain(', '.join(entry.also_known_as))}" if entry.also_known_as else ""
    yield f"`{entry.id}` · {plain(page.kind)}{also}\n"
    yield plain(entry.summary)
    for section in page.sections:
        yield from _section(section, catalog)


def _section(section: Section, catalog: Catalog) -> Iterator[str]:
    yield f"\n## {section.heading}"
    before: type = type(None)
    for block in section.blocks:
        if not (isinstance(block, Point) and before is Point):
            yield ""
        match block:
            case Prose(text):
                yield plain(text)
            case Point(text, lead, entry):
                named = f"**{_link(entry, catalog) if entry else plain(lead)}**: " if lead else ""
                yield f"- {named}{plain(text)}"
            case Names(ids):
                yield ", ".join(_link(each, catalog) for each in ids)
        before = type(block)


def _link(identifier: str, catalog: Catalog) -> str:
    entry = catalog.entry(identifier)
    return f"[{plain(entry.name)}](../{_folder(entry)}/{entry.id}.md)" if entry else plain(identifier)
