"""The phrases of a language become searches that know where in a sentence they found something."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from archkit.catalog import Catalog
from archkit.model import Dimension


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of which metric a limit is about."""

    metric: str
    attribute: str
    dimension: Dimension
    words: re.Pattern[str]
    limit: str
    """The comparison where the sentence does not say."""
    statistic: str
    window: str
    of_the_whole: bool
    """Whether it is a demand on the whole, so that no function is left when it is taken away."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a vague word may mean."""

    attribute: str
    measures: Mapping[str, str]
    """Measures to choose from, the usual one first, each with what it feels like."""
    ask: str
    """What to ask where no number tells."""
    of_the_whole: bool
    """Whether it is a demand on the whole, so that no function is left when it is taken away."""


class Language:
    """What the assistant knows of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the file of the language as it was read."""
        self._data = data
        self._found: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the search for the phrases of a list."""
        if name not in self._found:
            self._found[name] = any_of(self._data[name])
        return self._found[name]

    def words(self, name: str) -> tuple[str, ...]:
        """Return the phrases of a list."""
        return tuple(self._data[name])

    def forms(self, name: str) -> Mapping[str, str]:
        """Return every way to write something, in small letters, to the word of the format."""
        return {form.lower(): unit for unit, forms in self._data[name].items() for form in forms}

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """Words for small numbers."""
        return {word: float(value) for word, value in self._data["numbers"].items()}

    @cached_property
    def scales(self) -> Mapping[str, float]:
        """Words behind a number that make it larger."""
        return {word: float(value) for word, value in self._data["scales"].items()}

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return one of the searches that no list of phrases can say."""
        key = f"pattern {name}"
        if key not in self._found:
            self._found[key] = re.compile(self._data["patterns"][name], re.IGNORECASE)
        return self._found[key]

    @property
    def days(self) -> Mapping[str, str]:
        """Words for the stretch of time that a share is judged over, each as a duration."""
        found: Mapping[str, str] = self._data["windows"]
        return found

    def base_of(self, participle: str) -> str:
        """Return ``show`` for ``shown`` and ``displayed``'s ``display``, where the verb is known; else nothing."""
        small = participle.lower()
        irregular: Mapping[str, str] = self._data["participles"]
        tries = (irregular.get(small, ""), small.removesuffix("ed"), small.removesuffix("d"), small[:-3])
        every = self.words("verbs")
        return next((one for one in tries if one in every or one in irregular.values()), "")

    @property
    def ask_technology(self) -> str:
        """What to ask where a technology stands in a requirement."""
        return str(self._data["ask_technology"])

    def general_scenario(self, attribute: str) -> Mapping[str, str]:
        """Return the parts of a scenario as they usually are for a quality; ``*`` holds for every other one."""
        every = self._data["scenarios"]
        found: Mapping[str, str] = every.get(attribute) or {}
        return found

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Signs of metrics, in the order in which they are tried."""
        return tuple(
            Cue(
                entry["metric"],
                entry["attribute"],
                Dimension(entry["of"]),
                any_of(entry["words"]),
                entry["limit"],
                entry.get("statistic", ""),
                entry.get("window", ""),
                entry.get("system") == "true",
            )
            for entry in self._data["qualities"]
        )

    @cached_property
    def sayings(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """Demands that need no number: a search, the quality, the measure."""
        return tuple(
            (re.compile(entry["find"], re.IGNORECASE), entry["attribute"], entry["measure"])
            for entry in self._data["says"]
        )

    @cached_property
    def _vague(self) -> Mapping[str, Meaning]:
        return {
            word.lower(): Meaning(
                entry["attribute"],
                entry["measures"] or {},
                entry.get("ask", ""),
                of_the_whole=entry.get("system") == "true",
            )
            for entry in self._data["vague"]
            for word in entry["words"]
        }

    @cached_property
    def vague(self) -> re.Pattern[str]:
        """The search for vague words."""
        return any_of(self._vague)

    def meaning(self, word: str) -> Meaning | None:
        """Return what a vague word may mean."""
        return self._vague.get(" ".join(word.lower().split()))


@cache
def language(name: str = "en") -> Language:
    """Return what the assistant knows of a language."""
    return Language(Catalog().language(name))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the search for any of some phrases as whole words, the longest first, in any case of their letters."""
    ordered = sorted(phrases, key=len, reverse=True)
    whole = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
    return re.compile(rf"(?<![\w-])(?:{whole})(?!\w|-\w)", re.IGNORECASE)
