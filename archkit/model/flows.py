"""Flows: the steps of a use case, as UML has them: messages, alternatives, options, loops, parallels, notes."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from archkit.diagnostics import Place
from archkit.model.entities import AccessKind
from archkit.model.fields import (
    Duration,
    EntityId,
    Flag,
    Number,
    Reference,
    Retries,
    Share,
    Size,
    Texts,
    Whole,
    fault,
)
from archkit.model.item import Part
from archkit.model.references import Arrow, ArrowError, parse_arrow

ARROW_KEY = "FROM -> TO"
"""The name under which the arrow of a message travels; no key of a file can be spelled so."""


class Step(Part):
    """One step of a flow; it knows where it stands."""

    def bind(self, place: Place) -> None:
        """Remember where the step stands, and tell the steps inside."""
        self.__dict__["place"] = place  # beside the fields, as in Item

    @cached_property
    def place(self) -> Place:
        """Where the step stands."""
        return Place("")

    def at(self, *steps: str | int) -> Place:
        """Return the place of a value inside the step."""
        return self.place.at(*steps)

    def inner(self) -> "tuple[Branch, ...]":
        """Return the branches of a fragment; a message and a note have none."""
        return ()


class Cache(Part):
    """A cache that may answer instead of the callee."""

    at: Reference | None = None
    """Where the cache is."""
    hit_rate: Share | None = None
    """The share of calls that it answers."""
    ttl: Duration | None = None
    """How long an answer is kept."""
    invalidated: Literal["on-write", "on-event"] | None = None
    """What throws an answer away before its time: the write itself, or an event about it."""


class Ordering(Part):
    """What must stay in order."""

    key: str = ""
    """Messages with the same value of this field keep their order."""


class Window(Part):
    """The stretch of a stream over which something is computed."""

    kind: Literal["tumbling", "hopping", "sliding", "session"] | None = None
    """One behind the other, overlapping, around each event, or until a pause."""
    size: Duration | None = None
    """How long it is; of a sliding window, its span."""
    hop: Duration | None = None
    """Of a hopping window: the time from one start to the next."""
    gap: Duration | None = None
    """Of a session window: the pause that ends it."""


class Message(Step):
    """A call, of which the caller awaits the end, or an event or message for which nobody waits."""

    arrow: Arrow = Field(alias=ARROW_KEY)
    """Who speaks to whom, and whether the speaker waits."""
    action: str = ""
    """What is asked or told, in the words of the domain."""
    data: Texts = ()
    """What is sent: entities, their fields, or words."""
    returns: Texts = ()
    """What comes back."""
    operation: str = ""
    """The API operation: METHOD /path, or the name of a remote procedure."""
    event: str = ""
    """The name of the event, in the past tense."""
    channel: str = ""
    """The broker or topic that carries it."""
    duration: Duration | None = None
    """How long the work takes where it is long-running."""
    idempotent: Flag | None = None
    """Whether doing it twice is the same as doing it once."""
    reads: tuple[EntityId, ...] = ()
    """Entities that the callee reads."""
    writes: tuple[EntityId, ...] = ()
    """Entities that the callee writes."""
    query: AccessKind | None = None
    """How the entities are looked up."""
    by: Texts = ()
    """The fields by which they are looked up."""
    staleness: Duration | None = None
    """How old the answer may be."""
    size: Size | None = None
    """How many bytes are moved."""
    fan_out: Whole | None = None
    """How many calls this one step makes at the same time."""
    retries: Retries | None = None
    """How often it is tried again."""
    timeout: Duration | None = None
    """How long one attempt may take."""
    fallback: str = ""
    """What happens instead when the callee does not answer."""
    compensation: str = ""
    """What takes it back when a later step fails for good."""
    delivery: Literal["at-most-once", "at-least-once", "exactly-once"] | None = None
    """How often a message may arrive."""
    handles_duplicates: Flag | None = None
    """Whether the receiver can take the same message twice."""
    ordering: Ordering | None = None
    """What must stay in order."""
    window: Window | None = None
    """Over which stretch of a stream it computes."""
    outcome: Literal["may-be-unknown"] | None = None
    """Whether the caller can be left not knowing if it happened."""
    optional: Flag = False
    """True when the flow goes on without it."""
    creates: Flag = False
    """True when TO did not exist before: a session, a worker, a job of its own."""
    destroys: Flag = False
    """True when TO does not exist afterwards."""
    id: str = ""
    """A short name, for the ``at`` of an extension."""
    cache: Cache | None = None
    """A cache that may answer instead."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_key(cls, data: Any) -> Any:
        if isinstance(data, str):
            data = {data: None}
        if not isinstance(data, dict) or ARROW_KEY in data:
            return data
        if len(data) > 1:
            extra = next((key for key in data if not is_arrow(key)), None)
            if extra is None:
                fault(
                    "a step has one arrow, and several stand here", "begin each with a dash", name="bad-step"
                )
            fault(
                f"'{extra}' stands beside the arrow instead of below it",
                "indent the fields of a step below its arrow, or write them in braces: "
                "- rider -> app: {action: ..., data: [...]}",
                extra,
                "bad-step",
            )
        ((arrow, body),) = data.items()
        try:
            parsed = parse_arrow(arrow)
        except ArrowError as error:
            fault(error.message, error.help, arrow, "bad-step")
        if isinstance(body, str):
            body = {"action": body}
        if not isinstance(body, dict | None):
            fault("a list stands where the action belongs", f"write {arrow}: What happens", name="bad-step")
        return {**{k: v for k, v in (body or {}).items() if v is not None}, ARROW_KEY: parsed}

    @property
    def key(self) -> str:
        """The arrow as it stands in the file."""
        return self.arrow.text

    @property
    def source(self) -> str:
        """Who speaks."""
        return self.arrow.source

    @property
    def target(self) -> str:
        """Who is spoken to."""
        return self.arrow.target

    @property
    def waits(self) -> bool:
        """Whether the caller waits for the end."""
        return not self.arrow.asynchronous

    @property
    def name(self) -> str:
        """The id of the step, else its action, else its arrow."""
        return self.id or self.action or self.arrow.text

    def field(self, *steps: str | int) -> Place:
        """Return the place of a field of the message."""
        return self.at(self.arrow.text, *steps)


class Branch(Step):
    """Steps that run together, under a condition where they are one of several."""

    when: str = ""
    """The condition."""
    share: Share | None = None
    """How often the branch is taken."""
    steps: "tuple[AnyStep, ...]" = ()
    """What happens."""

    def bind(self, place: Place) -> None:
        """Remember where the branch stands, and tell its steps."""
        super().bind(place)
        bind_steps(self.steps, place.at("steps"))


class _Fragment(Step):
    """A frame around steps."""

    WORD: ClassVar[str]

    share: Share | None = None
    """How often it happens."""
    steps: "tuple[AnyStep, ...]" = ()
    """What happens."""

    @property
    def title(self) -> str:
        """The text behind the fragment's word."""
        return str(getattr(self, self.WORD))

    def bind(self, place: Place) -> None:
        """Remember where the fragment stands, and tell its steps."""
        super().bind(place)
        first = Branch.model_construct(when=self.title, share=self.share, steps=self.steps)
        first.bind(place)
        self.__dict__["branches"] = (first, *self._others(place))

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The branches in their order; none before the fragment knows where it stands."""
        return ()

    def _others(self, place: Place) -> tuple[Branch, ...]:
        del place
        return ()

    def inner(self) -> tuple[Branch, ...]:
        """Return the branches in their order."""
        return self.branches


class Alt(_Fragment):
    """One of several ways is taken."""

    WORD = "alt"

    alt: str = ""
    """The condition of the first way."""
    else_: "tuple[Branch | AnyStep, ...]" = Field(default=(), alias="else")
    """What happens otherwise: steps, or a list of {when, share, steps}."""

    def _others(self, place: Place) -> tuple[Branch, ...]:
        below = place.at("else")
        if self.else_ and all(isinstance(one, Branch) for one in self.else_):
            branches = tuple(one for one in self.else_ if isinstance(one, Branch))
            bind_steps(branches, below)
            return branches
        if not self.else_:
            return ()
        steps = tuple(one for one in self.else_ if not isinstance(one, Branch))
        otherwise = Branch.model_construct(when="", share=None, steps=steps)
        Step.bind(otherwise, below)
        bind_steps(self.else_, below)
        return (otherwise,)


class Opt(_Fragment):
    """The steps happen or do not."""

    WORD = "opt"

    opt: str = ""
    """The condition."""


class Loop(_Fragment):
    """The steps are repeated."""

    WORD = "loop"

    loop: str = ""
    """How long, or how often, in words."""
    times: Number | None = None
    """How often in one run of the flow."""


class Critical(_Fragment):
    """The steps happen together or not at all, and nothing may come between them."""

    WORD = "critical"

    critical: str = ""
    """What must not be interrupted."""


class Par(Step):
    """Several branches run at the same time."""

    par: tuple[Branch, ...] = ()
    """The branches."""

    def bind(self, place: Place) -> None:
        """Remember where the fragment stands, and tell its branches."""
        super().bind(place)
        bind_steps(self.par, place.at("par"))

    @property
    def title(self) -> str:
        """A parallel fragment has no text of its own."""
        return ""

    def inner(self) -> tuple[Branch, ...]:
        """Return the branches in their order."""
        return self.par


class Note(Step):
    """A remark at a point of the flow."""

    note: str = ""
    """The remark."""
    over: Texts = ()
    """The participants that it is about."""


_ARROW_LIKE = re.compile(r"[-~=]>|<[-~=]|[→⇒⇢]")
_WORDS = ("alt", "opt", "loop", "par", "critical", "note")


def is_arrow(key: str) -> bool:
    """Tell whether a key is meant as ``FROM -> TO``, be it written as in another tool."""
    return bool(_ARROW_LIKE.search(key))


def _kind_of_step(data: Any) -> str | None:
    """Name the kind of step; pydantic puts the name into its error routes, where the reader takes it out again."""
    if isinstance(data, Step):
        return f"<{type(data).__name__.lower()}>"
    if isinstance(data, str):
        return "<message>" if is_arrow(data) else None
    if not isinstance(data, dict):
        return None
    for word in _WORDS:
        if word in data:
            return f"<{word}>"
    return "<message>" if any(map(is_arrow, data)) else None


def _kind_in_else(data: Any) -> str | None:
    if isinstance(data, Branch):
        return "<branch>"
    kind = _kind_of_step(data)
    return (
        "<branch>"
        if kind is None and isinstance(data, dict) and ("when" in data or "steps" in data)
        else kind
    )


AnyStep = Annotated[
    Annotated[Message, Tag("<message>")]
    | Annotated[Alt, Tag("<alt>")]
    | Annotated[Opt, Tag("<opt>")]
    | Annotated[Loop, Tag("<loop>")]
    | Annotated[Par, Tag("<par>")]
    | Annotated[Critical, Tag("<critical>")]
    | Annotated[Note, Tag("<note>")],
    Discriminator(_kind_of_step),
]
"""A step of a flow."""


def bind_steps(steps: "tuple[Step, ...]", place: Place) -> None:
    """Tell each step of a list where it stands."""
    for index, step in enumerate(steps):
        step.bind(place.at(index))


def walk(steps: "tuple[Step, ...]") -> Iterator[Step]:
    """Yield every step, those inside fragments too, in the order of the file."""
    for step in steps:
        yield step
        for branch in step.inner():
            yield from walk(branch.steps)


def messages(steps: "tuple[Step, ...]") -> Iterator[Message]:
    """Yield every message of a flow, in the order of the file."""
    return (step for step in walk(steps) if isinstance(step, Message))
