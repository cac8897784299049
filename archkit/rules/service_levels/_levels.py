"""Service levels of what will be built, each with the measure that it is the objective of."""

from collections.abc import Iterator

from archkit.model import QualityAttribute, ServiceLevel
from archkit.rules import Subject

FELT = frozenset({"request-latency", "availability", "error-rate"})
"""Kinds of indicators that speak of what users wait for."""


def levels(subject: Subject) -> Iterator[tuple[ServiceLevel, QualityAttribute | None]]:
    """Yield the service levels, without those whose quality attribute speaks of dropped use cases only."""
    built = {one.id: one for one in subject.qualities}
    for level in subject.requirements.service_levels.values():
        demand = level.objective_of
        if demand is None or demand.id not in subject.requirements.quality_attributes:
            yield level, None
        elif demand.id in built:
            yield level, built[demand.id]
