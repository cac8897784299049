"""Components and flows become the share of time in which they are down.

A flow needs every component on its synchronous path once, however often it is called. Everything is computed as
unavailability ("down"), which keeps its digits where an availability would round to 100 %.
"""

from typing import NamedTuple

from archkit.diagnostics import Place
from archkit.evaluate.figures import Figures, Worse
from archkit.evaluate.flow import Again, Call, Flow, Fork, Nodes, Together
from archkit.evaluate.formulas.availability import (
    active_passive,
    down_from,
    in_series,
    k_of_n,
    mttr_allowed,
    switching_share,
    with_common_cause,
)
from archkit.evaluate.load import Stations
from archkit.model import Actor, Component, UseCase


class Down(NamedTuple):
    """How much a component, or a group of replicas, is down."""

    component: str
    value: float
    """The share of time."""
    words: str
    """How that comes about."""
    place: Place
    weight: float = 1.0
    """The share of runs that need it."""
    lone: bool = False
    """Whether losing one replica takes it down."""
    external: bool = False

    @property
    def weighted(self) -> float:
        """What it costs a flow: down, times the share of runs that need it."""
        return self.weight * self.value


class TooFewError(Exception):
    """All replicas together cannot carry the peak, so the component cannot be called available."""

    def __init__(self, component: str, needed: int | None, replicas: int) -> None:
        super().__init__(component)
        self.component = component
        self.needed = needed
        self.replicas = replicas


class FaultTree:
    """Composes availability along what flows need."""

    def __init__(self, stations: Stations) -> None:
        self.figures: Figures = stations.figures
        self.stations = stations
        self.traffic = stations.traffic

    # ---- one component

    def component(self, identifier: str) -> Down | None:
        """Return how much a component is down; None, noted as missing, where it states nothing.

        Raises:
            TooFewError: Its replicas cannot carry the peak load, even with all of them up.
        """
        return self.figures.remember(("down", identifier), lambda: self._component(identifier))

    def _component(self, identifier: str) -> Down | None:
        server = self.traffic.server(identifier)
        if server is None:
            return None
        one = self._of_one(server)
        if one is None:
            return None
        down, words, place = one
        external = isinstance(server, Actor) or server.is_external
        replicas = self.traffic.replicas(server)
        needed, why = self._needed(server, replicas)
        if isinstance(server, Actor) or replicas == 1:
            return Down(identifier, down, words, place, lone=not external, external=external)
        if server.redundancy in (None, "none"):
            self.figures.assume(
                f"{identifier} states no redundancy for its {replicas} replicas, so the availability of one counts"
            )
            return Down(
                identifier, down, f"{words}; {replicas} replicas without redundancy", place, lone=True
            )
        return self._of_group(server, (needed, why), down, words, place)

    def _of_one(self, server: Component | Actor) -> tuple[float, str, Place] | None:
        """Return how much one replica is down, from what it states."""
        read = self.figures.quantity
        stated = read(server, server.at("availability"), server.availability, Worse.REST)
        if stated is not None and server.availability is not None:
            return 1 - stated, f"{server.availability.text.strip()} stated", server.at("availability")
        if isinstance(server, Component):
            mtbf = read(server, server.at("mtbf"), server.mtbf, Worse.LESS)
            mttr = read(server, server.at("mttr"), server.mttr, Worse.MORE)
            if mtbf and mttr is not None and server.mtbf and server.mttr:
                words = (
                    f"mttr / (mtbf + mttr) = {server.mttr.text} / ({server.mtbf.text} + {server.mttr.text})"
                )
                return down_from(mtbf, mttr), words, server.at("mtbf")
            if mtbf or mttr is not None:
                absent = "mttr" if mtbf else "mtbf"
                self.figures.lacks(server, absent, f"{server.id} states no {absent} and no availability")
                return None
        self.figures.lacks(server, "availability", f"how much of the time {server.id} works")
        return None

    def _of_group(
        self, server: Component, at_least: tuple[int, str], down: float, words: str, place: Place
    ) -> Down:
        replicas, (needed, why) = self.traffic.replicas(server), at_least
        self.figures.assume("replicas and components fail independently of each other, but for common_cause")
        passive = server.redundancy == "active-passive"
        if passive:
            switching, how = self._switching(server, down)
            tail = f"{replicas - needed} on stand-by{how}"

            def group(part: float) -> float:
                return active_passive(needed, replicas, part, switching)
        else:
            tail = f"{needed} of {replicas} needed{why}"

            def group(part: float) -> float:
                return k_of_n(needed, replicas, part)

        beta = self.figures.quantity(server, server.at("common_cause"), server.common_cause, Worse.MORE)
        if beta and server.common_cause is not None:
            value = with_common_cause(down, beta, group)
            tail += f", {server.common_cause.text.strip()} of failures take all"
        else:
            value = group(down)
            self.figures.assume(
                f"{server.id} states no common_cause, so no failure takes all its replicas at once"
            )
        lone = needed >= replicas
        return Down(server.id, value, f"one: {words}; {tail}", place, lone=lone, external=server.is_external)

    def _needed(self, server: Component | Actor, replicas: int) -> tuple[int, str]:
        """Return how many replicas must be up: as stated, else as many as the peak load needs, else one."""
        if isinstance(server, Component):
            stated = self.figures.number(server, server.at("needed"), server.needed, Worse.NONE)
            if stated:
                return min(replicas, max(1, int(stated))), ""
        load = self.stations.load(server.id)
        capacity = self.traffic.capacity(server)
        if load is None or capacity is None:
            if replicas > 1:
                self.figures.assume(
                    f"one replica of {server.id} is enough, for its load or capacity is not known"
                )
            return 1, ""
        needed = self.stations.replicas_for(server.id, load, 1.0)
        if needed is None or needed > replicas:
            raise TooFewError(server.id, needed, replicas)
        return needed, " for the peak"

    def _switching(self, server: Component, down: float) -> tuple[float, str]:
        """Return the share of time in which a stand-by takes over."""
        read = self.figures.quantity
        failover = read(server, server.at("failover"), server.failover, Worse.MORE)
        mtbf = read(server, server.at("mtbf"), server.mtbf, Worse.LESS)
        for value, name in ((failover, "failover"), (mtbf, "mtbf")):
            if value is None:
                self.figures.would_help(
                    server, name, f"{server.id} states no {name}, so the time of switching over is left out"
                )
        if failover is None or not mtbf or server.failover is None:
            return 0.0, ""
        mttr = read(server, server.at("mttr"), server.mttr, Worse.MORE)
        mttr = mttr_allowed(1 - down, mtbf) if mttr is None else mttr
        return switching_share(failover, mtbf, mttr), f", failover {server.failover.text.strip()}"

    # ---- flows

    def needs(self, flow: str) -> dict[str, float]:
        """Return what a flow needs, each with the share of its runs that need it."""
        return self.figures.remember(("needs", flow), lambda: self._needs(self.traffic.design.flows[flow]))

    def _needs(self, flow: Flow) -> dict[str, float]:
        free: dict[str, float] = {}
        for interaction in flow.interactions:
            weight = 1.0
            for guard in interaction.guards:
                if isinstance(guard, Again):
                    times = self.traffic.times(flow.use_case, guard)
                    weight *= 1.0 if times is None else min(1.0, times)
                else:
                    shares = self.traffic.shares(flow.use_case, guard[0])
                    weight *= shares[guard[1]] if shares else 1.0
            for name, share in self._of_nodes(flow.use_case, interaction.nodes).items():
                free[name] = free.get(name, 1.0) * (1 - weight * share)
        return {name: 1 - share for name, share in free.items()}

    def _of_nodes(self, use_case: UseCase, nodes: Nodes) -> dict[str, float]:
        free: dict[str, float] = {}

        def need(found: dict[str, float], weight: float = 1.0) -> None:
            for name, share in found.items():
                free[name] = free.get(name, 1.0) * (1 - weight * share)

        for node in nodes:
            match node:
                case Call() if not node.covered:
                    need(self._of_call(use_case, node))
                case Fork():
                    shares = self.traffic.shares(use_case, node)
                    ways = [self._of_nodes(use_case, way) for _, way in node.ways]
                    if shares is None:
                        for way in ways:
                            need(way)
                    else:
                        mixed: dict[str, float] = {}
                        for weight, way in zip(shares, ways, strict=True):
                            for name, share in way.items():
                                mixed[name] = mixed.get(name, 0.0) + weight * share
                        need(mixed)
                case Again():
                    times = self.traffic.times(use_case, node)
                    need(self._of_nodes(use_case, node.inner), 1.0 if times is None else min(1.0, times))
                case Together():
                    for branch in node.branches:
                        need(self._of_nodes(use_case, branch))
        return {name: 1 - share for name, share in free.items()}

    def _of_call(self, use_case: UseCase, call: Call) -> dict[str, float]:
        message = call.message
        if not call.waits:
            # Somebody waits until the broker has taken the message, though not for what becomes of it.
            known = message.channel in self.figures.requirements.components
            taken = known and not call.behind and message.channel not in self.figures.without
            return {message.channel: 1.0} if taken else {}
        found = self._of_nodes(use_case, call.inner)
        if self.traffic.serves(message):
            found = {message.target: 1.0} | {k: v for k, v in found.items() if k != message.target}
        return found

    def path(self, needs: dict[str, float]) -> list[Down]:
        """Return what is needed, most harmful first; what states nothing is noted as missing.

        Raises:
            TooFewError: One of them cannot carry its peak load.
        """
        found = []
        for name, weight in sorted(needs.items()):
            down = self.component(name)
            if down is not None:
                found.append(
                    Down(name, down.value, down.words, down.place, min(1.0, weight), down.lone, down.external)
                )
        return sorted(found, key=lambda one: (-one.weighted, one.component))

    def whole_system(self) -> dict[str, float]:
        """Return all that a synchronous path of any use case of priority must needs."""
        found: dict[str, float] = {}
        for key in sorted(self.traffic.design.flows):
            if self.traffic.design.use_cases[key].priority == "must":
                found |= dict.fromkeys(self.needs(key), 1.0)
        return found


def together(path: list[Down]) -> float:
    """Return how much a flow is down that needs all of a path, each in its share of the runs."""
    return in_series(one.weighted for one in path)
