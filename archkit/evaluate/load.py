"""Flows and their rates become the load of each component, its utilisation and the replicas that it needs."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from archkit.diagnostics import Place
from archkit.evaluate.figures import Figures, Worse, key_of
from archkit.evaluate.flow import Again, Call, Flow, Fork, Interaction, Nodes, Together, flow_of
from archkit.evaluate.formulas.queueing import Queue
from archkit.evaluate.formulas.retries import expected_attempts, failure_after
from archkit.evaluate.formulas.scalability import Scalability
from archkit.model import Actor, Component, Item, Message, Quantity, UseCase

FULL = 0.8 * (1 + 1e-9)
"""Replicas are counted so that no more than this share of their capacity is used at peak."""


class Retry(NamedTuple):
    """How a caller guards one call."""

    timeout: float | None
    retries: int
    backoff: str
    first_delay: float


class Design:
    """The flows of a workspace, and who takes part; it holds no numbers, so that every ``Figures`` can share it."""

    def __init__(self, figures: Figures) -> None:
        known = figures.requirements
        self.use_cases = {key: one for key, one in known.use_cases.items() if one.priority != "wont"}
        self.flows: dict[str, Flow] = {key: flow_of(known, one) for key, one in self.use_cases.items()}
        self.callers: dict[str, list[str]] = {}
        for key, flow in sorted(self.flows.items()):
            for name in sorted(set(_targets(flow))):
                self.callers.setdefault(name, []).append(key)


def _targets(flow: Flow) -> Iterator[str]:
    stack: list[Nodes] = [one.nodes for one in flow.interactions]
    while stack:
        for node in stack.pop():
            match node:
                case Call():
                    yield node.message.target
                    stack.append(node.inner)
                case Fork():
                    stack.extend(way for _, way in node.ways)
                case Again():
                    stack.append(node.inner)
                case Together():
                    stack.extend(node.branches)


class Traffic:
    """How often what is called."""

    def __init__(self, figures: Figures, design: Design) -> None:
        self.figures = figures
        self.design = design
        self._known = figures.requirements

    # ---- participants

    def server(self, identifier: str) -> Component | Actor | None:
        """Return who serves calls: a component that is not thought away, or a system outside."""
        if identifier in self.figures.without:
            return None
        component = self._known.components.get(identifier)
        if component is not None:
            return component
        actor = self._known.actors.get(identifier)
        return actor if actor is not None and actor.kind == "system" else None

    def serves(self, message: Message) -> bool:
        """Whether the receiver of a message does work that counts; one that nobody declared is noted as missing."""
        target = message.target
        if self.server(target) is not None:
            return True
        if not self._known.knows_participant(target):
            key = f"component:{target}"
            self.figures.lacks_at(message.place, key, f"what '{target}' is: nobody declared it")
        return False

    def replicas(self, server: Component | Actor) -> int:
        """Return how many run in all; 1 where nobody said."""
        if isinstance(server, Actor):
            return 1
        stated = self.figures.number(server, server.at("replicas"), server.replicas, Worse.NONE)
        return max(1, int(stated or 1))

    def serving(self, server: Component | Actor) -> int:
        """Return how many serve at a time: of an active-passive group those needed, or all but one stand-by."""
        total = self.replicas(server)
        if isinstance(server, Actor) or server.redundancy != "active-passive" or total == 1:
            return total
        needed = self.figures.number(server, server.at("needed"), server.needed, Worse.NONE)
        return min(total, max(1, int(needed or total - 1)))

    def scalability(self, server: Component | Actor) -> Scalability:
        """Return how the throughput of its replicas adds up."""
        if isinstance(server, Actor) or server.contention is server.coherency is None:
            return Scalability()
        number = self.figures.number
        contention = number(server, server.at("contention"), server.contention, Worse.MORE) or 0.0
        coherency = number(server, server.at("coherency"), server.coherency, Worse.MORE) or 0.0
        return Scalability(min(1.0, contention), coherency)

    def capacity(self, server: Component | Actor) -> float | None:
        """Return what one replica alone serves, per second."""
        found = self.figures.quantity(server, server.at("capacity"), server.capacity, Worse.LESS)
        return found or None

    def total_capacity(self, server: Component | Actor) -> float | None:
        """Return what all that serve do together, per second."""
        one = self.capacity(server)
        return None if one is None else one * self.scalability(server).gain(self.serving(server))

    # ---- how a call is made

    def guard(self, use_case: UseCase, message: Message) -> Retry:
        """Return time-out and retries of a call: the step's own, else those of the component that calls."""
        caller = self._known.components.get(message.source)
        rules = caller.resilience if caller else None
        read, count = self.figures.quantity, self.figures.number
        timeout = retries = None
        if message.timeout is not None:
            timeout = read(use_case, message.field("timeout"), message.timeout, Worse.NONE)
        if message.retries is not None:
            retries = count(use_case, message.field("retries"), message.retries, Worse.NONE)
        delay = 0.0
        if caller and rules:
            place = caller.at("resilience")
            if timeout is None:
                timeout = read(caller, place.at("timeout"), rules.timeout, Worse.NONE)
            if retries is None:
                retries = count(caller, place.at("retries"), rules.retries, Worse.NONE)
            if retries:
                delay = read(caller, place.at("first_delay"), rules.first_delay, Worse.MORE) or 0.0
        backoff = (rules.backoff if rules else None) or "none"
        return Retry(timeout or None, int(retries or 0), backoff, delay)

    def hit_rate(self, use_case: UseCase, message: Message) -> float:
        """Return the share of calls that a cache answers."""
        if message.cache is None:
            return 0.0
        at = message.cache.at
        if at is not None and at.id in self.figures.without:
            return 0.0
        place = message.field("cache", "hit_rate")
        if message.cache.hit_rate is None:
            self.figures.assume(f"the cache of '{message.name}' states no hit_rate, so it never answers")
            return 0.0
        rate = self.figures.quantity(use_case, place, message.cache.hit_rate, Worse.REST)
        return min(1.0, rate or 0.0)

    def fan_out(self, use_case: UseCase, message: Message) -> int:
        """Return how many calls one step makes at the same time."""
        if message.fan_out is None:
            return 1
        found = self.figures.number(use_case, message.field("fan_out"), message.fan_out, Worse.MORE)
        return max(1, math.ceil((found or 1) - 1e-9))

    def error_rate(self, identifier: str) -> float:
        """Return the share of single calls that a participant answers with an error."""
        server = self.server(identifier)
        if server is None or server.error_rate is None:
            return 0.0
        found = self.figures.quantity(server, server.at("error_rate"), server.error_rate, Worse.MORE)
        return min(1.0, found or 0.0)

    def shares(self, use_case: UseCase, fork: Fork) -> tuple[float, ...] | None:
        """Return how often each way of a fork is taken; None where nobody said."""
        stated: list[float | None] = []
        for branch, _ in fork.ways:
            if branch is None:
                stated.append(None)
                continue
            stated.append(self.figures.quantity(use_case, branch.at("share"), branch.share, Worse.EITHER))
        unsaid = stated.count(None)
        total = sum(one for one in stated if one is not None)
        if unsaid > 1 or unsaid == len(stated):
            return None
        rest = max(0.0, 1 - total)
        filled = [rest if one is None else one for one in stated]
        whole = sum(filled)
        return tuple(one / whole for one in filled) if whole > 0 else None

    def times(self, use_case: UseCase, again: Again) -> float | None:
        """Return how often a loop runs in one run of the flow."""
        step = again.step
        return self.figures.number(use_case, step.at("times"), step.times, Worse.MORE)

    # ---- calls a run

    def calls(self, flow: str) -> Mapping[str, float]:
        """Return how many calls reach each participant in one run of a flow, batches included."""
        return self.figures.remember(("calls", flow), lambda: self._calls(self.design.flows[flow]))

    def _calls(self, flow: Flow) -> dict[str, float]:
        counted: dict[str, float] = {}
        items = self.items(flow.use_case)
        for interaction in flow.interactions:
            factor = items * self.guard_factor(flow.use_case, interaction)
            self._count(flow.use_case, interaction.nodes, factor, counted)
        return counted

    def guard_factor(self, use_case: UseCase, interaction: Interaction) -> float:
        """Return how often an interaction happens in a run, by the fragments around it."""
        factor = 1.0
        for guard in interaction.guards:
            if isinstance(guard, Again):
                factor *= self.times_or_once(use_case, guard)
            else:
                fork, index = guard
                shares = self.shares(use_case, fork)
                factor *= shares[index] if shares else 1.0
        return factor

    def times_or_once(self, use_case: UseCase, again: Again) -> float:
        """Return how often a loop runs; once, and noted as missing, where nobody said."""
        times = self.times(use_case, again)
        if times is None:
            step = again.step
            self.figures.lacks_at(
                step.place, key_of(step.at("times")), f"how often 'loop: {step.loop}' of {use_case.id} runs"
            )
        return 1.0 if times is None else times

    def _count(self, use_case: UseCase, nodes: Nodes, factor: float, counted: dict[str, float]) -> None:
        for node in nodes:
            match node:
                case Call():
                    each = factor * self.attempts(use_case, node)
                    each *= self.fan_out(use_case, node.message) * (1 - self.hit_rate(use_case, node.message))
                    target = node.message.target
                    if self.server(target) is not None:
                        counted[target] = counted.get(target, 0.0) + each
                    self._count(use_case, node.inner, each, counted)
                case Fork():
                    shares = self.shares(use_case, node)
                    if shares is None:
                        self.figures.assume(
                            f"without shares, each way of '{node.step.title}' in {use_case.id} loads in full"
                        )
                    for index, (_, way) in enumerate(node.ways):
                        self._count(use_case, way, factor * (shares[index] if shares else 1.0), counted)
                case Again():
                    self._count(use_case, node.inner, factor * self.times_or_once(use_case, node), counted)
                case Together():
                    for branch in node.branches:
                        self._count(use_case, branch, factor, counted)

    def attempts(self, use_case: UseCase, call: Call) -> float:
        """Return the mean number of attempts of a call: errors are tried again as often as retries allow."""
        retries = self.guard(use_case, call.message).retries
        return expected_attempts(retries + 1, self.attempt_failure(use_case, call)) if retries else 1.0

    def attempt_failure(self, use_case: UseCase, call: Call) -> float:
        """Return the share of attempts that end in an error, by error rates alone: its own and those inside."""
        own = self.error_rate(call.message.target)
        return 1 - (1 - own) * (1 - self._failure(use_case, call.inner))

    def _failure(self, use_case: UseCase, nodes: Nodes) -> float:
        success = 1.0
        for node in nodes:
            match node:
                case Call() if node.waits and not node.covered:
                    retries = self.guard(use_case, node.message).retries
                    once = failure_after(retries + 1, self.attempt_failure(use_case, node))
                    once *= 1 - self.hit_rate(use_case, node.message)
                    success *= (1 - once) ** self.fan_out(use_case, node.message)
                case Fork():
                    shares = self.shares(use_case, node)
                    ways = [self._failure(use_case, way) for _, way in node.ways]
                    worst = max(ways, default=0.0)
                    success *= 1 - (
                        sum(s * w for s, w in zip(shares, ways, strict=True)) if shares else worst
                    )
                case Again():
                    success *= (1 - self._failure(use_case, node.inner)) ** (self.times(use_case, node) or 1)
                case Together():
                    for branch in node.branches:
                        success *= 1 - self._failure(use_case, branch)
        return 1 - success

    # ---- rates

    def items(self, use_case: UseCase) -> float:
        """Return how many items one run works through."""
        load = use_case.load
        found = self.figures.amount(use_case, use_case.at("load", "items"), load.items if load else None)
        return found or 1.0

    def rate(self, flow: str, *, peak: bool) -> float | None:
        """Return how often a flow starts, per second, times the load asked for.

        Where only an average is known the peak is judged at it, and the result is at risk at best.
        """
        use_case = self.design.use_cases[flow]
        load = use_case.load
        if not peak:
            return self._average(use_case)
        place = use_case.at("load", "peak")
        found = self.figures.quantity(use_case, place, load.peak if load else None, Worse.MORE)
        if found is not None:
            return found * self.figures.load
        average = self._average(use_case)
        if average is not None:
            self.figures.would_help(
                use_case, "load.peak", f"{flow} states no peak, so it is judged at its average"
            )
        return average

    def _average(self, use_case: UseCase) -> float | None:
        load = use_case.load
        if load is None:
            return None
        read = self.figures.quantity
        found = read(use_case, use_case.at("load", "average"), load.average, Worse.MORE)
        if found is None and load.every is not None:
            every = read(use_case, use_case.at("load", "every"), load.every, Worse.LESS)
            found = 1 / every if every else None
        return None if found is None else found * self.figures.load


@dataclass(frozen=True)
class Stated:
    """The rate at which a measure wants one flow to be judged: ``at 400/s``."""

    flow: str
    quantity: Quantity
    place: Place = field(compare=False)
    owner: Item = field(compare=False)
    is_target: bool = False
    """Whether it is what the measure demands rather than its load: a target is never scaled."""


class Stations:
    """Components under load: what arrives, how busy they are, how many replicas they need."""

    def __init__(self, traffic: Traffic) -> None:
        self.traffic = traffic
        self.figures = traffic.figures

    def load(self, identifier: str, at: Stated | None = None) -> float | None:
        """Return the calls a second that arrive at peak, from all flows; None where no flow states a load."""
        total = self.figures.remember(("load", identifier, True), lambda: self._sum(identifier, peak=True))
        calls = self._calls_of(at.flow, identifier) if at else 0.0
        if at is None or not calls:
            return total
        rest = self.figures.remember(
            ("load", identifier, at.flow),
            lambda: self._sum(identifier, peak=True, but=at.flow),
        )
        return (rest or 0.0) + calls * self.stated(at)

    def average(self, identifier: str) -> float | None:
        """Return the calls a second that arrive on average."""
        return self.figures.remember(("load", identifier, False), lambda: self._sum(identifier, peak=False))

    def stated(self, at: Stated) -> float:
        """Return the rate that a measure states, times the load asked for."""
        found = self.figures.quantity(at.owner, at.place, at.quantity, Worse.MORE)
        return (found or 0.0) * (1.0 if at.is_target else self.figures.load)

    def _calls_of(self, flow: str, identifier: str) -> float:
        if identifier not in self.traffic.design.callers or flow not in self.traffic.design.flows:
            return 0.0
        return self.traffic.calls(flow).get(identifier, 0.0)

    def _sum(self, identifier: str, *, peak: bool, but: str = "") -> float | None:
        rates = []
        for flow in self.traffic.design.callers.get(identifier, ()):
            calls = self.traffic.calls(flow).get(identifier, 0.0)
            if flow == but or not calls:
                continue
            rate = self.traffic.rate(flow, peak=peak)
            if rate is not None:
                rates.append(rate * calls)
            elif peak and self._has_capacity(identifier):
                use_case = self.traffic.design.use_cases[flow]
                self.figures.would_help(
                    use_case,
                    "load.peak",
                    f"{flow} states no load, so what it adds to {identifier} is not counted",
                )
        return math.fsum(rates) if rates else None

    def _has_capacity(self, identifier: str) -> bool:
        server = self.traffic.server(identifier)
        return server is not None and server.capacity is not None

    def queue(self, identifier: str, at: Stated | None = None) -> Queue | None:
        """Return a component as M/M/c; None where its capacity is not stated.

        With contention and coherency each replica serves what is left to it: capacity x gain(c) / c.
        """
        key = ("queue", identifier, (at.flow, at.quantity) if at else None)
        return self.figures.remember(key, lambda: self._queue(identifier, at))

    def _queue(self, identifier: str, at: Stated | None) -> Queue | None:
        server = self.traffic.server(identifier)
        whole = self.traffic.total_capacity(server) if server else None
        if server is None or whole is None:
            return None
        servers = self.traffic.serving(server)
        return Queue(self.load(identifier, at) or 0.0, whole / servers, servers)

    def utilisation(self, identifier: str, at: Stated | None = None) -> float | None:
        """Return the share of the capacity that the peak uses; None where one of them is not known."""
        queue = self.queue(identifier, at)
        return None if queue is None or self.load(identifier, at) is None else queue.utilisation

    def is_full(self, identifier: str) -> bool:
        """Tell whether the peak is all that a component can serve, or more; not where one of them is not known."""
        server = self.traffic.server(identifier)
        whole = self.traffic.total_capacity(server) if server else None
        load = self.load(identifier) if whole else None
        return load is not None and whole is not None and load >= whole

    def replicas_for(self, identifier: str, load: float | None, full: float = FULL) -> int | None:
        """Return the replicas that a load needs; None where that is unknown or no number suffices."""
        server = self.traffic.server(identifier)
        capacity = self.traffic.capacity(server) if server else None
        if server is None or capacity is None or load is None:
            return None
        return self.traffic.scalability(server).replicas_for(load, capacity, full)

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Every component that is there, and every system outside that some flow calls, by id."""
        known = self.figures.requirements
        found = {key for key, one in known.components.items() if one.state != "retire"}
        found |= {key for key in self.traffic.design.callers if isinstance(self.traffic.server(key), Actor)}
        return tuple(sorted(found - self.figures.without))
