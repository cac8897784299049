"""Actors: the people, systems, devices and timers that stand outside and use the system."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from archkit.model.fields import Count, Duration, Flag, Money, Rate, Share, fault
from archkit.model.item import Item, Part

ClientKind = Literal["browser", "mobile", "desktop", "server", "device"]


class Latency(Part):
    """How long one call takes, as two points of its distribution."""

    p50: Duration | None = None
    """Half of the calls take no longer."""
    p99: Duration | None = None
    """99 of 100 calls take no longer."""
    distribution: Literal["lognormal", "exponential", "constant"] | None = None
    """The shape between the points; lognormal when not given."""


class Coordinates(Part):
    """A point on the earth."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""


def regions_of(value: Any) -> Any:
    """Read both forms of regions: a list of known ids, or a map of ids of one's own to coordinates."""
    if isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            return dict.fromkeys(value)
        fault("a region is the id of a place", "write regions: [eu-central, us-east]")
    if isinstance(value, dict):
        return {key: _coordinates(key, pair) for key, pair in value.items()}
    if isinstance(value, str):
        fault(f"regions is a list, and '{value}' stands alone", f"write regions: [{value}]")
    return value


def _coordinates(key: str, pair: Any) -> Coordinates:
    repair = f"write {key}: [48.1, 11.6], degrees north and degrees east"
    try:
        latitude, longitude = (float(one) for one in pair)
    except (TypeError, ValueError):
        fault(f"region '{key}' needs latitude and longitude", repair)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        fault(f"region '{key}' does not lie on the earth", repair)
    return Coordinates(latitude=latitude, longitude=longitude)


Regions = Annotated[
    dict[str, Coordinates | None],
    BeforeValidator(regions_of),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "string"}},
                {
                    "type": "object",
                    "additionalProperties": {
                        "type": "array",
                        "items": {"type": "number"},
                        "minItems": 2,
                        "maxItems": 2,
                    },
                },
            ],
            "examples": [["eu-central", "us-east"], {"plant-7": [48.1, 11.6]}],
        }
    ),
]
"""Ids of known places, or ids of one's own with coordinates."""


class Actor(Item):
    """Somebody or something outside that starts a flow or takes part in one."""

    KIND: ClassVar[str] = "actor"

    kind: Literal["person", "system", "device", "timer"] = "person"
    """What it is; a timer starts flows by the clock."""
    description: str = ""
    """What it wants from the system, in a sentence."""
    clients: tuple[ClientKind, ...] = ()
    """What it uses to reach the system."""
    population: Count | None = None
    """How many there are."""
    active: Share | None = None
    """The share that is active at the busiest hour."""
    regions: Regions = Field(default_factory=dict)
    """Where it is: ids of catalog/regions.yaml, or ids of your own with coordinates."""
    external: Flag | None = None
    """Whether it stands outside the organisation; persons do unless said otherwise."""
    trust: Literal["public", "partner", "internal"] | None = None
    """How far it is trusted."""
    connectivity: Literal["good", "poor", "intermittent"] | None = None
    """How good its line is."""
    availability: Share | None = None
    """For a system: the share of time in which it answers."""
    latency: Latency | None = None
    """For a system: how long it takes to answer."""
    capacity: Rate | None = None
    """For a system: its quota for us."""
    error_rate: Share | None = None
    """For a system: the share of single calls that fail and may be tried again."""
    cost: Money | None = None
    """For a system: what a call or a month costs."""
    joins_transactions: Flag | None = None
    """For a system: whether it can take part in a distributed transaction."""

    @property
    def is_external(self) -> bool:
        """Whether it stands outside: as said, else persons and other systems do."""
        return self.external if self.external is not None else self.kind in {"person", "system", "device"}
