"""A response time is shorter than light needs from the users to the nearest machine and back.

Light in glass covers 200 km in a millisecond, and no cable is straight. A target below that floor cannot be met by
any code, only by machines nearer to the users. It is found where a response time is demanded of a use case whose
primary actor has regions, and none of the components that the actor calls runs near enough to one of them.

How to fix: run the called component, or a cache before it, in a region near those users, or lower the promise to them.

When to ignore: a target that is meant for the users nearby only; then say so with an actor of their own.

*Bad*

```yaml
actors:
  rider: {kind: person, regions: [us-east]}
components:
  app: {kind: service, regions: [eu-central]}
use_cases:
  find-a-ride:
    primary_actor: rider
    measures: [p95 response_time <= 50 ms at 400/s] # AK223
    steps: [rider -> app: Look for a driver]
```

*Good*

```yaml
actors:
  rider: {kind: person, regions: [us-east]}
components:
  app: {kind: service, regions: [eu-central, us-east]}
use_cases:
  find-a-ride:
    primary_actor: rider
    measures: [p95 response_time <= 50 ms at 400/s]
    steps: [rider -> app: Look for a driver]
```
"""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.diagnostics import Severity
from archkit.evaluate.formulas.geography import Place, great_circle, round_trip_floor
from archkit.model import Actor, Component, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK223",
    "below-light",
    Severity.ERROR,
    "ITU-T G.652: light in glass fibre covers about 200 000 km/s; I. Grigorik, High Performance Browser Networking (2013)",
    related=("cdn", "geo-routing", "edge-computing"),
)
_TIMES = frozenset({"response_time", "time_to_first_byte"})


def check(subject: Subject) -> Iterator[Hit]:
    """Find response times that distance alone forbids."""
    for target in subject.targets:
        measure = target.measure
        if measure.metric not in _TIMES or measure.is_lower_limit:
            continue
        for ref in target.of:
            use_case = subject.requirements.get(ref)
            farthest = _farthest(subject, use_case) if isinstance(use_case, UseCase) else None
            if farthest and farthest[0] > measure.value.high:
                seconds, actor_region, region = farthest
                yield Hit(
                    target.place,
                    f"'{measure.text}' is less than the {seconds * 1000:.0f} ms that light needs from {actor_region} "
                    f"to {region} and back",
                    help=f"serve {actor_region} from a region nearby, or promise its users less",
                    words=measure.text,
                )
                break


def _farthest(subject: Subject, use_case: UseCase) -> tuple[float, str, str] | None:
    """Return the least round trip, in seconds, of the users who are farthest away, and between which regions."""
    known, catalog = subject.requirements, subject.catalog
    actor = known.actors.get(use_case.primary_actor.id) if use_case.primary_actor else None
    if actor is None or not actor.regions:
        return None
    called = [
        known.components.get(one.target)
        for one in use_case.messages()
        if one.source == actor.id and one.waits
    ]
    served = {name: point for one in called if one for name, point in _points(catalog, one).items()}
    if not served or any(one is None or not one.regions for one in called):
        return None
    trips = [
        min((round_trip_floor(great_circle(here, there)), name, region) for region, there in served.items())
        for name, here in _points(catalog, actor).items()
    ]
    return max(trips, default=None)


def _points(catalog: Catalog, one: Actor | Component) -> dict[str, Place]:
    places = {
        name: (own.latitude, own.longitude) if own else catalog.region(name)
        for name, own in one.regions.items()
    }
    return {name: Place(*point) for name, point in places.items() if point}
