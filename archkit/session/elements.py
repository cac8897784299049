"""Raw documents become the elements that stand in them, half-finished and wrong ones too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archkit.diagnostics import Place
from archkit.model import SECTION_OF, SECTIONS, Ref, name_from
from archkit.session.values import SHORT_FORM
from archkit.source import Document


@dataclass(frozen=True, slots=True)
class Element:
    """An element as a file has it, whether the model accepts it or not."""

    section: str
    """The key of the file below which it stands: ``actors``."""
    id: str
    place: Place
    """Its file, and the route to it."""
    data: Any
    """What stands below its id: a map, a text, or nothing."""

    @property
    def kind(self) -> str:
        """The word before its id in a reference: ``actor``."""
        return SECTIONS[self.section].KIND

    @property
    def ref(self) -> Ref:
        """The reference that leads to it."""
        return Ref(self.kind, self.id)

    @property
    def label(self) -> str:
        """What people call it: its title or name, else one made from the id."""
        if isinstance(self.data, dict):
            for key in ("title", "name", "ask", "statement"):
                if isinstance(self.data.get(key), str) and self.data[key]:
                    return str(self.data[key])
        if isinstance(self.data, str) and self.section in SHORT_FORM and self.section != "glossary":
            return self.data
        return name_from(self.id)

    def field(self, *route: str | int) -> Any:
        """Return what stands at a route inside the element; None where nothing does."""
        value = self.data
        for step in route:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def elements_in(document: Document, section: str) -> Iterator[Element]:
    """Yield the elements of one section in one file, in their order."""
    items = document.data.get(section) if isinstance(document.data, dict) else None
    if isinstance(items, dict):
        for identifier, data in items.items():
            yield Element(section, identifier, Place(document.path, (section, identifier)), data)


def find(documents: Mapping[str, Document], ref: Ref) -> Element | None:
    """Return the element that a reference leads to, the first where an id stands twice."""
    section = SECTION_OF.get(ref.kind, "")
    for document in documents.values():
        items = document.data.get(section) if isinstance(document.data, dict) else None
        if isinstance(items, dict) and ref.id in items:
            return Element(section, ref.id, Place(document.path, (section, ref.id)), items[ref.id])
    return None


def element_at(documents: Mapping[str, Document], place: Place) -> Element | None:
    """Return the element in which a place lies; None where it lies in none."""
    document = documents.get(place.file)
    if document is None or len(place.route) < 2 or place.route[0] not in SECTIONS:
        return None
    section, identifier = str(place.route[0]), str(place.route[1])
    if not document.has((section, identifier)):
        return None
    return Element(
        section, identifier, Place(place.file, (section, identifier)), document.at((section, identifier))
    )
