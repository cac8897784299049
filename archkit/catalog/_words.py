"""A word list becomes a search that finds its words in a sentence and knows what to write instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"(?<![\w-])\w+")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words and phrases to look for, each with advice."""

    advice: Mapping[str, str]
    """Word in small letters to what to write instead; may be empty."""
    by_first: Mapping[str, re.Pattern[str]]
    """First word of a phrase to the search for all phrases that begin so: one look for each word of a text."""

    @classmethod
    def of(cls, entries: Mapping[str, str | None]) -> "WordList":
        """Build the search from words or phrases, each with its advice; each begins with a letter or a digit."""
        return _build(tuple((word.lower(), advice or "") for word, advice in entries.items()))

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each word that is found, as it stands in the text, with its advice; of two phrases the longer one."""
        end = 0
        for token in _TOKEN.finditer(text):
            phrases = self.by_first.get(token[0].lower())
            match = phrases.match(text, token.start()) if phrases and token.start() >= end else None
            if match:
                end = match.end()
                yield match[0], self.advice[" ".join(match[0].lower().split())]


@lru_cache(maxsize=32)
def _build(entries: tuple[tuple[str, str], ...]) -> WordList:
    groups: dict[str, list[str]] = {}
    for word in sorted((word for word, _ in entries), key=len, reverse=True):
        first = _TOKEN.match(word)
        assert first is not None, f"'{word}' begins with neither a letter nor a digit"  # noqa: S101 - ships with archkit
        groups.setdefault(first[0], []).append(r"\s+".join(map(re.escape, word.split())))
    return WordList(
        dict(entries),
        {
            first: re.compile(rf"(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
            for first, words in groups.items()
        },
    )
