"""What evaluating gives: verdicts with their derivation, and the state of components, stores and budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import floor, log10
from types import MappingProxyType
from typing import NamedTuple

from archkit.diagnostics import Place
from archkit.evaluate.figures import Input, Missing
from archkit.evaluate.formulas.distributions import Distribution
from archkit.model import METRICS, Dimension, Measure, QualityAttribute, Ref, UseCase, format_value

HEADROOM = 0.9
"""A time or a volume beyond this share of its limit is at risk."""
DAY, MONTH, YEAR = 86_400.0, 30 * 86_400.0, 365 * 86_400.0
"""Periods of downtime, in seconds."""


class Verdict(StrEnum):
    """Whether a measure can be met."""

    MET = "met"
    AT_RISK = "at-risk"
    MISSED = "missed"
    INFEASIBLE = "infeasible"
    CANNOT_TELL = "cannot-tell"

    @property
    def fails(self) -> bool:
        """Whether the design does not reach the target."""
        return self in {Verdict.MISSED, Verdict.INFEASIBLE}


class Line(NamedTuple):
    """One line of a derivation."""

    text: str
    value: float | None = None
    dimension: Dimension | None = None
    evidence: tuple[Place, ...] = ()
    depth: int = 0
    currency: str = ""
    closing: bool = False
    """Whether it draws the sum of the lines above."""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return show(self.value, self.dimension, self.currency)


@dataclass(frozen=True, slots=True)
class Target:
    """One measure on one element."""

    measure: Measure
    index: int
    owner: QualityAttribute | UseCase
    of: Ref
    place: Place

    @property
    def value(self) -> float:
        """What has to be reached, in the base unit; of a range the stricter end."""
        return self.measure.value.worse(at_most=not self.at_most)

    @property
    def at_most(self) -> bool:
        """Whether more would be too much; of ``=`` whatever is worse for the metric."""
        if self.measure.comparison != "=":
            return self.measure.is_upper_limit
        known = METRICS.get(self.measure.metric)
        return known is None or not known.higher_is_better

    def reached_by(self, value: float) -> bool:
        """Whether a value reaches the target; equal is enough but for ``<`` and ``>``."""
        slack = 1e-12 * max(abs(value), abs(self.value))
        if self.measure.comparison == "<":
            return value < self.value - slack
        if self.measure.comparison == ">":
            return value > self.value + slack
        return value <= self.value + slack if self.at_most else value >= self.value - slack


class Answer(NamedTuple):
    """What a metric comes to, before anybody judges it."""

    value: float | None
    """In the base unit; None where it grows without end."""
    dimension: Dimension
    lines: tuple[Line, ...] = ()
    error: float = 0.0
    """How far the truth may lie from the value, by the computation alone."""
    notes: tuple[str, ...] = ()
    """What a reader has to know beside the value: what dominates, which cap holds."""
    risks: tuple[str, ...] = ()
    impossible: str = ""
    """Why no design could reach the target."""
    overloaded: str = ""
    """Why there is no value: what cannot carry its load."""
    short: str = ""
    """Why the value is too little, though it reaches the target."""
    down: float | None = None
    """Of availability and errors: the share that fails, with all its digits."""
    used: float | None = None
    """The share of the error budget that is used."""
    cures: tuple[str, ...] = ()
    """What would reach a target that is missed."""
    currency: str = ""
    curve: Distribution | None = None
    """The distribution behind a percentile."""
    components: tuple[str, ...] = ()
    """What decides, the most harmful first."""


class NotComputableError(Exception):
    """No field of the format could tell this measure: a test or a person has to."""


class Result(NamedTuple):
    """A measure, judged."""

    target: Target
    verdict: Verdict
    reason: str
    answer: Answer
    inputs: Mapping[str, Input] = MappingProxyType({})
    assumptions: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def value(self) -> float | None:
        """What it comes to; None where that is unstable or unknown."""
        return None if self.verdict is Verdict.CANNOT_TELL and not self._bound else self.answer.value

    @property
    def _bound(self) -> bool:
        return not self.missing

    @property
    def guesses(self) -> tuple[Input, ...]:
        """The guesses that it rests on."""
        return tuple(one for one in self.inputs.values() if one.because)

    @property
    def shown(self) -> str:
        """The value as people read it."""
        if self.answer.overloaded:
            return "unstable"
        return show(self.value, self.answer.dimension, self.answer.currency)

    def judged(self, verdict: Verdict, reason: str) -> "Result":
        """Return the result with another verdict."""
        return self._replace(verdict=verdict, reason=reason)


class NotComputed(NamedTuple):
    """A measure that the numbers of a design cannot tell."""

    target: Target
    why: str


class ComponentState(NamedTuple):
    """A component under its load."""

    component: str
    load: float | None
    load_average: float | None
    utilisation: float | None
    utilisation_average: float | None
    availability: float | None
    replicas: int
    replicas_needed: int | None
    single_point_of_failure: bool
    external: bool
    capacity: float | None
    """Of one replica, per second."""


class Stored(NamedTuple):
    """What an entity takes in a store after some years."""

    entity: str
    component: str | None
    """None where no store keeps it: one copy then."""
    horizon: float
    """Seconds from now."""
    bytes: float
    note: str = ""


class Moved(NamedTuple):
    """The bytes a second that reach a component."""

    component: str
    average: float | None
    peak: float | None


class ErrorBudget(NamedTuple):
    """What an objective leaves to fail."""

    quality_attribute: str
    metric: str
    window: float
    downtime: float | None
    """Seconds of the window."""
    requests: float | None
    left: float | None
    """The share that the design leaves; below 0 the objective is missed."""
    by_dependencies: float | None = None
    """The share of the budget that external dependencies alone use."""


class Degradation(NamedTuple):
    """Where the system gives way first as the load grows."""

    factor: float
    """Of today's load."""
    component: str | None
    quality_attribute: str | None
    measure: str = ""


class Cost(NamedTuple):
    """What the components cost a month."""

    currency: str
    now: float
    at_load: float
    budget: float | None
    unpriced: tuple[str, ...] = ()


class Moves(NamedTuple):
    """How far an input that is a quarter worse moves a value."""

    key: str
    text: str
    change: float
    """The share by which the value gets worse."""
    verdict: Verdict
    """The verdict that it would lead to."""
    place: Place | None = None


class Sensitivity(NamedTuple):
    """Which inputs move one verdict most."""

    result: Result
    ranked: tuple[Moves, ...]


def _small_share(value: float) -> str:
    """Return a share of less than a tenth in percent, as long as its zeros can be counted at a glance."""
    percent = value * 100
    if value >= 1e-5:
        return f"{percent:.3g} %"
    if value < 1e-8:
        return f"{value:.2g}"
    return f"{percent:.{1 - floor(log10(percent))}f} %"


def show(value: float | None, dimension: Dimension | None, currency: str = "") -> str:
    """Return an amount as people read it: ``183 ms``, ``99.93 %``, ``400/s``; a dash where there is none."""
    if value is None or value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN is unequal
        return "–"
    if dimension is None:
        return f"{value:,.3g}"
    if dimension is Dimension.SHARE and 0 < value < 0.1:
        return _small_share(value)
    if dimension in {Dimension.MONEY, Dimension.MONEY_RATE}:
        return format_value(value, dimension, currency=currency or "EUR")
    return format_value(value, dimension)
