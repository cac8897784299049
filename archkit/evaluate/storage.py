"""Entities and stores become bytes over the years, and flows become bytes a second."""

import math
from collections.abc import Iterator

from archkit.evaluate.bench import Bench
from archkit.evaluate.figures import Worse
from archkit.evaluate.flow import Again, Call, Fork, Nodes, Together
from archkit.evaluate.formulas.storage import Volume, bandwidth, on_disk
from archkit.evaluate.result import YEAR, Answer, Line, Moved, NotComputableError, Stored, Target
from archkit.model import Component, Dimension, Entity, UseCase

HORIZONS = (YEAR, 3 * YEAR, 5 * YEAR)
"""How far storage is foretold: one, three and five years."""
_USUAL_LIMIT = 10e12
"""Bytes beyond which backup, restore and repair of a single node take a day or more at 100 MB/s and above."""


def data_volume(bench: Bench, target: Target) -> Answer:
    """Return the bytes of an entity, a store or all stores at a measure's horizon, 5 years where it names none."""
    window = target.measure.window
    if window is None:
        bench.figures.assume("the measure names no horizon, so 5 years count")
    horizon = window.middle if window else 5 * YEAR
    known = bench.figures.requirements
    if target.of.kind == Entity.KIND and target.of.id in known.entities:
        entity = known.entities[target.of.id]
        total = _of_entity(bench, entity, horizon)
        lines = [Line(f"{entity.id}: one copy", total, Dimension.SIZE, (entity.at("size"),))]
    elif target.of.kind == Component.KIND and target.of.id in known.components:
        lines = list(_store_lines(bench, known.components[target.of.id], horizon))
        total = math.fsum(line.value or 0.0 for line in lines)
    elif target.of.kind == "system" and _stores(bench):
        lines = [line for store in _stores(bench) for line in _store_lines(bench, store, horizon)]
        total = math.fsum(line.value or 0.0 for line in lines)
    else:
        raise NotComputableError(f"{target.of} keeps no data")
    lines.append(Line("together", total, Dimension.SIZE, closing=True))
    return Answer(total, Dimension.SIZE, tuple(lines), components=tuple(one.id for one in _stores(bench))[:1])


def _store_lines(bench: Bench, store: Component, horizon: float) -> Iterator[Line]:
    known = bench.figures.requirements.entities
    if not store.stores:
        bench.figures.lacks(store, "stores", f"which entities {store.id} keeps")
    for ref in store.stores:
        entity = known.get(ref.id)
        if entity is None or entity.transient:
            continue
        copies, overhead = _copies(bench, store), _overhead(bench, store)
        value = on_disk(_of_entity(bench, entity, horizon), copies, overhead)
        text = f"{entity.id} in {store.id}: {copies} copies" + (
            f", indexes {overhead:.0%}" if overhead else ""
        )
        yield Line(text, value, Dimension.SIZE, (entity.at("size"), store.at("stores")))


def _copies(bench: Bench, store: Component) -> int:
    """Return how many copies a store keeps: as replication says, else one on each replica."""
    stated = store.replication.copies if store.replication else None
    found = bench.figures.number(store, store.at("replication", "copies"), stated, Worse.MORE)
    return max(1, round(found)) if found else bench.traffic.replicas(store)


def _overhead(bench: Bench, store: Component) -> float:
    return bench.figures.amount(store, store.at("index_overhead"), store.index_overhead) or 0.0


def _of_entity(bench: Bench, entity: Entity, horizon: float) -> float:
    """Return the bytes of one copy; what is missing counts as nothing and is noted."""
    volume = _volume(bench, entity)
    return 0.0 if volume is None else volume.bytes(horizon)


def _volume(bench: Bench, entity: Entity) -> Volume | None:
    read = bench.figures.amount
    size = read(entity, entity.at("size"), entity.size)
    count = read(entity, entity.at("count"), entity.count)
    growth = read(entity, entity.at("growth"), entity.growth)
    retention = read(entity, entity.at("retention"), entity.retention)
    if size is None:
        bench.figures.lacks(entity, "size", f"how large a record of {entity.id} is")
        return None
    if growth is None:
        if count is None:
            bench.figures.lacks(entity, "growth", f"how many records of {entity.id} there are or will be")
            return None
        bench.figures.assume(f"{entity.id} states no growth, so it stays as it is")
    return Volume(size, count or 0.0, growth or 0.0, math.inf if retention is None else retention)


def _stores(bench: Bench) -> list[Component]:
    known = bench.figures.requirements.components
    return [one for key, one in sorted(known.items()) if one.stores and key not in bench.figures.without]


def stored(bench: Bench) -> Iterator[Stored]:
    """Yield what each entity takes in each store after 1, 3 and 5 years; what states no size is left out."""
    known = bench.figures.requirements.entities
    kept: dict[str, list[Component]] = {}
    for store in _stores(bench):
        for ref in store.stores:
            kept.setdefault(ref.id, []).append(store)
    for key, entity in sorted(known.items()):
        with bench.figures.trace():
            volume = None if entity.transient else _volume(bench, entity)
        if volume is None:
            continue
        for horizon in HORIZONS:
            one = volume.bytes(horizon)
            for store in kept.get(key, ()):
                total = on_disk(one, _copies(bench, store), _overhead(bench, store))
                yield Stored(key, store.id, horizon, total)
            if key not in kept:
                yield Stored(key, None, horizon, one)


def limits(bench: Bench) -> Iterator[tuple[str, float]]:
    """Yield each store whose copies outgrow what one node usually holds, with the seconds until then."""
    for store in _stores(bench):
        if store.sharding is not None:
            continue
        volumes = []
        for ref in store.stores:
            entity = bench.figures.requirements.entities.get(ref.id)
            with bench.figures.trace():
                volume = None if entity is None or entity.transient else _volume(bench, entity)
            if volume is not None:
                volumes.append(volume)
        overhead = 1 + _overhead(bench, store)
        if not volumes or sum(one.bytes(10 * YEAR) for one in volumes) * overhead <= _USUAL_LIMIT:
            continue
        low, high = 0.0, 10 * YEAR
        for _ in range(40):
            middle = (low + high) / 2
            full = sum(one.bytes(middle) for one in volumes) * overhead > _USUAL_LIMIT
            low, high = (low, middle) if full else (middle, high)
        yield store.id, high


def moved(bench: Bench) -> Iterator[Moved]:
    """Yield the bytes a second that steps with a size move to each component, on average and at peak."""
    average: dict[str, float] = {}
    peak: dict[str, float] = {}
    for flow in sorted(bench.design.flows):
        use_case = bench.design.use_cases[flow]
        sized: dict[str, float] = {}
        for interaction in bench.design.flows[flow].interactions:
            factor = bench.traffic.items(use_case) * bench.traffic.guard_factor(use_case, interaction)
            _sizes(bench, use_case, interaction.nodes, factor, sized)
        for rates, is_peak in ((average, False), (peak, True)):
            rate = bench.traffic.rate(flow, peak=is_peak)
            for name, size in sized.items():
                if rate is not None:
                    rates[name] = rates.get(name, 0.0) + bandwidth(rate, size)
    for name in sorted(average.keys() | peak.keys()):
        yield Moved(name, average.get(name), peak.get(name))


def _sizes(bench: Bench, use_case: UseCase, nodes: Nodes, factor: float, found: dict[str, float]) -> None:
    """Add up the bytes of one run."""
    for node in nodes:
        match node:
            case Call():
                each = factor * bench.traffic.fan_out(use_case, node.message)
                each *= 1 - bench.traffic.hit_rate(use_case, node.message)
                size = bench.figures.amount(use_case, node.message.field("size"), node.message.size)
                if size:
                    found[node.message.target] = found.get(node.message.target, 0.0) + each * size
                _sizes(bench, use_case, node.inner, each, found)
            case Fork():
                shares = bench.traffic.shares(use_case, node)
                for index, (_, way) in enumerate(node.ways):
                    _sizes(bench, use_case, way, factor * (shares[index] if shares else 1.0), found)
            case Again():
                times = bench.traffic.times(use_case, node)
                _sizes(bench, use_case, node.inner, factor * (1.0 if times is None else times), found)
            case Together():
                for branch in node.branches:
                    _sizes(bench, use_case, branch, factor, found)
