"""What a fact is, and what is known of it: a value with its evidence, where not knowing is an answer of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archkit.diagnostics import Place
from archkit.model import Dimension, Quantity, format_value

if TYPE_CHECKING:
    from archkit.facts._subject import Subject


class FactKind(StrEnum):
    """What the value of a fact is."""

    YES_NO = "yes or no"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a fact in one workspace."""

    known: bool | float | frozenset[str] | None
    """The value; None where the requirements do not tell."""
    text: str
    """The value in a phrase; where it is unknown, what would have to be stated."""
    evidence: tuple[Place, ...] = ()
    """The requirements that it comes from, the strongest first."""
    guess: bool = False
    """Whether it rests on a value that somebody marked as a guess."""
    said: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """Of words: each word to the requirements that say it."""

    @property
    def is_known(self) -> bool:
        """Whether the requirements tell."""
        return self.known is not None


def yes(text: str, evidence: Iterable[Place] = (), *, guess: bool = False) -> Value:
    """Return that something is so."""
    return Value(known=True, text=text, evidence=_few(evidence), guess=guess)


def no(text: str, evidence: Iterable[Place] = ()) -> Value:
    """Return that something is not so."""
    return Value(known=False, text=text, evidence=_few(evidence))


def unknown(missing: str, evidence: Iterable[Place] = ()) -> Value:
    """Return that nobody said; ``missing`` names what to state."""
    return Value(known=None, text=missing, evidence=_few(evidence))


def number(value: float, text: str, evidence: Iterable[Place] = (), *, guess: bool = False) -> Value:
    """Return an amount in the base unit of its dimension."""
    return Value(known=float(value), text=text, evidence=_few(evidence), guess=guess)


def words(said: Mapping[str, Iterable[Place]], otherwise: str) -> Value:
    """Return the words that apply; ``otherwise`` tells what it means that there are none."""
    places = {word: _few(where) for word, where in said.items()}
    every = tuple(place for where in places.values() for place in where)
    return Value(
        known=frozenset(places), text=", ".join(places) or otherwise, evidence=_few(every), said=places
    )


def _few(places: Iterable[Place]) -> tuple[Place, ...]:
    """Keep each place once, and no more than a reader follows."""
    return tuple(dict.fromkeys(places))[:6]


def show(value: float, dimension: Dimension | None) -> str:
    """Return an amount as people write it: ``400/s``, ``99.9 %``, ``2 KB``."""
    if dimension is None or dimension is Dimension.COUNT:
        return f"{value:,.4g}".replace(",", " ") if value < 10_000 else f"{value:,.0f}".replace(",", " ")
    return format_value(value, dimension)


def worst_of(
    found: Iterable[tuple[Quantity, Place]], *, at_most: bool
) -> tuple[float, str, Place, bool] | None:
    """Return the strictest of several quantities: its value, its text, its place, and whether it is a guess."""
    pick = min if at_most else max
    every = list(found)
    if not every:
        return None
    quantity, place = pick(every, key=lambda pair: pair[0].worse(at_most=not at_most))
    return quantity.worse(at_most=not at_most), quantity.text, place, quantity.guess


Derive = Callable[["Subject"], Value]


@dataclass(frozen=True, slots=True)
class Fact:
    """A question that advice, rules and numbers may ask of any workspace."""

    name: str
    """The word of a clause: ``reads-to-writes``."""
    kind: FactKind
    """What its value is."""
    meaning: str
    """One or two sentences: what it says, and from what it is derived."""
    derive: Derive
    """Derives the value."""
    dimension: Dimension | None = None
    """Of a number with a unit."""
    choices: tuple[str, ...] = ()
    """Of words: those that it can say; empty where they are open."""
    area: str = ""
    """The file that holds it."""


FACTS: dict[str, Fact] = {}
"""Every fact by name; filled when the files of this room are imported."""


def _register(
    derive: Derive, kind: FactKind, dimension: Dimension | None, choices: tuple[str, ...]
) -> Derive:
    name = derive.__name__.replace("_", "-")
    if name in FACTS:
        raise ValueError(f"two facts are called '{name}'")
    meaning = " ".join((derive.__doc__ or "").split())
    area = derive.__module__.rpartition(".")[2]
    FACTS[name] = Fact(name, kind, meaning, derive, dimension, choices, area)
    return derive


def yes_no(derive: Derive) -> Derive:
    """Declare a function as a fact that is so or is not; its docstring is its meaning."""
    return _register(derive, FactKind.YES_NO, None, ())


def amount(dimension: Dimension | None = None) -> Callable[[Derive], Derive]:
    """Declare a function as a fact that is a number; without a dimension it counts or compares."""
    return lambda derive: _register(derive, FactKind.NUMBER, dimension, ())


def word_fact(*choices: str) -> Callable[[Derive], Derive]:
    """Declare a function as a fact of one or several words; without choices any word may come."""
    return lambda derive: _register(derive, FactKind.WORDS, None, choices)
