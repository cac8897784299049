"""Quality attributes: how well the system has to do what it does, as scenarios with a measure."""

from typing import ClassVar, Literal

from pydantic import Field

from archkit.model.fields import (
    Duration,
    Level,
    Measures,
    OneMeasure,
    QualityAttributeId,
    References,
    Texts,
)
from archkit.model.item import Item, Part


class Scenario(Part):
    """A quality attribute scenario in the six parts of the SEI."""

    source: str = ""
    """Who or what causes the stimulus."""
    stimulus: str = ""
    """What arrives."""
    environment: str = ""
    """Under which circumstances."""
    artifact: str = ""
    """What is stimulated; applies_to when it is not given."""
    response: str = ""
    """What the artifact does."""
    response_measure: str = ""
    """How the response is measured, where the measure field says it less well."""


class Fault(Part):
    """A failure under which the measure has to hold."""

    of: Texts = ()
    """What fails: an element, region:NAME, or any one of a list."""
    mode: Literal["crash", "slow", "overload", "partition", "region-loss"] | None = None
    """How it fails."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long."""


class Experiment(Part):
    """A failure caused on purpose, to learn whether the measure holds while it lasts (chaos engineering)."""

    steady_state: str = ""
    """The figure that tells that all is well, before and during the experiment."""
    hypothesis: str = ""
    """What is expected to happen."""
    blast_radius: str = ""
    """Whom and what it may hurt at most."""
    restore: str = ""
    """What ends it, and brings back how it was."""
    report: str = ""
    """Where it is written down what was learned: an address, or for whom."""


class QualityAttribute(Item):
    """One demand on quality: what it applies to, how it is measured, how much it matters."""

    KIND: ClassVar[str] = "quality_attribute"

    attribute: str = ""
    """Which quality, from catalog/quality-attributes.yaml; synonyms are understood."""
    statement: str = ""
    """The demand in a sentence."""
    applies_to: References = ()
    """What it is demanded of: any element, or system."""
    scenario: Scenario | None = None
    """The demand as a scenario."""
    measure: Measures = ()
    """The target: [pNN|mean|max] METRIC (<=|>=|<|>|=) VALUE [at LOAD] [over WINDOW]."""
    importance: Level | None = None
    """What it is worth to the business."""
    difficulty: Level | None = None
    """How hard it is to reach, technically."""
    rationale: str = ""
    """Why it is demanded."""
    trade_offs: tuple[QualityAttributeId, ...] = ()
    """Other demands that it pulls against."""
    verified_by: tuple[str, ...] = ()
    """How it will be shown to hold."""
    baseline: OneMeasure | None = None
    """Today's value, where there is one."""
    fault: Fault | None = None
    """The failure under which it has to hold."""
    experiment: Experiment | None = None
    """How that failure is caused on purpose to see whether it does."""
