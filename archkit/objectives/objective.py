"""What an objective is: an indicator, a target, a period, a budget, and who answers for them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from archkit.model import Measure, QualityAttribute, Ref, ServiceLevel, UseCase
from archkit.objectives.burn import Burn, burn_table
from archkit.objectives.indicator import Gap, Sli
from archkit.objectives.spoken import prometheus_duration


class Traffic(NamedTuple):
    """How many events are expected."""

    rate: Decimal
    """A second."""
    words: str
    """Where the number comes from."""


@dataclass(frozen=True)
class Objective:
    """A promise about one indicator, ready to be watched where nothing is missing."""

    id: str
    name: str
    service: str
    """The id of the component, or of the system, whose promise it is."""
    service_name: str
    level: ServiceLevel | None
    """The service level that states it; None where it is proposed from a quality attribute alone."""
    quality: QualityAttribute | None
    """The demand behind it."""
    measure: Measure | None
    """The measure behind it."""
    sli: Sli | None
    """What is counted; None where that cannot be said yet."""
    target: Decimal | None
    """The share of good events that is aimed at."""
    promise: Decimal | None
    """The share that an agreement with customers promises."""
    period: int
    """Seconds over which it is judged."""
    traffic: Traffic | None
    """How many events are expected, where the load is stated."""
    about: tuple[Ref, ...]
    """What it is demanded of."""
    use_cases: tuple[UseCase, ...]
    """Whose users feel a miss."""
    measured_at: str
    """Where the indicator is measured: the id of a component, or ``client``; empty where that is not said."""
    at_the_client: bool | None
    """Whether that is where users meet the system; None where it is not said."""
    gaps: tuple[Gap, ...] = ()
    """What is missing or cannot be read."""

    @property
    def budget(self) -> Decimal | None:
        """The share of events that may be bad."""
        return None if self.target is None else 1 - self.target

    @property
    def window(self) -> str:
        """The period as PromQL writes it."""
        return prometheus_duration(self.period)

    @cached_property
    def burn(self) -> Burn | None:
        """The burn rates at which somebody is told; None without a target that leaves a budget."""
        if self.target is None or not 0 <= self.target < 1:
            return None
        counts = self.sli is None or self.sli.counts_events
        return burn_table(self.target, self.period, self.traffic.rate if self.traffic and counts else None)

    @property
    def is_watched(self) -> bool:
        """Tell whether rules can be made of it."""
        return self.sli is not None and self.burn is not None

    @property
    def is_proposed(self) -> bool:
        """Tell whether no service level states it."""
        return self.level is None

    @property
    def pages(self) -> bool:
        """Tell whether a fast burn wakes somebody: what nobody has agreed to does not."""
        return self.level is not None and self.level.paging is True

    @property
    def owner(self) -> str:
        """Who answers for it; empty where nobody is named."""
        return self.level.owner if self.level else ""

    @property
    def key(self) -> str:
        """Its name in the metrics: the service and the objective."""
        return f"{self.service}-{self.id}"
