"""The dossier becomes the sources of an MkDocs site: pages linked both ways, and mkdocs.yml."""

from collections.abc import Iterator
from itertools import islice

from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.generators._markdown import plain
from archkit.generators._site.element import element_pages
from archkit.generators._site.kind import table
from archkit.generators._site.kinds import KINDS
from archkit.generators._site.names import folder_of
from archkit.generators._site.one_page import MOST, one_page
from archkit.generators._site.one_page import PATH as EVERYTHING
from archkit.generators._site.page import Page
from archkit.generators._site.pages.apis import apis
from archkit.generators._site.pages.changes import changes
from archkit.generators._site.pages.context import context_page
from archkit.generators._site.pages.deployment import deployment
from archkit.generators._site.pages.events import events
from archkit.generators._site.pages.findings import findings
from archkit.generators._site.pages.glossary import glossary
from archkit.generators._site.pages.guide import guide
from archkit.generators._site.pages.numbers import numbers
from archkit.generators._site.pages.overview import overview
from archkit.generators._site.pages.patterns import patterns
from archkit.generators._site.pages.questions import questions
from archkit.generators._site.pages.risks import risks
from archkit.generators._site.pages.trace import trace
from archkit.generators._site.rendering import renderer
from archkit.generators._site.settings import BUILT, SETTINGS, SOURCES, settings
from archkit.generators._site.team import own_files, own_of
from archkit.generators._site.whole import Site
from archkit.render import raw, raw_bytes

__all__ = ["BUILT", "GENERATOR", "SETTINGS", "SOURCES"]

_MOST_FIGURES = 12
"""How many diagrams stand at the head of a section."""
_TEXTS = ("archkit.css", "archkit.js", "iframe-worker.js")
_FONTS = ("inter-latin.woff2", "inter-latin-ext.woff2")


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make every page and the configuration of the site builder."""
    site = Site(dossier)
    render = renderer(dossier.attached.templates)
    pages = list(_pages(site))
    rendered = [(page, render(page)) for page in pages]
    for page, text in rendered:
        yield Artifact.text(f"{SOURCES}/{page.path}", text)
    if _on_one_page(site):
        whole = one_page(plain(site.requirements.system.label), rendered)
        yield Artifact.text(f"{SOURCES}/{EVERYTHING}", whole)
        pages.append(Page(site.here(EVERYTHING), "On one page", "", {}))
    for name in _TEXTS:
        yield Artifact.text(f"{SOURCES}/assets/{name}", raw(f"site/{name}"))
    for name in _FONTS:
        yield Artifact(f"{SOURCES}/assets/{name}", raw_bytes(f"site/{name}"))
    yield from own_files(dossier, SOURCES)
    own = own_of(dossier, {page.path: page.title for page in pages})
    yield Artifact.text(SETTINGS, settings(site.requirements.system, pages, site.options, own))


def _on_one_page(site: Site) -> bool:
    """Tell whether to make the page for print: as the team says, else unless it would be a book."""
    wished = site.options.single_page
    return wished if wished is not None else sum(1 for _ in site.requirements.items()) <= MOST


def _pages(site: Site) -> Iterator[Page]:
    """Yield every page."""
    yield overview(site)
    yield context_page(site)
    for section, kind in KINDS.items():
        if not site.requirements.section(section):
            continue
        here = site.here(f"{folder_of(section)}/index.md")
        values = {
            "kind": kind,
            "table": table(kind, site, here),
            "figures": site.figures(here, islice(kind.graphs(site), _MOST_FIGURES)),
        }
        yield Page(here, kind.title, "section", values, kind.intro)
        yield from element_pages(site, kind)
    if site.requirements.components:
        yield deployment(site)
    yield from apis(site)
    yield from filter(None, [events(site)])
    yield patterns(site)
    yield numbers(site)
    yield risks(site)
    yield trace(site)
    yield findings(site)
    yield from filter(None, [changes(site)])
    yield questions(site)
    if site.requirements.glossary:
        yield glossary(site)
    yield guide(site)


GENERATOR = Generator("the sources of the architecture site", make, order=90, folder=SOURCES)
