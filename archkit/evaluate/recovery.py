"""Measures of recovery become answers: how much work a failure costs a store, and how soon it is back."""

from collections.abc import Callable, Iterator

from archkit.evaluate.bench import Bench
from archkit.evaluate.figures import Worse
from archkit.evaluate.flow import calls
from archkit.evaluate.result import Answer, Line, NotComputableError, Target
from archkit.model import Component, Dimension, Entity, UseCase

Ways = Callable[[Bench, Component, Target], Iterator[Line]]
"""Yields each way of recovery with what it costs, in seconds."""


def rpo(bench: Bench, target: Target) -> Answer:
    """Return how much work may be lost: the least over usable ways of replication lag and backup interval."""
    return _worst(bench, target, _losses, "backup.every")


def rto(bench: Bench, target: Target) -> Answer:
    """Return how soon it is back: by failover, or by restoring a backup."""
    return _worst(bench, target, _returns, "backup.restore")


def _worst(bench: Bench, target: Target, ways: Ways, field: str) -> Answer:
    stores = _stores(bench, target)
    if not stores:
        raise NotComputableError(f"{target.of} keeps no data that would have to be recovered")
    lines: list[Line] = []
    values: list[float] = []
    for store in stores:
        found = list(ways(bench, store, target))
        lines += found
        best = min((line.value for line in found if line.value is not None), default=None)
        if best is None:
            bench.figures.lacks(
                store, field, f"how {store.id} gets its data back: no backup and no usable replica"
            )
        else:
            values.append(best)
    if not values:
        return Answer(0.0, Dimension.DURATION, tuple(lines), components=tuple(one.id for one in stores))
    what = "the least of its ways" if len(stores) == 1 else "the worst store by its best way"
    lines.append(Line(what, max(values), Dimension.DURATION, closing=True))
    return Answer(max(values), Dimension.DURATION, tuple(lines), components=tuple(one.id for one in stores))


def _regional(target: Target) -> bool:
    """Whether the failure takes a whole region."""
    fault = getattr(target.owner, "fault", None)
    if fault is None:
        return False
    return fault.mode == "region-loss" or any(str(one).startswith("region:") for one in fault.of)


def _has_replica(bench: Bench, store: Component, target: Target) -> bool:
    """Whether a copy elsewhere survives the failure."""
    copies = store.replication.copies if store.replication else None
    if max(copies or 1, bench.traffic.replicas(store)) < 2:
        return False
    return len(store.regions) > 1 or not _regional(target)


def _losses(bench: Bench, store: Component, target: Target) -> Iterator[Line]:
    read = bench.figures.quantity
    replication = store.replication
    if replication and replication.mode and _has_replica(bench, store, target):
        place = store.at("replication", "lag")
        if replication.mode == "sync":
            yield Line(
                f"{store.id}: replicas are written with each write",
                0.0,
                Dimension.DURATION,
                (store.at("replication", "mode"),),
            )
        else:
            lag = read(store, place, replication.lag, Worse.MORE)
            if lag is None:
                bench.figures.would_help(
                    store,
                    "replication.lag",
                    f"{store.id} states no replication lag, so its replicas do not count",
                )
            else:
                yield Line(f"{store.id}: replicas lag behind", lag, Dimension.DURATION, (place,))
    if store.backup and store.backup.every:
        place = store.at("backup", "every")
        every = read(store, place, store.backup.every, Worse.MORE)
        yield Line(f"{store.id}: since the last backup", every, Dimension.DURATION, (place,))


def _returns(bench: Bench, store: Component, target: Target) -> Iterator[Line]:
    read = bench.figures.quantity
    if store.redundancy in {"active-passive", "active-active"} and _has_replica(bench, store, target):
        place = store.at("failover")
        failover = read(store, place, store.failover, Worse.MORE)
        if failover is not None:
            yield Line(f"{store.id}: failover", failover, Dimension.DURATION, (place,))
        elif store.redundancy == "active-active":
            bench.figures.assume(
                f"the other replicas of {store.id} serve on at once, for it is active-active"
            )
            yield Line(
                f"{store.id}: the other replicas serve on", 0.0, Dimension.DURATION, (store.at("redundancy"),)
            )
        else:
            bench.figures.would_help(
                store, "failover", f"{store.id} states no failover, so only its backup counts"
            )
    if store.backup and store.backup.restore:
        place = store.at("backup", "restore")
        restore = read(store, place, store.backup.restore, Worse.MORE)
        yield Line(f"{store.id}: restore of the backup", restore, Dimension.DURATION, (place,))


def _stores(bench: Bench, target: Target) -> list[Component]:
    """Return the stores that a target is about; a cache that states no way of recovery can be filled again."""
    known = bench.figures.requirements.components
    here = {key: one for key, one in sorted(known.items()) if key not in bench.figures.without}
    if target.of.kind == Component.KIND:
        return [here[target.of.id]] if target.of.id in here else []
    if target.of.kind == Entity.KIND:
        found = [one for one in here.values() if any(ref.id == target.of.id for ref in one.stores)]
    elif target.of.kind == UseCase.KIND and target.of.id in bench.design.flows:
        flow = bench.design.flows[target.of.id]
        called = {call.message.target for one in flow.interactions for call in calls(one.nodes)}
        found = [one for key, one in here.items() if one.is_store and key in called]
    elif target.of.kind == "system":
        found = [one for one in here.values() if one.is_store and not one.is_external]
    else:
        return []
    return [one for one in found if one.kind != "cache" or one.backup or one.replication]
