"""The catalog: vocabularies read from the files that ship with archkit, each only when somebody asks."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from archkit.catalog._words import WordList
from archkit.model import Dimension, Quantity, parse_quantity
from archkit.resources import folder
from archkit.source import parse

if TYPE_CHECKING:
    from archkit.catalog._entries import Entry, Pattern, Product
    from archkit.catalog._library import Library
    from archkit.catalog._own_words import OwnWords
    from archkit.catalog._tour import TourPlan
    from archkit.catalog._walk import WalkStep


class QualityTerm(NamedTuple):
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


class Conflict(NamedTuple):
    """Two quality attributes of which more of one usually costs some of the other."""

    between: frozenset[str]
    """Their ids."""
    because: str
    """Which means pull apart, in half a sentence."""


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


@cache
def _words_of(name: str) -> Mapping[str, str | None]:
    """Return the words of a built-in list, also of one whose words stand behind what is known about them."""
    entries: dict[str, str | None] = {}
    for key, value in _data("words.yaml")[name].items():
        entries |= {word.lower(): key for word in value} if isinstance(value, list) else {key: value}
    return entries


@cache
def _word_list(name: str) -> WordList:
    return WordList.of(_words_of(name))


class Catalog:
    """What archkit knows about architecture, apart from any workspace; with a team's own entries where it has some."""

    def __init__(self, folders: Sequence[tuple[Path, str]] = ()) -> None:
        """Name the folders with a team's own entries, each with the name that findings call it by."""
        self._folders = tuple(folders)
        self._extended: dict[str, WordList] = {}

    @cached_property
    def library(self) -> "Library":
        """Patterns and products, and whatever is wrong with a team's own."""
        from archkit.catalog._library import Library  # noqa: PLC0415 - vocabularies need neither model nor files

        return Library(frozenset(self.quality_attributes), self._folders)

    @property
    def patterns(self) -> "Mapping[str, Pattern]":
        """Patterns, blocks, tactics, principles, antipatterns and all else that is no product, by id."""
        return self.library.patterns

    @cached_property
    def recommendable(self) -> "tuple[Pattern, ...]":
        """Patterns that advice can weigh because they have clauses, by id; the others are not read for it."""
        return self.library.recommendable

    @property
    def products(self) -> "Mapping[str, Product]":
        """Named technologies by id."""
        return self.library.products

    def entry(self, identifier: str) -> "Entry | None":
        """Return the pattern or product of an id."""
        return self.patterns.get(identifier) or self.products.get(identifier)

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
        key = self._quality_words.get(word) or self._quality_words.get(_plain(word))
        return self.quality_attributes[key] if key else None

    def words(self, name: str) -> WordList:
        """Return a word list of ``words.yaml``, for example ``vague``, with what a team's catalogs add and allow."""
        own = self.own_words
        if own is None or not (own.added.get(name) or own.allowed.get(name)):
            return _word_list(name)
        if name not in self._extended:
            kept = {
                word: advice
                for word, advice in _words_of(name).items()
                if word not in own.allowed.get(name, ())
            }
            self._extended[name] = WordList.of({**kept, **own.added.get(name, {})})
        return self._extended[name]

    @cached_property
    def own_words(self) -> "OwnWords | None":
        """What a team's catalogs say about words; None where there are no such catalogs."""
        if not self._folders:
            return None
        from archkit.catalog._own_words import own_words  # noqa: PLC0415 - most workspaces have no catalog of their own

        return own_words(self._folders, _data("words.yaml"))

    @cached_property
    def _regions(self) -> Mapping[str, tuple[float, float]]:
        found: dict[str, tuple[float, float]] = {}
        for key, entry in _data("regions.yaml")["regions"].items():
            latitude, longitude = map(float, entry["at"])
            found |= dict.fromkeys((key, *(entry["also"] or ())), (latitude, longitude))
        return found

    def region(self, name: str) -> tuple[float, float] | None:
        """Return where a region lies, in degrees north and east; a provider's own name for it will do too."""
        return self._regions.get(name)

    def in_region_round_trip(self) -> Quantity:
        """Return what a round trip between two machines in one region takes."""
        return parse_quantity(_data("regions.yaml")["in_region_round_trip"], Dimension.DURATION)

    def last_mile(self, client: str) -> Quantity | None:
        """Return what the access network of a kind of client adds to a round trip, where that is known."""
        written = _data("regions.yaml")["last_mile"].get(client)
        return parse_quantity(written, Dimension.DURATION) if written else None

    def language(self, name: str = "en") -> Mapping[str, Any]:
        """Return how people say amounts, qualities, constraints and functions in a language, as its file has it."""
        found: Mapping[str, Any] = _data(f"assist/{name}.yaml")
        return found

    @cached_property
    def walk(self) -> "tuple[WalkStep, ...]":
        """The steps from a wish to an architecture, in order."""
        from archkit.catalog._walk import step_of  # noqa: PLC0415 - linting asks nobody

        paths = sorted((folder("catalog") / "walk").glob("*.yaml"))
        return tuple(step_of(path, _data(f"walk/{path.name}")) for path in paths)

    @cached_property
    def tour(self) -> "TourPlan":
        """What the tour of five minutes asks, and what it guesses."""
        from archkit.catalog._tour import plan_of  # noqa: PLC0415 - linting takes nobody round

        return plan_of(_data("tour.yaml"))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of quality attributes whose usual means work against each other."""
        return tuple(
            Conflict(frozenset(entry["between"]), entry["because"])
            for entry in _data("conflicts.yaml")["conflicts"]
        )


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").replace("_", " ").split())
