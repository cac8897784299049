"""``catalog/tour.yaml`` becomes what the tour asks, and what it takes the names in a flow for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TourPrompt:
    """One thing that the tour asks."""

    id: str
    """What the answer is, a word that ``archkit.session.Tour`` knows."""
    title: str
    """A word or two for the line at the top."""
    ask: str
    """The question; ``{actor}`` and ``{use_case}`` stand for earlier answers."""
    why: str
    """What there is to learn."""
    example: tuple[str, ...]
    """What is taken where nothing is typed, one line after the other."""


@dataclass(frozen=True, slots=True)
class TourPart:
    """What a name in a flow is taken for."""

    kind: str
    """The kind of the component."""
    words: frozenset[str]
    """Words of the name that say so; none for what all others are."""
    guess: Mapping[str, Any]
    """What is guessed of it, as fields of a component."""


@dataclass(frozen=True, slots=True)
class TourPlan:
    """The tour, before anybody takes it."""

    prompts: tuple[TourPrompt, ...]
    parts: tuple[TourPart, ...]
    actors: tuple[TourPart, ...]
    """What an actor is taken for."""

    def part(self, name: str) -> TourPart:
        """Return what a name is taken for."""
        return _taken(name, self.parts)

    def actor_kind(self, name: str) -> str:
        """Return the kind of an actor of this name."""
        return _taken(name, self.actors).kind


def _taken(name: str, parts: tuple[TourPart, ...]) -> TourPart:
    """Return the first part of which a word stands in a name; the last one where none does."""
    words = set(name.lower().replace("-", " ").split())
    return next((one for one in parts if one.words & words), parts[-1])


def plan_of(data: Mapping[str, Any]) -> TourPlan:
    """Return the tour as its file has it."""
    return TourPlan(
        tuple(
            TourPrompt(
                name, entry["title"], entry["ask"], entry["why"].strip(), tuple(entry["example"] or ())
            )
            for name, entry in data["prompts"].items()
        ),
        _parts(data["parts"]),
        _parts(data["actors"]),
    )


def _parts(entries: Sequence[Mapping[str, Any]]) -> tuple[TourPart, ...]:
    return tuple(
        TourPart(entry["kind"], frozenset(entry["words"] or ()), entry.get("guess", {})) for entry in entries
    )
