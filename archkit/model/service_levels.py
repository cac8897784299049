"""Service levels: what a measure of a quality attribute cannot say about its objective."""

from typing import ClassVar, Literal

from archkit.model.fields import Duration, Flag, QualityAttributeId, Share
from archkit.model.item import Item, Part


class Indicator(Part):
    """What is counted, and where."""

    kind: (
        Literal[
            "request-latency", "availability", "error-rate", "throughput", "freshness", "durability",
            "correctness", "batch-age", "queue-age", "custom",
        ]
        | None
    ) = None  # fmt: skip
    """The kind of indicator."""
    metric: str = ""
    """The name of the metric."""
    selector: str = ""
    """The labels that pick the right series."""
    good: str = ""
    """A query of your own for the good events."""
    total: str = ""
    """A query of your own for all events."""
    bad: str = ""
    """The labels that mark a bad event, such as code=~"5.."; of requests those are the answers 500 to 599."""
    measured_at: str = ""
    """Where it is measured: a component, or client."""


class ServiceLevel(Item):
    """The objective that makes a measurable quality attribute a promise."""

    KIND: ClassVar[str] = "service_level"

    objective_of: QualityAttributeId | None = None
    """The quality attribute that it is the objective of."""
    sli: Indicator | None = None
    """What is counted."""
    target: Share | None = None
    """The share of good events that is aimed at."""
    external_target: Share | None = None
    """What the agreement with customers promises: looser than the target."""
    window: Duration | None = None
    """The time over which it is judged."""
    owner: str = ""
    """Who answers for it."""
    penalty: str = ""
    """What a miss of the agreement costs."""
    paging: Flag | None = None
    """Whether somebody is woken up."""
    review: str = ""
    """When it is looked at again."""
    runbook: str = ""
    """Where it stands what to do when the objective is at risk: an address."""
    exclusions: tuple[str, ...] = ()
    """What does not count."""
