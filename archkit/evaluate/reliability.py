"""Measures of availability, downtime and errors become answers, with the budget that they leave."""

import math
from collections.abc import Iterator

from archkit.evaluate.availability import Down, TooFewError, together
from archkit.evaluate.bench import Bench
from archkit.evaluate.formulas.availability import budget_used, in_series, nines
from archkit.evaluate.latency import OverloadedError, Question
from archkit.evaluate.result import MONTH, Answer, Line, NotComputableError, Target, show
from archkit.evaluate.words import part, several
from archkit.model import Actor, Component, Dimension, UseCase

_SHOWN = 12
"""Components that a derivation lists one by one; the rest is summed up in a line."""


def availability(bench: Bench, target: Target) -> Answer:
    """Return how much of the time everything that a target needs is up."""
    try:
        path = _path(bench, target)
    except TooFewError as error:
        return _too_few(bench, error, Dimension.SHARE)
    down = together(path)
    bench.figures.assume(
        "components fail independently of each other: a cause that they share, such as a zone or a bad release, adds to this"
    )
    used = budget_used(target.value, down)
    impossible = (
        "nothing is up all the time: releases, repairs and disasters take theirs" if target.value >= 1 else ""
    )
    lines = list(_lines(path))
    lines.append(Line("all of it up: 1 - product of (1 - down)", 1 - down, Dimension.SHARE, closing=True))
    return Answer(
        1 - down,
        Dimension.SHARE,
        tuple(lines),
        notes=tuple(_notes(path, target.value, down)),
        impossible=impossible,
        down=down,
        used=used,
        cures=tuple(_cures(path, 1 - target.value)),
        components=tuple(one.component for one in path),
    )


def downtime(bench: Bench, target: Target) -> Answer:
    """Return the expected time out of service within the measure's window, 30 days where it names none."""
    window = target.measure.window
    if window is None:
        bench.figures.assume("the measure names no window, so 30 days count")
    period = window.middle if window else MONTH
    try:
        path = _path(bench, target)
    except TooFewError as error:
        return _too_few(bench, error, Dimension.DURATION)
    down = together(path)
    lines = (*_lines(path), Line("down, times the window", down * period, Dimension.DURATION, closing=True))
    impossible = "nothing is up all the time" if target.at_most and target.value <= 0 else ""
    used = down * period / target.value if target.value > 0 else math.inf
    return Answer(
        down * period,
        Dimension.DURATION,
        lines,
        notes=tuple(_notes(path, 1 - target.value / period, down)),
        impossible=impossible,
        down=down,
        used=used,
        cures=tuple(_cures(path, target.value / period)),
        components=tuple(one.component for one in path),
    )


def error_rate(bench: Bench, target: Target) -> Answer:
    """Return 1 - availability x product of (1 - error after retries); time-outs are errors."""
    if target.of.kind in {Component.KIND, Actor.KIND}:
        return _error_rate_of_one(bench, target)
    answers = []
    flows = [flow for flow in bench.flows_of(target) if bench.design.flows[flow].waited_for]
    for flow in flows:
        try:
            answers.append(_error_rate_of_flow(bench, target, flow))
        except TooFewError as error:
            return _too_few(bench, error, Dimension.SHARE)
        except OverloadedError as error:
            return Answer(
                None,
                Dimension.SHARE,
                overloaded=f"{error.component} is used to {part(error.utilisation)}, so calls pile up and time out",
                components=(error.component,),
            )
    if not answers:
        raise NotComputableError("nobody waits for anything in it, so nobody sees an error")
    return max(answers, key=lambda one: one.value or 0.0)


def _error_rate_of_flow(bench: Bench, target: Target, flow: str) -> Answer:
    use_case, layout = bench.design.use_cases[flow], bench.design.flows[flow]
    question = Question(bench.stated_load(target, flow))
    path = bench.faults.path(bench.faults.needs(flow))
    down = together(path)
    failures, lines = [], list(_lines(path))
    lines.append(Line("not available", down, Dimension.SHARE, closing=True))
    for interaction in layout.waited_for:
        worst = max(
            bench.clockwork.failure(use_case, interaction.nodes, start, question)
            for start in bench.network.starts(interaction.starter.source)
        )
        weight = min(1.0, bench.traffic.guard_factor(use_case, interaction))
        failures.append(weight * worst)
        lines.append(
            Line(
                f"errors and time-outs after retries in {interaction.name}",
                weight * worst,
                Dimension.SHARE,
                (interaction.starter.place,),
            )
        )
    total = in_series([down, *failures])
    lines.append(Line("1 - availability x product of (1 - errors)", total, Dimension.SHARE, closing=True))
    bench.figures.assume("an error rate of a component that states none counts as 0")
    return _of_errors(target, total, tuple(lines), path)


def _error_rate_of_one(bench: Bench, target: Target) -> Answer:
    server = bench.traffic.server(target.of.id)
    if server is None:
        raise NotComputableError(f"{target.of} is not there")
    own = bench.traffic.error_rate(server.id)
    try:
        down = bench.faults.component(server.id)
    except TooFewError as error:
        return _too_few(bench, error, Dimension.SHARE)
    path = [down] if down else []
    lines = (*_lines(path), Line("errors of single calls", own, Dimension.SHARE, (server.at("error_rate"),)))
    return _of_errors(target, in_series([together(path), own]), lines, path)


def _of_errors(target: Target, total: float, lines: tuple[Line, ...], path: list[Down]) -> Answer:
    impossible = (
        "no system answers every call without an error" if target.at_most and target.value <= 0 else ""
    )
    return Answer(
        total,
        Dimension.SHARE,
        lines,
        impossible=impossible,
        down=total,
        used=total / target.value if target.value > 0 else math.inf,
        components=tuple(one.component for one in path),
    )


def stated_time(bench: Bench, target: Target) -> Answer:
    """Return the mean time between failures, or to repair, as the component states it."""
    name = target.measure.metric
    server = bench.traffic.server(target.of.id) if target.of.kind == Component.KIND else None
    if not isinstance(server, Component):
        raise NotComputableError(f"{name} is computed of a component only")
    stated = server.mtbf if name == "mtbf" else server.mttr
    if stated is None:
        bench.figures.lacks(server, name, f"the {name} of {server.id}")
        return Answer(None, Dimension.DURATION)
    value = bench.figures.amount(server, server.at(name), stated)
    return Answer(
        value, Dimension.DURATION, (Line("as stated", value, Dimension.DURATION, (server.at(name),)),)
    )


def _path(bench: Bench, target: Target) -> list[Down]:
    """Return what a target needs.

    Raises:
        NotComputableError: It needs nothing, so nothing that is down could fail it.
        TooFewError: Something that it needs cannot carry its peak load.
    """
    found = _needed(bench, target)
    if not found and not bench.figures.lacks_anything:
        raise NotComputableError(
            "nobody waits for anything in it: a step that has to be taken is one with ->"
        )
    return found


def _needed(bench: Bench, target: Target) -> list[Down]:
    if target.of.kind == "system":
        return bench.faults.path(bench.faults.whole_system())
    if target.of.kind == UseCase.KIND and target.of.id in bench.design.flows:
        return bench.faults.path(bench.faults.needs(target.of.id))
    if target.of.kind in {Component.KIND, Actor.KIND} and bench.traffic.server(target.of.id):
        return bench.faults.path({target.of.id: 1.0})
    raise NotComputableError(f"availability of {target.of} hangs on no component")


def _lines(path: list[Down]) -> Iterator[Line]:
    for one in path[:_SHOWN]:
        rare = "" if one.weight > 0.9995 else f", needed in {one.weight * 100:.3g} % of runs"
        yield Line(f"{one.component} down: {one.words}{rare}", one.weighted, Dimension.SHARE, (one.place,))
    rest = path[_SHOWN:]
    if rest:
        yield Line(f"{len(rest)} more, each less than these", together(rest), Dimension.SHARE)


def _notes(path: list[Down], wanted: float, down: float) -> Iterator[str]:
    yield f"{nines(down):.2f} nines" if down else "nothing is ever down"
    outside = [one for one in path if one.external]
    if outside:
        cap = 1 - in_series(one.weighted for one in outside)
        names = ", ".join(one.component for one in outside[:4])
        held = ", which alone is less than the target" if cap < wanted else ""
        yield f"what others run ({names}) caps it at {show(cap, Dimension.SHARE)}{held}"
    lone = [one.component for one in path if one.lone]
    if lone:
        yield f"single points of failure: {', '.join(lone[:6])}"


def _cures(path: list[Down], allowed: float) -> Iterator[str]:
    outside = [one for one in path if one.external and one.weighted > allowed]
    for one in outside:
        yield (
            f"{one.component} alone is down more than that: a second supplier, a fallback for when it does not "
            "answer, or a ~> step that does not wait for it"
        )
    worst = next((one for one in path if not one.external), None)
    if worst is not None and not outside:
        what = (
            "replicas to spare, for it needs all that it has"
            if worst.lone
            else "a faster failover, fewer common causes or more replicas"
        )
        yield f"begin with {worst.component}: {what}"


def _too_few(bench: Bench, error: TooFewError, dimension: Dimension) -> Answer:
    load = bench.stations.load(error.component)
    words = show(load, Dimension.RATE)
    needed = f"{several(error.needed, 'replica')} would" if error.needed else "no number of replicas would"
    return Answer(
        None,
        dimension,
        overloaded=f"{error.component} cannot carry its peak of {words} with {several(error.replicas, 'replica')} up; {needed}",
        components=(error.component,),
    )
