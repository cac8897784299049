"""An element or a page becomes its address: made from the id alone, so that a link outlives every title."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from archkit.generators._artifact import safe_name
from archkit.generators._markdown import plain
from archkit.model import SECTION_OF, Item, Ref, Requirements
from archkit.model.links import PARTICIPANT

ON_ONE_PAGE = {"term": "glossary", "question": "questions", "assumption": "questions"}
"""Kinds of which all elements stand on one page, each with an anchor of its own."""


def folder_of(section: str) -> str:
    """Return the folder of a section's pages."""
    return section.replace("_", "-")


def anchor_of(ref: Ref) -> str:
    """Return the anchor of an element that shares a page with others."""
    return f"{ref.kind}-{ref.id}"


def page_of(ref: Ref) -> str:
    """Return the page of an element as Markdown file, relative to the site's root."""
    if ref.kind in ON_ONE_PAGE:
        return f"{ON_ONE_PAGE[ref.kind]}.md"
    return f"{folder_of(SECTION_OF[ref.kind])}/{safe_name(ref.id)}.md"


def api_page(component: str) -> str:
    """Return the page of a component's API."""
    return f"apis/{safe_name(component)}.md"


def operation_anchor(operation: str) -> str:
    """Return the anchor of an operation on its API's page."""
    return f"operation-{operation}"


def event_anchor(event: str) -> str:
    """Return the anchor of an event on the page of events."""
    return f"event-{re.sub(r'[^A-Za-z0-9]+', '-', event).strip('-')}"


class Names:
    """How elements and pages are linked from one page."""

    def __init__(self, requirements: Requirements, page: str = "index.md") -> None:
        """Name the page that the links stand on.

        Args:
            requirements: Know the elements.
            page: Its Markdown file, relative to the site's root.
        """
        self._requirements = requirements
        self._up = "../" * page.count("/")

    def find(self, ref: Ref) -> Item | None:
        """Return the element that a reference leads to; an end of an arrow may be an actor or a component."""
        if ref.kind == PARTICIPANT:
            return self._requirements.participant(ref.id)
        return self._requirements.get(ref)

    def page(self, path: str, anchor: str = "") -> str:
        """Return the address of a page, given as its Markdown file relative to the site's root."""
        return f"{self._up}{path.removesuffix('.md')}.html{f'#{anchor}' if anchor else ''}"

    def asset(self, path: str) -> str:
        """Return the address of a file below the site's root."""
        return f"{self._up}{path}"

    def href(self, ref: Ref) -> str | None:
        """Return the address of an element; None where it has none."""
        if ref.kind == "system":
            return self.page("index.md")
        item = self.find(ref)
        if item is None:
            return None
        return self.page(page_of(item.ref), anchor_of(item.ref) if item.KIND in ON_ONE_PAGE else "")

    def link(self, ref: Ref) -> Markup:
        """Return a link to an element, or the reference as text where it leads nowhere."""
        item, href = self.find(ref), self.href(ref)
        if href is None:
            return escape(ref.id)
        words = "the system" if item is None else item.label
        return Markup('<a href="{}">{}</a>').format(href, words)

    def links(self, refs: Iterable[Ref]) -> Markup:
        """Return links to elements, with commas between them."""
        return Markup(", ").join(self.link(ref) for ref in refs)

    def markdown(self, ref: Ref) -> str:
        """Return a link to an element as Markdown."""
        item, href = self.find(ref), self.href(ref)
        if href is None:
            return plain(ref.id)
        target = href.replace(".html", ".md")
        return f"[{plain(item.label) if item else 'the system'}]({target})"
