"""The words of the domain become one page, each with an anchor, and where it is used."""

from archkit.generators._site.names import anchor_of
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site


def glossary(site: Site) -> Page:
    """Return the page."""
    here = site.here("glossary.md")
    terms = sorted(site.requirements.glossary.values(), key=lambda one: one.label.casefold())
    values = {"terms": terms, "anchor": lambda one: anchor_of(one.ref)}
    return Page(here, "Glossary", "glossary", values, "What the words of the domain mean.")
