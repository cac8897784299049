"""System and surroundings become a page: what is inside, what is left to others, and who stands at the border."""

from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.generators.context import context


def context_page(site: Site) -> Page:
    """Return the page of context and scope."""
    here = site.here("context.md")
    outside = [one for one in site.requirements.components.values() if one.is_external]
    values = {
        "system": site.requirements.system,
        "figures": site.figures(here, [context(site.requirements)]),
        "neighbours": [*site.requirements.actors.values(), *outside],
    }
    return Page(
        here, "Context and scope", "context", values, "What the system does, what it leaves to others."
    )
