"""A page knows where it stands: links from it, the glossary's words on it, and where to edit what it shows."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from archkit.diagnostics import Place, Span
from archkit.generators._site.names import Names
from archkit.generators._site.words import Words
from archkit.model import Requirements
from archkit.read import Reading


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages share."""

    reading: Reading
    words: Words
    repository: str = ""
    """Where files can be edited, as the team wrote it."""

    @property
    def requirements(self) -> Requirements:
        """All that the team has said."""
        return self.reading.requirements


class Here(Names):
    """One page of the site."""

    def __init__(self, setting: Setting, page: str) -> None:
        """Name the page, by its Markdown file relative to the site's root."""
        super().__init__(setting.requirements, page)
        self._setting = setting
        self.file = page

    def said(self, text: str) -> Markup:
        """Return a text of the team with the glossary's words explained."""
        return self._setting.words.explained(text, self)

    def source(self, place: Place, *, key: bool = False) -> Markup:
        """Return file and line of a place: a link to where it is edited, when the team said where that is."""
        return self.spot(self._setting.reading.span(place, key=key))

    def spot(self, span: Span) -> Markup:
        """Return file and line of a stretch of a file."""
        words = f"{span.file}:{span.line}"
        href = edit_address(self._setting.repository, span.file, span.line)
        if not href:
            return Markup('<code class="ak-source">{}</code>').format(words)
        return Markup('<a class="ak-source ak-edit" href="{}">{}</a>').format(href, words)


def edit_address(repository: str, path: str, line: int) -> str:
    """Return where a line can be edited; nothing where the team named no address of the web.

    Args:
        repository: An address with ``{path}`` and ``{line}``; one without gets ``/path#Lline`` behind it.
        path: The file, relative to the workspace.
        line: Counted from 1.
    """
    try:
        scheme = urlsplit(repository).scheme
    except ValueError:
        return ""
    if scheme not in {"http", "https"}:
        return ""
    whole = repository if "{path}" in repository else repository.rstrip("/") + "/{path}#L{line}"
    return whole.replace("{path}", quote(path)).replace("{line}", str(line))
