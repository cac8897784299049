"""Questions and assumptions become one page, each with an anchor that its id makes."""

from archkit.generators._site.names import anchor_of
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site


def questions(site: Site) -> Page:
    """Return the page; it is made even where there are none, because others link to it."""
    here = site.here("questions.md")
    order = {"open": 0, "answered": 1, "dropped": 2}
    asked = sorted(site.requirements.questions.values(), key=lambda one: order[one.status])
    taken = sorted(site.requirements.assumptions.values(), key=lambda one: one.confirmed is True)
    values = {"asked": asked, "taken": taken, "anchor": lambda one: anchor_of(one.ref)}
    return Page(here, "Questions and assumptions", "questions", values, "What is not known yet.")
