"""Interactions become distributions of their response time, and what is slow in them.

Each call is a round trip, a wait in the queue of the callee, the callee's own work and the calls inside; around it
stand retries, time-outs, caches and fan-out. The distributions are composed, never their percentiles.
"""

import math
from enum import StrEnum
from typing import NamedTuple

from archkit.evaluate.figures import Figures, Worse
from archkit.evaluate.flow import Again, Call, Fork, Interaction, Nodes, Together
from archkit.evaluate.formulas.combinations import Attempts, Choice, Repeated, Slowest, cached, in_sequence
from archkit.evaluate.formulas.distributions import (
    Constant,
    Distribution,
    Exponential,
    Sojourn,
    Waiting,
    lognormal_through,
)
from archkit.evaluate.formulas.percentiles import percentile, share_within
from archkit.evaluate.formulas.queueing import Queue
from archkit.evaluate.formulas.retries import backoff_delays, failure_after
from archkit.evaluate.load import Stated, Stations
from archkit.evaluate.network import Network
from archkit.evaluate.words import part
from archkit.model import Actor, Component, Message, UseCase

NOTHING = Constant(0.0)
NEVER = 1e-9
"""A time-out that strikes, or a wait that happens, in no more than this share of calls changes no result."""
COARSE = 0.1
"""Tolerance of a percentile that only ranks: a tenth of its value."""
_BACKOFF = {"none": "fixed", "constant": "fixed", "linear": "incremental", "exponential": "exponential"}


class OverloadedError(Exception):
    """A component on the way gets at least as much as it can serve: its queue grows without end."""

    def __init__(self, component: str, queue: Queue) -> None:
        super().__init__(component)
        self.component = component
        self.queue = queue

    @property
    def utilisation(self) -> float:
        """Share of its capacity that arrives: 1 or more."""
        return self.queue.utilisation


class Clock(StrEnum):
    """Which time is asked for."""

    RESPONSE = "response"
    """What a caller waits for."""
    ELAPSED = "elapsed"
    """Everything, also what happens while nobody waits."""
    WORK = "work"
    """The work alone: no queue, no network."""


class Question(NamedTuple):
    """What is asked of an interaction."""

    at: Stated | None = None
    """The rate at which one flow is judged instead of at its peak."""
    clock: Clock = Clock.RESPONSE
    fastest: bool = False
    """Of ways without shares take the fastest; else the slowest."""
    rank: float = 0.95
    """The percentile by which ways are ranked."""
    first_try: bool = False
    """Whether to leave out what errors and their retries add; ``Clockwork.retried`` bounds how often that is."""
    longest: bool = False
    """Whether the longest run is asked for, so that even a time-out that hardly ever strikes counts."""


class Part(NamedTuple):
    """What one call adds by itself."""

    depth: int
    words: str
    call: Call
    component: str
    network: float
    network_words: str
    wait: Distribution
    work: Distribution
    wait_words: str
    work_words: str
    share: float
    """How often it happens in a run of the interaction."""


class Clockwork:
    """Turns calls into distributions."""

    def __init__(self, stations: Stations, network: Network) -> None:
        self.figures: Figures = stations.figures
        self.stations = stations
        self.traffic = stations.traffic
        self.network = network

    # ---- one participant

    def work(self, identifier: str) -> tuple[Distribution, str]:
        """Return what a participant's own work for one call takes, and how that is known."""
        return self.figures.remember(("work", identifier), lambda: self._work(identifier))

    def _work(self, identifier: str) -> tuple[Distribution, str]:
        server = self.traffic.server(identifier)
        if server is None:
            return NOTHING, ""
        place, latency = server.at("latency"), server.latency
        read = self.figures.quantity
        p50 = read(server, place.at("p50"), latency.p50 if latency else None, Worse.MORE)
        p99 = read(server, place.at("p99"), latency.p99 if latency else None, Worse.MORE)
        shape = latency.distribution if latency else None
        if p50 is None and p99 is None:
            return self._work_by_capacity(server)
        if shape == "exponential":
            mean = max((p50 or 0.0) / math.log(2), (p99 or 0.0) / math.log(100))
            return (Exponential(mean), "exponential") if mean else (NOTHING, "none")
        if shape == "constant":
            return Constant(max(p50 or 0.0, p99 or 0.0)), "constant"
        if p50 is None or p99 is None:
            given, absent = ("p50", "p99") if p99 is None else ("p99", "p50")
            self.figures.lacks(
                server, f"latency.{absent}", f"{identifier} states {given} of its latency only, not {absent}"
            )
            return Constant(p50 or 0.0), f"{given} only"
        if p50 <= 0 or p99 < p50:
            return Constant(max(p50, p99)), "constant"
        return lognormal_through(p50, p99), "constant" if p50 == p99 else "lognormal"

    def _work_by_capacity(self, server: Component | Actor) -> tuple[Distribution, str]:
        capacity = self.traffic.capacity(server)
        if capacity is None:
            self.figures.lacks(server, "latency", f"how long {server.id} works on a call")
            return NOTHING, "not stated"
        self.figures.assume(
            f"{server.id} states no latency, so its work counts as exponential with a mean of 1/capacity"
        )
        return Exponential(1 / capacity), "exponential, mean 1/capacity"

    def wait(self, identifier: str, question: Question) -> tuple[Distribution, str]:
        """Return the wait before a participant begins to work, and how that is known.

        Raises:
            OverloadedError: The load is as high as the capacity or higher.
        """
        at = question.at
        queue = self.stations.queue(identifier, at)
        load = self.stations.load(identifier, at)
        server = self.traffic.server(identifier)
        if server is None:
            return NOTHING, ""
        if queue is None:
            if load is not None:
                self.figures.would_help(
                    server, "capacity", f"{identifier} states no capacity, so nobody waits for it"
                )
            else:
                self.figures.assume(f"{identifier} states no capacity, so nobody waits for it")
            return NOTHING, ""
        if load is None:
            return NOTHING, "no load is known"
        if not queue.stable:
            raise OverloadedError(identifier, queue)
        words = f"{part(queue.utilisation)} used, {part(queue.waiting_probability)} wait"
        return (Waiting(queue), words) if queue.waiting_probability > NEVER else (NOTHING, words)

    def alone(self, identifier: str, question: Question) -> Distribution:
        """Return wait and work of one call, without its round trip and the calls inside."""
        if question.clock is Clock.WORK:
            return self.work(identifier)[0]
        wait, _ = self.wait(identifier, question)
        work, words = self.work(identifier)
        if words.endswith("1/capacity") and isinstance(wait, Waiting):
            return Sojourn(wait.queue)
        return in_sequence(wait, work)

    # ---- interactions

    def time(
        self, use_case: UseCase, interaction: Interaction, start: str, question: Question
    ) -> Distribution:
        """Return the distribution of what an actor in a region waits for.

        Raises:
            OverloadedError: Something on the way gets more than it can serve.
        """
        key = ("time", use_case.id, id(interaction), start, question)
        return self.figures.remember(key, lambda: self._time(use_case, interaction, start, question))

    def _time(
        self, use_case: UseCase, interaction: Interaction, start: str, question: Question
    ) -> Distribution:
        if question.clock is not Clock.WORK:
            self.figures.assume("each call takes one round trip, and light in fibre covers 200 000 km/s")
        once = self.nodes(use_case, interaction.nodes, start, question)
        items = self.traffic.items(use_case)
        return _repeated(once, items)

    def nodes(self, use_case: UseCase, nodes: Nodes, here: str, question: Question) -> Distribution:
        """Return what nodes take that follow each other, called from a region."""
        terms = [self._node(use_case, node, here, question) for node in nodes]
        return in_sequence(*(one for one in terms if one is not NOTHING))

    def _node(self, use_case: UseCase, node: object, here: str, question: Question) -> Distribution:
        match node:
            case Call():
                return self._call(use_case, node, here, question)
            case Fork():
                return self._fork(use_case, node, here, question)
            case Again():
                inner = self.nodes(use_case, node.inner, here, question)
                if inner == NOTHING:
                    return NOTHING
                return _repeated(inner, self.traffic.times_or_once(use_case, node))
            case Together():
                branches = [self.nodes(use_case, one, here, question) for one in node.branches]
                busy = tuple(one for one in branches if one != NOTHING)
                return NOTHING if not busy else busy[0] if len(busy) == 1 else Slowest(busy)
        return NOTHING

    def _fork(self, use_case: UseCase, fork: Fork, here: str, question: Question) -> Distribution:
        ways = [self.nodes(use_case, way, here, question) for _, way in fork.ways]
        if all(way == NOTHING for way in ways):
            return NOTHING
        shares = self.traffic.shares(use_case, fork)
        if shares is not None:
            return Choice(tuple(zip(shares, ways, strict=True)))
        pick = min if question.fastest else max
        return pick(ways, key=lambda way: percentile(way, question.rank, COARSE).value)

    def _call(self, use_case: UseCase, call: Call, here: str, question: Question) -> Distribution:
        message, clock = call.message, question.clock
        if clock is Clock.ELAPSED:
            if message.duration is not None:
                found = self.figures.amount(use_case, message.field("duration"), message.duration)
                return Constant(found or 0.0)
        elif not call.waits or message.duration is not None:
            return NOTHING
        target = message.target
        there = here
        terms: list[Distribution] = []
        if self._counts(message):
            hop = self.network.hop(message.source, here, target)
            there = hop.region
            if clock is not Clock.WORK:
                terms.append(Constant(hop.seconds))
            terms.append(self.alone(target, question))
        terms.append(self.nodes(use_case, call.inner, there, question))
        once = in_sequence(*(one for one in terms if one is not NOTHING))
        if once == NOTHING:
            return NOTHING
        if clock is Clock.RESPONSE or call.waits:
            once = self._guarded(use_case, call, once, question)
        times = self.traffic.fan_out(use_case, message)
        if times > 1:
            once = Slowest((once,), times)
        hit_rate = self.traffic.hit_rate(use_case, message)
        if not hit_rate:
            return once
        self.figures.assume("a cache answers in no time of its own")
        return cached(once, hit_rate, NOTHING)

    def _counts(self, message: Message) -> bool:
        """Whether the receiver costs time: persons, timers and devices do not."""
        return self.traffic.serves(message)

    def _guarded(self, use_case: UseCase, call: Call, once: Distribution, question: Question) -> Distribution:
        """Put time-out and retries around a call."""
        rules = self.traffic.guard(use_case, call.message)
        tried = rules.retries and not question.first_try
        failure = self.traffic.attempt_failure(use_case, call) if tried else 0.0
        in_time = rules.timeout is None or (not question.longest and once.beyond(NEVER) <= rules.timeout)
        if in_time and not failure:
            return once
        caller = self.figures.requirements.components.get(call.message.source)
        if rules.first_delay and caller and caller.resilience and caller.resilience.jitter:
            self.figures.assume(
                f"jitter is left out: the pauses of {caller.id} count in full, which is their upper end"
            )
        delays = backoff_delays(_BACKOFF[rules.backoff], rules.first_delay, rules.retries)
        return Attempts(once, rules.timeout or math.inf, delays, failure)

    def retried(self, use_case: UseCase, nodes: Nodes) -> float:
        """Bound the share of runs in which any call answers with an error: the sum over all calls."""
        total = 0.0
        for node in nodes:
            match node:
                case Call() if node.waits:
                    each = self.traffic.error_rate(node.message.target) + self.retried(use_case, node.inner)
                    total += each * self.traffic.fan_out(use_case, node.message)
                case Fork():
                    total += max((self.retried(use_case, way) for _, way in node.ways), default=0.0)
                case Again():
                    total += self.retried(use_case, node.inner) * (self.traffic.times(use_case, node) or 1)
                case Together():
                    total += sum(self.retried(use_case, branch) for branch in node.branches)
        return total

    # ---- failures by time

    def failure(self, use_case: UseCase, nodes: Nodes, here: str, question: Question) -> float:
        """Return the share of runs that end in an error: error rates and time-outs, after retries.

        Raises:
            OverloadedError: Something on the way gets more than it can serve.
        """
        success = 1.0
        for node in nodes:
            match node:
                case Call() if node.waits and not node.covered:
                    once = self.attempt_failure(use_case, node, here, question)
                    retries = self.traffic.guard(use_case, node.message).retries
                    failed = failure_after(retries + 1, once)
                    failed *= 1 - self.traffic.hit_rate(use_case, node.message)
                    success *= (1 - failed) ** self.traffic.fan_out(use_case, node.message)
                case Fork():
                    ways = [self.failure(use_case, way, here, question) for _, way in node.ways]
                    shares = self.traffic.shares(use_case, node)
                    weighted = sum(s * w for s, w in zip(shares, ways, strict=True)) if shares else max(ways)
                    success *= 1 - weighted
                case Again():
                    once = self.failure(use_case, node.inner, here, question)
                    success *= (1 - once) ** (self.traffic.times(use_case, node) or 1)
                case Together():
                    for branch in node.branches:
                        success *= 1 - self.failure(use_case, branch, here, question)
        return 1 - success

    def attempt_failure(self, use_case: UseCase, call: Call, here: str, question: Question) -> float:
        """Return the share of attempts of one call that fail: by an error, inside, or by its time-out."""
        own = self.traffic.error_rate(call.message.target)
        inside = self.failure(use_case, call.inner, here, question)
        timeout = self.traffic.guard(use_case, call.message).timeout
        late = 0.0
        if timeout is not None and call.message.duration is None:
            once = self.unguarded(use_case, call, here, question)
            if once.beyond(NEVER) > timeout:
                late = 1 - share_within(once, timeout, COARSE).value
        return 1 - (1 - own) * (1 - inside) * (1 - late)

    def unguarded(self, use_case: UseCase, call: Call, here: str, question: Question) -> Distribution:
        """Return one attempt of a call as if nobody ever gave up on it."""
        target = call.message.target
        if not self._counts(call.message):
            return self.nodes(use_case, call.inner, here, question)
        hop = self.network.hop(call.message.source, here, target)
        inner = self.nodes(use_case, call.inner, hop.region, question)
        return in_sequence(Constant(hop.seconds), self.alone(target, question), inner)

    # ---- what it consists of

    def parts(self, use_case: UseCase, nodes: Nodes, here: str, question: Question) -> list[Part]:
        """Return what each call adds by itself, in the order of the flow, for the derivation."""
        found: list[Part] = []
        self._parts(use_case, nodes, here, question, 0, 1.0, found)
        return found

    def _parts(  # noqa: PLR0913, PLR0917 - the state of a walk
        self,
        use_case: UseCase,
        nodes: Nodes,
        here: str,
        question: Question,
        depth: int,
        share: float,
        found: list[Part],
    ) -> None:
        for node in nodes:
            match node:
                case Call() if node.waits or question.clock is Clock.ELAPSED:
                    taken = share * (1 - self.traffic.hit_rate(use_case, node.message))
                    there, found_part = self._part(node, here, question, depth, taken)
                    if found_part is not None and node.message.duration is None:
                        found.append(found_part)
                    self._parts(use_case, node.inner, there, question, depth + 1, taken, found)
                case Fork():
                    shares = self.traffic.shares(use_case, node)
                    for index, (_, way) in enumerate(node.ways):
                        each = share * (shares[index] if shares else 1.0)
                        self._parts(use_case, way, here, question, depth, each, found)
                case Again():
                    times = self.traffic.times(use_case, node) or 1.0
                    self._parts(use_case, node.inner, here, question, depth, share * times, found)
                case Together():
                    for branch in node.branches:
                        self._parts(use_case, branch, here, question, depth, share, found)

    def _part(
        self, call: Call, here: str, question: Question, depth: int, share: float
    ) -> tuple[str, Part | None]:
        message = call.message
        if not self._counts(message):
            return here, None
        hop = self.network.hop(message.source, here, message.target)
        wait, wait_words = self.wait(message.target, question)
        work, work_words = self.work(message.target)
        found = Part(
            depth,
            message.action or f"{message.source} -> {message.target}",
            call,
            message.target,
            hop.seconds,
            hop.parts,
            wait,
            work,
            wait_words,
            work_words,
            share,
        )
        return hop.region, found


def _repeated(once: Distribution, times: float) -> Distribution:
    """Return a duration drawn anew ``times`` times; a fraction is the chance of one more."""
    if once == NOTHING or times <= 0:
        return NOTHING
    whole = math.floor(times + 1e-9)
    rest = times - whole
    if isinstance(once, Constant):
        certain: Distribution = Constant(once.seconds * whole)
    else:
        certain = Repeated(once, whole) if whole > 1 else once if whole else NOTHING
    if rest < 1e-9:
        return certain
    return in_sequence(certain, Choice(((rest, once), (1 - rest, NOTHING))))


def spread(one: Part, rank: float) -> tuple[float, str]:
    """Return by how much one call lifts a percentile above its median, in seconds, and what of it.

    Only runs in which it happens count: of a call in 10 % of the runs, the p95 of all runs is its own median.
    """
    if one.share <= 1 - rank:
        return 0.0, ""
    own = 1 - (1 - rank) / min(1.0, one.share)
    best, what = 0.0, ""
    for what_takes, words in (
        (one.wait, f"waiting for {one.component}"),
        (one.work, f"the work of {one.component}"),
    ):
        if isinstance(what_takes, Constant):
            continue
        lift = (percentile(what_takes, own).value - percentile(what_takes, 0.5).value) * max(1.0, one.share)
        if lift > best:
            best, what = lift, words
    return best, what
