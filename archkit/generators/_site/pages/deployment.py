"""Where components run becomes a page: regions, zones, copies, and how new versions get there."""

from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.generators.deployment import deployments


def deployment(site: Site) -> Page:
    """Return the page of the deployment view."""
    here = site.here("deployment.md")
    own = [one for one in site.requirements.components.values() if not one.is_external]
    values = {"figures": site.figures(here, deployments(site.requirements)), "own": own}
    return Page(here, "Deployment", "deployment", values, "Where the components run.")
