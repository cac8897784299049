"""Texts of a team become HTML: shown letter by letter, with the words of the glossary explained where they stand."""

import re
from functools import cached_property

from markupsafe import Markup, escape

from archkit.generators._site.names import Names, anchor_of
from archkit.model import Requirements, Term


class Words:
    """Explains the words of the glossary."""

    def __init__(self, requirements: Requirements) -> None:
        self._terms = {
            word.casefold(): term
            for term in requirements.glossary.values()
            if term.meaning
            for word in (term.label, term.id.replace("-", " "))
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._terms, key=lambda word: (-len(word), word))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def explained(self, text: str, names: Names) -> Markup:
        """Return a text as HTML in which the first mention of each word of the glossary is a link with its meaning."""
        if not self._terms or not text:
            return escape(text)
        out, end, told = Markup(), 0, set[str]()
        for match in self._pattern.finditer(text):
            term = self._terms.get(match[0].casefold())
            if term is None or term.id in told:
                continue
            told.add(term.id)
            out += escape(text[end : match.start()]) + _link(match[0], term, names)
            end = match.end()
        return out + escape(text[end:])


def _link(word: str, term: Term, names: Names) -> Markup:
    href = names.page("glossary.md", anchor_of(term.ref))
    return Markup('<a class="ak-term" href="{}" title="{}">{}</a>').format(href, term.meaning, word)
