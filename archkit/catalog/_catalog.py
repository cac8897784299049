"""The catalog: vocabularies read from the files that ship with archkit, each only when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from archkit.catalog._words import WordList
from archkit.resources import folder
from archkit.source import parse


@dataclass(frozen=True, slots=True)
class QualityTerm:
    """One quality attribute of the vocabulary."""

    id: str
    """The word that requirements and patterns use."""
    name: str
    """The word that people read."""
    definition: str
    """What it means."""
    synonyms: tuple[str, ...]
    """What people write for it."""
    metrics: tuple[str, ...]
    """Known metrics that suit it, the usual one first."""
    example: str
    """A measure as a requirement would state it."""
    part_of: str
    """The wider attribute that it is a facet of."""
    iso_25010: str
    """The characteristic of ISO/IEC 25010 that it falls under."""


@cache
def _data(name: str) -> Any:
    """Read a vocabulary that ships with archkit.

    Raises:
        RuntimeError: The file does not parse, which is a bug in archkit.
    """
    path = folder("catalog") / name
    document, problems = parse(name, path.read_text(encoding="utf-8"))
    if document is None or problems:
        raise RuntimeError(f"{path}: {problems[0].message if problems else 'empty'}")
    return document.data


class Catalog:
    """What archkit knows about architecture, apart from any workspace."""

    @cached_property
    def quality_attributes(self) -> Mapping[str, QualityTerm]:
        """The closed vocabulary of quality attributes, by id."""
        return {
            key: QualityTerm(
                id=key,
                name=entry["name"],
                definition=entry["definition"],
                synonyms=tuple(entry["synonyms"] or ()),
                metrics=tuple(entry["metrics"] or ()),
                example=entry["example"] or "",
                part_of=entry.get("part_of") or "",
                iso_25010=entry.get("iso_25010") or "",
            )
            for key, entry in _data("quality-attributes.yaml")["quality_attributes"].items()
        }

    @cached_property
    def _quality_words(self) -> Mapping[str, str]:
        words = {
            _plain(word): term.id
            for term in self.quality_attributes.values()
            for word in (term.name, *term.synonyms)
        }
        return words | {_plain(key): key for key in self.quality_attributes}

    def quality_attribute(self, word: str) -> QualityTerm | None:
        """Return the quality attribute that a word or a synonym of it names."""
        key = self._quality_words.get(_plain(word))
        return self.quality_attributes[key] if key else None

    def words(self, name: str) -> WordList:
        """Return a word list of ``words.yaml``, for example ``vague``."""
        return WordList.of(_data("words.yaml")[name])


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").replace("_", " ").split())
