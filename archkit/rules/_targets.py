"""Measures become targets: each with its place, who demands it, and of what."""

from collections.abc import Iterator
from typing import NamedTuple

from archkit.diagnostics import Place
from archkit.model import Measure, QualityAttribute, Ref, UseCase


class Target(NamedTuple):
    """One measure that somebody wrote."""

    measure: Measure
    """What is measured, and against which value."""
    place: Place
    """Where it stands."""
    owner: QualityAttribute | UseCase
    """The element that demands it."""
    of: tuple[Ref, ...]
    """What it is demanded of."""


def targets_of(owner: QualityAttribute | UseCase) -> Iterator[Target]:
    """Yield the targets that an element demands, in the order of the file."""
    of: tuple[Ref, ...]
    if isinstance(owner, UseCase):
        field, measures, of = "measures", owner.measures, (owner.ref,)
    else:
        field, measures, of = "measure", owner.measure, owner.applies_to
    for index, measure in enumerate(measures):
        yield Target(measure, owner.at(field, index), owner, of)
