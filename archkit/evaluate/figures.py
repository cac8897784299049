"""Requirements become figures: every number that is asked for is noted, with its place, for whoever asked.

A result has to name each input that it rests on, each default and each guess, and what is missing. Nobody could
keep such lists by hand through queues, flows and fault trees. So all computing goes through ``Figures``: reading a
number notes it in the open traces, and ``remember`` keeps a computed value together with its trace, so that a value
that is used twice is noted twice. The same notes tell which inputs a verdict may be sensitive to.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from archkit.catalog import Catalog
from archkit.diagnostics import Place
from archkit.model import KINDS, Item, Quantity, Requirements, is_arrow

T = TypeVar("T")
_KIND_OF = {section: kind for kind, section in KINDS.items()}


class Worse(StrEnum):
    """In which direction an input is worse, and so how "25 % worse" is made."""

    MORE = "more"
    LESS = "less"
    REST = "more of what is missing to 100 %"
    EITHER = "either way"
    NONE = "cannot be said"


class Origin(StrEnum):
    """Where an input comes from."""

    STATED = "stated"
    GUESS = "guess"
    DEFAULT = "default"


class Input(NamedTuple):
    """One number that a result rests on."""

    key: str
    """Its field, such as ``component:app.latency.p99``; of a default its name."""
    text: str
    """As written; of a default the whole sentence."""
    value: float
    """As computed with, in the base unit of its dimension."""
    origin: Origin
    worse: Worse
    place: Place | None = None
    """Where it stands; a default stands nowhere."""
    because: str = ""
    """What makes it a guess."""

    @property
    def doubtful(self) -> bool:
        """Whether it is a default or a guess, and it can be said which way would be worse."""
        return self.origin is not Origin.STATED and self.worse is not Worse.NONE


class Missing(NamedTuple):
    """An input that nobody stated."""

    text: str
    """What it is, and what cannot be told without it."""
    field: str
    """The field to fill: ``component:app.capacity``."""
    place: Place
    """The element in which the field belongs."""


@dataclass(slots=True)
class Trace:
    """What was noted while something was computed."""

    inputs: dict[str, Input] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    hints: dict[str, Missing] = field(default_factory=dict)
    """Fields that would make the result surer, though it can be told without them."""
    assumptions: dict[str, None] = field(default_factory=dict)
    risks: dict[str, None] = field(default_factory=dict)
    """Reasons why the result is at risk at best."""
    by_load: bool = False
    """Whether the factor on the load was asked for."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted."""
        return not (
            self.inputs or self.missing or self.hints or self.assumptions or self.risks or self.by_load
        )

    def take(self, other: "Trace") -> None:
        """Add what another trace noted."""
        self.inputs |= other.inputs
        self.missing |= other.missing
        self.hints |= other.hints
        self.assumptions |= other.assumptions
        self.risks |= other.risks
        self.by_load = self.by_load or other.by_load


_NOTHING_NOTED = Trace()
"""Stands for all traces that hold nothing; never changed."""

Change = Callable[[float], float]


def worsened(worse: Worse, share: float) -> Change:
    """Return what makes an input worse by a share: 0.25 is a quarter worse, -0.25 a quarter better."""
    match worse:
        case Worse.LESS:
            return lambda value: value / (1 + share)
        case Worse.REST:
            return lambda value: max(0.0, 1 - (1 - value) * (1 + share))
        case _:
            return lambda value: value * (1 + share)


class Figures:
    """A workspace as numbers, under a load and with some inputs changed."""

    def __init__(  # noqa: PLR0913 - a workspace, and each way in which it is thought different
        self,
        requirements: Requirements,
        catalog: Catalog,
        *,
        load: float = 1.0,
        without: frozenset[str] = frozenset(),
        changes: Mapping[str, Change] | None = None,
        like: "Figures | None" = None,
        tells_all: bool = True,
    ) -> None:
        """Name what is computed with.

        Args:
            requirements: All that the team has said.
            catalog: For regions and the network.
            load: Factor on every average, peak and ``at``.
            without: Ids of components that are thought away.
            changes: Key of an input to how its value is changed.
            like: The same workspace without the changes: what it remembers and no change touches is taken over.
            tells_all: Whether traces tell inputs and assumptions, too, besides what is missing: a third of the work, and
                of no account where nobody reads how a verdict comes about.
        """
        self.requirements = requirements
        self.catalog = catalog
        self._load = load
        self.without = without
        self._changes = changes or {}
        self._like = like
        self._tells_all = tells_all
        self._memo: dict[Hashable, tuple[object, Trace]] = {}
        self._open: list[Trace] = []

    @property
    def load(self) -> float:
        """The factor on every average, peak and ``at``."""
        if self._open and self._tells_all:
            self._open[-1].by_load = True
        return self._load

    def changed(self, changes: Mapping[str, Change] | None = None, *, load: float | None = None) -> "Figures":
        """Return the same workspace with other changes or another load."""
        return Figures(
            self.requirements,
            self.catalog,
            load=self._load if load is None else load,
            without=self.without,
            changes=self._changes if changes is None else changes,
            like=self,
        )

    @contextmanager
    def trace(self) -> Iterator[Trace]:
        """Note what is asked for inside."""
        self._open.append(trace := Trace())
        try:
            yield trace
        finally:
            self._close(trace)

    def _close(self, trace: Trace) -> None:
        """Stop noting in a trace; what holds it takes over what it notes."""
        self._open.pop()
        if self._open and not trace.is_empty:
            self._open[-1].take(trace)

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return a value that is computed once, and note all that it rests on each time."""
        known = self._memo.get(key) or self._taken_over(key)
        if known is None:
            self._open.append(trace := Trace())
            try:
                value = compute()
            finally:
                self._close(trace)
            self._memo[key] = (value, _NOTHING_NOTED if trace.is_empty else trace)
            return value
        found, trace = known
        if self._open and trace is not _NOTHING_NOTED:
            self._open[-1].take(trace)
        return found  # type: ignore[return-value] # a key is used with one function only

    def _taken_over(self, key: Hashable) -> tuple[object, Trace] | None:
        """Remember what the unchanged workspace does, where neither a change nor the load touches it."""
        known = self._like.untouched(key, self._load, self._changes) if self._like is not None else None
        if known is not None:
            self._memo[key] = known
        return known

    def untouched(
        self, key: Hashable, load: float, changes: Mapping[str, Change]
    ) -> tuple[object, Trace] | None:
        """Return a remembered value with its trace, if another load and some changes would leave it as it is."""
        known = self._memo.get(key)
        if known is None or self._changes:
            return None
        trace = known[1]
        moved = trace.by_load and load != self._load
        return None if moved or not changes.keys().isdisjoint(trace.inputs) else known

    def quantity(
        self,
        item: Item,
        place: Place,
        quantity: Quantity | None,
        worse: Worse,
    ) -> float | None:
        """Return a stated quantity in its base unit, and note it.

        Of a range the worse end counts; where none is worse, as in sums, the middle.

        Args:
            item: The element that states it.
            place: Where it stands.
            quantity: None where nobody stated it.
            worse: Which way it would be worse.
        """
        if quantity is None:
            return None
        match worse:
            case Worse.MORE:
                value = quantity.high
            case Worse.LESS | Worse.REST:
                value = quantity.low
            case _:
                value = quantity.middle
        return self._noted(item, place, value, quantity.text.strip(), worse, guess=quantity.guess)

    def amount(self, item: Item, place: Place, quantity: Quantity | None) -> float | None:
        """Return a stated quantity that goes into a sum: of a range the middle; more of it would be worse."""
        if quantity is None:
            return None
        text = quantity.text.strip()
        return self._noted(item, place, quantity.middle, text, Worse.MORE, guess=quantity.guess)

    def number(self, item: Item, place: Place, value: float | None, worse: Worse) -> float | None:
        """Return a stated plain number, and note it."""
        return None if value is None else self._noted(item, place, value, f"{value:g}", worse)

    def _noted(  # noqa: PLR0913 - all that an Input is made of
        self, item: Item, place: Place, value: float, text: str, worse: Worse, *, guess: bool = False
    ) -> float:
        if not self._tells_all and not self._changes:
            return value
        key = key_of(place)
        because = f"'{text}' is marked as a guess" if guess else self._doubt(item, key)
        change = self._changes.get(key)
        if change is not None:
            value = change(value)
        origin = Origin.GUESS if because else Origin.STATED
        self.note(Input(key, text, value, origin, worse, place, because))
        return value

    def default(self, key: str, value: float, sentence: str, worse: Worse = Worse.MORE) -> float:
        """Return what archkit assumes where nobody stated anything, and note the sentence that says so."""
        change = self._changes.get(key)
        if change is not None:
            value = change(value)
        self.note(Input(key, sentence, value, Origin.DEFAULT, worse))
        return value

    def note(self, one: Input) -> None:
        """Note an input in the open trace."""
        if self._open and self._tells_all:
            self._open[-1].inputs[one.key] = one

    def lacks(self, item: Item, field: str, text: str) -> None:
        """Note that an input is missing without which nothing can be told."""
        self.lacks_at(item.place, f"{item.ref}.{field}", text)

    def lacks_at(self, place: Place, key: str, text: str) -> None:
        """Note a missing input of which the place and the whole key are known."""
        if self._open:
            self._open[-1].missing[key] = Missing(text, key, place)

    @property
    def lacks_anything(self) -> bool:
        """Whether anything was noted as missing so far."""
        return bool(self._open and self._open[-1].missing)

    def would_help(self, item: Item, field: str, text: str) -> None:
        """Note that an input is missing without which the result is at risk at best."""
        if self._open:
            hint = Missing(text, f"{item.ref}.{field}", item.place)
            self._open[-1].hints[hint.field] = hint
            self._open[-1].risks[text] = None

    def assume(self, sentence: str) -> None:
        """Note an assumption that is no number."""
        if self._open and self._tells_all:
            self._open[-1].assumptions[sentence] = None

    def at_best_at_risk(self, reason: str) -> None:
        """Note why the result cannot be surer than at risk."""
        if self._open:
            self._open[-1].risks[reason] = None

    def _doubt(self, item: Item, key: str) -> str:
        """Tell what makes a stated value a guess, or nothing."""
        path = key.partition(".")[2]
        for name in item.assumed:
            if path == name or path.startswith(f"{name}."):
                return f"{item.ref} lists '{name}' under assumed"
        assumption = self._unconfirmed.get(str(item.ref))
        return f"assumption '{assumption}' is not confirmed" if assumption else ""

    @cached_property
    def _unconfirmed(self) -> Mapping[str, str]:
        """Element to the first unconfirmed assumption about it."""
        found: dict[str, str] = {}
        for assumption in self.requirements.assumptions.values():
            if not assumption.confirmed:
                for ref in assumption.about:
                    found.setdefault(str(ref), assumption.id)
        return found


def key_of(place: Place) -> str:
    """Return a place in a file as the key of an input: ``component:app.latency.p99``."""
    section, identifier, *rest = place.route
    steps = [str(one) for one in rest if not (isinstance(one, str) and is_arrow(one))]
    return ".".join([f"{_KIND_OF.get(str(section), section)}:{identifier}", *steps])
