"""Regions of callers and callees become round trips, in seconds, and the floor that light sets."""

from collections.abc import Mapping
from typing import NamedTuple

from archkit.evaluate.figures import Figures
from archkit.evaluate.formulas.geography import Place, great_circle, nearest, round_trip_floor
from archkit.model import Actor, Component

NOWHERE = ""
"""The region of whoever states none: the same one as the other end."""


class Hop(NamedTuple):
    """The way of one call."""

    seconds: float
    """Its round trip."""
    region: str
    """Where it arrives."""
    parts: str
    """What the round trip is made of, in words."""


class Network:
    """Where everybody is, and how long a round trip between two of them takes."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._known = figures.requirements

    def regions(self, identifier: str) -> Mapping[str, Place]:
        """Return the regions of a participant that can be found on the map."""
        one = self._known.participant(identifier)
        return {} if one is None else self._placed(one)

    def _placed(self, one: Actor | Component) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for name, own in one.regions.items():
            point = (own.latitude, own.longitude) if own else self.figures.catalog.region(name)
            if point is None:
                self.figures.assume(f"region '{name}' of {one.id} is not on the map, so it counts as near")
            else:
                found[name] = Place(*point)
        return found

    def point(self, identifier: str, region: str) -> Place | None:
        """Return where a participant's region lies."""
        return self.regions(identifier).get(region)

    def starts(self, identifier: str) -> tuple[str, ...]:
        """Return the regions from which a participant speaks."""
        return tuple(sorted(self.regions(identifier))) or (NOWHERE,)

    def hop(self, caller: str, here: str, callee: str) -> Hop:
        """Return the way from a caller in a region to the callee's nearest one.

        Args:
            caller: Who calls.
            here: The region of the caller, or ``NOWHERE``.
            callee: Who is called.
        """
        target = self._known.components.get(callee)
        if target is not None and (target.kind == "library" or target.interface == "library"):
            return Hop(0.0, here, "in the same process")
        start = self.point(caller, here) or self._region(here)
        places = self.regions(callee)
        mile, words = self._last_mile(caller)
        if start is None or not places:
            if callee not in self.figures.without:
                unplaced = callee if not places else caller
                self.figures.assume(f"{unplaced} states no region, so it counts as near")
            near = self._near()
            return Hop(near + mile, next(iter(sorted(places)), here), f"{words}round trip within a region")
        region = nearest(start, places)
        distance = great_circle(start, places[region])
        if distance < 1:
            return Hop(self._near() + mile, region, f"{words}round trip within {region}")
        return Hop(
            round_trip_floor(distance) + mile,
            region,
            f"{words}{distance:,.0f} km to {region} and back as light in fibre".replace(",", " "),
        )

    def _region(self, name: str) -> Place | None:
        point = self.figures.catalog.region(name)
        return None if point is None else Place(*point)

    def _near(self) -> float:
        found = self.figures.catalog.in_region_round_trip()
        return self.figures.default(
            "default:in_region_round_trip",
            found.middle,
            f"a round trip within a region takes {found.text} (catalog/regions.yaml)",
        )

    def _last_mile(self, caller: str) -> tuple[float, str]:
        """Return what the access network of the slowest client adds to a call from outside."""
        actor = self._known.actors.get(caller)
        if actor is None or caller in self._known.components:
            return 0.0, ""
        slowest, kind, text = 0.0, "", ""
        for client in actor.clients:
            found = self.figures.catalog.last_mile(client)
            if found is not None and found.middle > slowest:
                slowest, kind, text = found.middle, client, found.text
        if not kind:
            return 0.0, ""
        seconds = self.figures.default(
            f"default:last_mile.{kind}",
            slowest,
            f"the last mile of a {kind} client adds {text} (catalog/regions.yaml)",
        )
        return seconds, f"last mile of a {kind} client {text} + "

    def floor(self, starts: Mapping[str, Place], callee: str) -> tuple[float, str, str] | None:
        """Return the least round trip that no design avoids, and between which regions.

        What is ours may move to any region in which the organisation may run it; without such a list it may
        stand beside its user. What is not ours stays where it is.

        Args:
            starts: The regions of the actor.
            callee: The first component that it calls.

        Returns:
            Seconds, the actor's region and the other end of the worst of them; None where nothing forces a distance.
        """
        server = self._known.participant(callee)
        if server is None or not starts:
            return None
        ends = self._placed(server) if isinstance(server, Actor) or server.is_external else self._allowed()
        if not ends:
            return None
        trips = []
        for name, point in starts.items():
            end = nearest(point, ends)
            trips.append((round_trip_floor(great_circle(point, ends[end])), name, end))
        return max(trips)

    def _allowed(self) -> dict[str, Place]:
        points = {name: self._region(name) for name in self._known.organisation.regions}
        return {name: point for name, point in points.items() if point is not None}
