"""Coordinates -> distances, and the round trip that light in a fibre cannot undercut."""

import math
from collections.abc import Mapping
from typing import NamedTuple

EARTH_RADIUS = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG; H. Moritz, Journal of Geodesy 74, 2000)."""
LIGHT_IN_FIBRE = 200_000.0
"""Kilometres a second: light in vacuum over the refractive index of glass fibre, about 1.5 (ITU-T G.652)."""


class Place(NamedTuple):
    """A point on the Earth in degrees, north and east positive."""

    latitude: float
    longitude: float


def great_circle(here: Place, there: Place) -> float:
    """Return the distance in kilometres along the surface, by the haversine formula.

    Well behaved for near points and for antipodes; the sphere differs from the ellipsoid by 0.5 % at most
    (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984).
    """
    here_latitude, there_latitude = math.radians(here.latitude), math.radians(there.latitude)
    east = math.radians(there.longitude - here.longitude)
    chord = (
        math.sin((there_latitude - here_latitude) / 2) ** 2
        + math.cos(here_latitude) * math.cos(there_latitude) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))


def round_trip_floor(distance: float) -> float:
    """Return the least duration (s) of a round trip over a distance (km): there and back as light."""
    return 2 * distance / LIGHT_IN_FIBRE


def nearest(here: Place, places: Mapping[str, Place]) -> str:
    """Return the name of the nearest place; of places equally near, the first by name.

    Raises:
        ValueError: There is no place.
    """
    if not places:
        raise ValueError("there is no place to be near to")
    return min(places, key=lambda name: (great_circle(here, places[name]), name))
