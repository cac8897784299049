"""Components under their load: how busy, how available, how many replicas they need."""

from collections.abc import Collection

from archkit.evaluate.availability import TooFewError
from archkit.evaluate.bench import Bench
from archkit.evaluate.result import ComponentState
from archkit.model import Actor


def states(bench: Bench) -> tuple[ComponentState, ...]:
    """Return every component under its load, by id."""
    must_work = bench.faults.whole_system()
    return tuple(state_of(bench, name, must_work) for name in bench.stations.all)


def state_of(bench: Bench, name: str, must_work: Collection[str]) -> ComponentState:
    """Return a component under its load.

    Args:
        bench: The workspace.
        name: The component, or a system outside.
        must_work: What the whole system stands and falls with, for whether it is a single point of failure.
    """
    server = bench.traffic.server(name)
    assert server is not None  # noqa: S101 - only what is there is asked for
    with bench.figures.trace():
        load, average = bench.stations.load(name), bench.stations.average(name)
        whole = bench.traffic.total_capacity(server)
        try:
            down = bench.faults.component(name)
        except TooFewError:
            down = None
        return ComponentState(
            component=name,
            load=load,
            load_average=average,
            utilisation=load / whole if load is not None and whole else None,
            utilisation_average=average / whole if average is not None and whole else None,
            availability=None if down is None else 1 - down.value,
            replicas=bench.traffic.replicas(server),
            replicas_needed=bench.stations.replicas_for(name, load),
            single_point_of_failure=bool(down and down.lone and not down.external and name in must_work),
            external=isinstance(server, Actor) or server.is_external,
            capacity=bench.traffic.capacity(server),
        )
