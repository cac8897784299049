"""The steps of a use case become interactions: who waits for what, which call happens inside which other.

A flow is written step by step; a response time, a retry and a time-out are about calls that contain calls. A step
whose FROM was called before is part of that call, so ``app -> matching`` and then ``matching -> store`` is one call of
``app`` with another one inside. What follows a ``~>`` at its receiver happens while nobody waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from archkit.model import (
    Alt,
    Branch,
    Critical,
    Loop,
    Message,
    Opt,
    Par,
    Requirements,
    Step,
    UseCase,
    walk,
)


@dataclass(slots=True)
class Call:
    """One arrow, and the calls that its receiver makes because of it."""

    message: Message
    waits: bool
    """Whether somebody waits for the end: it is no ``~>`` and nothing around it is."""
    covered: bool
    """Whether the flow goes on without it: optional, with a fallback, or with an extension that handles it."""
    behind: bool = False
    """Whether nobody waits for its caller either."""
    inner: "Nodes" = field(default_factory=list)


@dataclass(slots=True)
class Fork:
    """Ways of which one is taken; of an ``opt`` the other way is to do nothing."""

    step: Alt | Opt
    ways: "list[tuple[Branch | None, Nodes]]" = field(default_factory=list)
    """The last one has no branch where nothing happens otherwise."""


@dataclass(slots=True)
class Again:
    """Steps that are repeated."""

    step: Loop
    inner: "Nodes" = field(default_factory=list)


@dataclass(slots=True)
class Together:
    """Branches that run at the same time."""

    step: Par
    branches: "list[Nodes]" = field(default_factory=list)


Node = Call | Fork | Again | Together
Nodes = list[Node]
Guard = tuple[Fork, int] | Again
"""A fragment around an interaction: which way of a fork leads to it, or the loop that repeats it."""


@dataclass(slots=True)
class Interaction:
    """What an actor begins, up to the next step that an actor begins."""

    starter: Message
    guards: tuple[Guard, ...]
    nodes: Nodes = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether an actor waits for anything in it."""
        return any(node.waits for node in calls(self.nodes))

    @property
    def name(self) -> str:
        """Its first step in words."""
        step = self.starter
        return f"{step.source} {'->' if step.waits else '~>'} {step.target}" + (
            f": {step.action}" if step.action else ""
        )


@dataclass(frozen=True)
class Flow:
    """A use case laid out as interactions."""

    use_case: UseCase
    interactions: tuple[Interaction, ...]

    @cached_property
    def waited_for(self) -> tuple[Interaction, ...]:
        """Those that have a response time."""
        return tuple(one for one in self.interactions if one.waits)


def calls(nodes: Nodes) -> Iterator[Call]:
    """Yield every call, those inside others too, in the order of the file."""
    for node in nodes:
        match node:
            case Call():
                yield node
                yield from calls(node.inner)
            case Fork():
                for _, way in node.ways:
                    yield from calls(way)
            case Again():
                yield from calls(node.inner)
            case Together():
                for branch in node.branches:
                    yield from calls(branch)


def flow_of(requirements: Requirements, use_case: UseCase) -> Flow:
    """Lay out a use case; its extensions load nothing and are not needed, so they are left out."""
    layout = _Layout(requirements, use_case)
    layout.steps(use_case.steps)
    return Flow(use_case, tuple(one for one in layout.interactions if one.nodes))


class _Layout:
    """Puts each step where it happens."""

    def __init__(self, requirements: Requirements, use_case: UseCase) -> None:
        self._known = requirements
        self._handled = {one.at for one in use_case.extensions if one.at}
        self.interactions: list[Interaction] = []
        self._guards: tuple[Guard, ...] = ()
        self._base: Nodes = []
        """Where steps go whose FROM was not called here."""
        self._called: dict[str, Nodes] = {}
        """Participant to the inside of the call that it serves."""
        self._aside: set[str] = set()
        """Participants whose last word came by ``~>``: nobody waits for what they do."""
        self._seen: set[str] = set()
        self._ended = True
        """Whether the interaction is over because an actor began another one inside a fragment."""

    def steps(self, steps: tuple[Step, ...]) -> None:
        """Lay out steps that follow each other."""
        for step in steps:
            match step:
                case Message():
                    self._message(step)
                case Critical():
                    self.steps(step.steps)
                case Alt() | Opt():
                    self._fork(step)
                case Loop():
                    self._loop(step)
                case Par():
                    self._par(step)

    def _message(self, message: Message) -> None:
        source, target = message.source, message.target
        if source == target and (message.duration is None or self._is_actor(source)):
            return
        if self._is_actor(source):
            self._aside.discard(source)
            self._begin(message)
        elif self._ended:
            self._begin(message)
        behind = source in self._aside
        waits = message.waits and not behind
        handled = bool({message.id, message.action} & self._handled)
        call = Call(message, waits, bool(message.optional or message.fallback or handled), behind)
        self._called.get(source, self._base).append(call)
        self._seen |= {source, target}
        if target != source:
            self._called[target] = call.inner
            (self._aside.discard if waits else self._aside.add)(target)

    def _begin(self, message: Message) -> None:
        interaction = Interaction(message, self._guards)
        self.interactions.append(interaction)
        self._base, self._called, self._ended = interaction.nodes, {}, False

    def _fork(self, step: Alt | Opt) -> None:
        fork, home = Fork(step), self._home(step)
        branches: list[Branch | None] = list(step.inner())
        if len(branches) == 1:
            branches.append(None)
        fork.ways = [(branch, []) for branch in branches]
        begun = [
            self._inside(branch.steps, nodes, (fork, index))
            for index, (branch, nodes) in enumerate(fork.ways)
            if branch is not None
        ]
        self._close(home, fork, any(nodes for _, nodes in fork.ways), any(begun))

    def _loop(self, step: Loop) -> None:
        again, home = Again(step), self._home(step)
        begun = self._inside(step.steps, again.inner, again)
        self._close(home, again, bool(again.inner), begun)

    def _par(self, step: Par) -> None:
        together, home = Together(step, [[] for _ in step.par]), self._home(step)
        begun = [
            self._inside(branch.steps, nodes, None)
            for branch, nodes in zip(step.par, together.branches, strict=True)
        ]
        self._close(home, together, any(together.branches), any(begun))

    def _home(self, step: Step) -> Nodes:
        """Return where a fragment belongs: inside the call of whoever makes its first one."""
        first = next((one for one in walk((step,)) if isinstance(one, Message)), None)
        return self._base if first is None else self._called.get(first.source, self._base)

    def _inside(self, steps: tuple[Step, ...], nodes: Nodes, guard: Guard | None) -> bool:
        """Lay out a branch and come back to where it stands; tell whether an actor began something in it."""
        saved = self._base, self._called, self._guards, self._ended
        aside, seen, begun = set(self._aside), set(self._seen), len(self.interactions)
        self._base, self._called = nodes, {}
        self._guards = self._guards if guard is None else (*self._guards, guard)
        self.steps(steps)
        self._base, self._called, self._guards, self._ended = saved
        # Whoever spoke before the fragment speaks on as before; who came in by ``~>`` stays aside.
        self._aside = aside | {name for name in self._aside if name not in seen}
        return len(self.interactions) > begun

    def _close(self, home: Nodes, node: Node, holds: bool, begun: bool) -> None:  # noqa: FBT001 - two facts
        if holds:
            home.append(node)
        self._ended = self._ended or begun

    def _is_actor(self, identifier: str) -> bool:
        return identifier in self._known.actors and identifier not in self._known.components
