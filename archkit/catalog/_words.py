"""A word list becomes a search that finds its words in a sentence and knows what to write instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class WordList:
    """Words and phrases to look for, each with advice."""

    advice: Mapping[str, str]
    """Word in small letters to what to write instead; may be empty."""
    regex: re.Pattern[str]

    @classmethod
    def of(cls, entries: Mapping[str, str | None]) -> "WordList":
        """Build the search from words or phrases, each with its advice."""
        return _build(tuple((word, advice or "") for word, advice in entries.items()))

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each word that is found, as it stands in the text, with its advice."""
        for match in self.regex.finditer(text):
            word = match[0]
            yield word, self.advice[" ".join(word.lower().split())]


@lru_cache(maxsize=32)
def _build(entries: tuple[tuple[str, str], ...]) -> WordList:
    longest_first = sorted((word for word, _ in entries), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    regex = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    return WordList(dict(entries), regex)
