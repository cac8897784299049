"""A word list becomes a search that finds its words in a sentence and knows what to write instead."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(r"(?<![\w-])\w+")


class WordList(NamedTuple):
    """Words and phrases to look for, each with advice."""

    advice: Mapping[str, str]
    """Word in small letters to what to write instead; may be empty."""
    by_first: Mapping[str, tuple[str, ...]]
    """First word of a phrase to all phrases that begin so, the longest first: one look for each word of a text."""

    @classmethod
    def of(cls, entries: Mapping[str, str | None]) -> "WordList":
        """Build the search from words or phrases, each with its advice; each begins with a letter or a digit."""
        advice = {phrase.lower(): text or "" for phrase, text in entries.items()}
        groups: dict[str, list[str]] = {}
        for phrase in sorted(advice, key=len, reverse=True):
            first = _TOKEN.match(phrase)
            assert first is not None, f"'{phrase}' begins with no letter or digit"  # noqa: S101 - ships with archkit
            groups.setdefault(first[0], []).append(phrase)
        return cls(advice, {first: tuple(phrases) for first, phrases in groups.items()})

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each word that is found, as it stands in the text, with its advice; of two phrases the longer one."""
        plain, end = _small(text), 0
        if self.by_first.keys().isdisjoint(_TOKEN.findall(plain)):
            return
        for token in _TOKEN.finditer(plain):
            phrases, start = self.by_first.get(token[0]), token.start()
            if not phrases or start < end:
                continue
            for phrase in phrases:
                if plain.startswith(phrase, start) and not _goes_on(plain, start + len(phrase)):
                    end = start + len(phrase)
                    yield text[start:end], self.advice[phrase]
                    break


def _small(text: str) -> str:
    """Return the text in small letters and as long as before; a few letters of Unicode grow when they get small."""
    plain = text.lower()
    if len(plain) != len(text):
        plain = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return plain.replace("\t", " ").replace("\n", " ")


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a word goes on behind a phrase, so that only a part of it was found."""
    if end >= len(text) or not (text[end].isalnum() or text[end] in "_-"):
        return False
    return text[end] != "-" or text[end + 1 : end + 2].isalnum()
