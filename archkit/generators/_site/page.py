"""A page: where it stands, what it is called, and what its template shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from archkit.generators._site.here import Here


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, before it is rendered."""

    here: Here
    title: str
    """As a reader sees it in the navigation."""
    template: str
    """Below ``templates/site``, without its ending."""
    values: Mapping[str, object]
    """What the template shows."""
    summary: str = ""
    """A sentence for lists of pages and for those who share a link."""

    @property
    def path(self) -> str:
        """Its Markdown file, relative to the site's root."""
        return self.here.file
