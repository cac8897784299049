"""Use cases: what an actor wants to get done, step by step, and what can go wrong."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

from archkit.diagnostics import Place
from archkit.model.fields import ActorId, Count, Duration, Measures, ProblemStatus, ProblemType, Rate, Share
from archkit.model.flows import AnyStep, Message, bind_steps, messages
from archkit.model.item import Item, Part


class Skew(Part):
    """How unevenly the load falls on the values of a key."""

    key: str = ""
    """The field whose values are unevenly popular."""
    hottest: Share | None = None
    """The share of the load that goes to the most popular value."""


class Load(Part):
    """How often a flow starts, for the whole system."""

    average: Rate | None = None
    """Over a usual day."""
    peak: Rate | None = None
    """At the busiest moment."""
    shape: Literal["steady", "daily", "seasonal", "bursty", "surge", "once"] | None = None
    """How it changes over time."""
    items: Count | None = None
    """How many items a batch has."""
    every: Duration | None = None
    """How often a batch starts."""
    ramp: Duration | None = None
    """How fast the peak comes."""
    skew: Skew | None = None
    """How uneven it is."""
    contention: Literal["low", "high"] | None = None
    """How often runs want to change the same record at the same time."""


class Problem(Part):
    """How an API tells its callers of it: problem details (RFC 9457)."""

    status: ProblemStatus | None = None
    """The HTTP status, 400 to 599; ``none`` where no call fails of it."""
    type: ProblemType = ""
    """The name of the kind of problem, seat-taken, or the address by which everybody knows it."""
    title: str = ""
    """The kind of problem in a few words, the same each time."""


class Extension(Part):
    """What can go wrong, and what happens then."""

    when: str = ""
    """The condition."""
    at: str = ""
    """The step at which it can happen: its id or its action."""
    steps: tuple[AnyStep, ...] = ()
    """What happens then."""
    problem: Problem | None = None
    """How an API tells its callers of it; found by the words of the condition where nothing is stated."""
    id: str = ""
    """A short name."""


class UseCase(Item):
    """A goal of an actor and the flow that reaches it."""

    KIND: ClassVar[str] = "use_case"

    title: str = ""
    """What people call it."""
    primary_actor: ActorId | None = None
    """Whose goal it is."""
    supporting_actors: tuple[ActorId, ...] = ()
    """Who takes part without a goal of their own."""
    goal: str = ""
    """What the primary actor wants."""
    trigger: str = ""
    """What starts it: an input of a user or an event from outside."""
    priority: Literal["must", "should", "could", "wont"] = "should"
    """MoSCoW."""
    preconditions: tuple[str, ...] = ()
    """What must hold before."""
    outcome: str = ""
    """What holds afterwards."""
    kind: Literal["business", "operation", "development"] = "business"
    """Whether the business, the operators or the developers want it."""
    load: Load | None = None
    """How often it starts."""
    transaction: Literal["none", "local", "across-stores"] | None = None
    """What must hold together when it fails half-way."""
    urgency: Literal["interactive", "background", "batch"] | None = None
    """How soon somebody needs the outcome."""
    measures: Measures = ()
    """Targets of its own: short for a quality attribute that applies to it."""
    steps: tuple[AnyStep, ...] = ()
    """The flow when all goes well."""
    extensions: tuple[Extension, ...] = ()
    """What can go wrong."""

    @property
    def label(self) -> str:
        """The title, the name, or one made from the id."""
        return self.title or super().label

    def bind(self, place: Place) -> None:
        """Remember where the use case stands, and tell its steps."""
        super().bind(place)
        bind_steps(self.steps, place.at("steps"))
        for index, extension in enumerate(self.extensions):
            bind_steps(extension.steps, place.at("extensions", index, "steps"))

    def messages(self) -> Iterator[Message]:
        """Yield the messages of the flow and of its extensions."""
        return iter(self._messages)

    @cached_property
    def _messages(self) -> tuple[Message, ...]:
        # Dozens of rules ask, and walking a flow costs more than what most of them do with it.
        flows = (self.steps, *(extension.steps for extension in self.extensions))
        return tuple(message for flow in flows for message in messages(flow))
