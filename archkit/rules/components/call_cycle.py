"""Services call each other in a circle.

Each waits for the other: none can start, be tested, released or scaled alone, one that is slow makes all of them slow,
and two that run out of threads wait for each other for ever. It is found by following the calls (`->`) between
services in the good case of all flows; messages that nobody waits for (`~>`) close no circle.

How to fix: let one of them tell the others by an event, move what both need into a third, or join them.

When to ignore: the two directions are separate features of parts that are released together.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}}
use_cases:
  pay:
    steps:
      - rides -> payment: Charge the rider # AK453
      - payment -> rides: Ask for the distance
```

*Good*

```yaml
components: {rides: {kind: service}, payment: {kind: service}}
use_cases:
  pay:
    steps:
      - rides -> payment: {action: Charge the rider, data: [distance]}
      - payment ~> rides: Report the paid ride
```
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from archkit.diagnostics import Place, Severity
from archkit.model import messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK453",
    "call-cycle",
    Severity.WARNING,
    "R. Martin, Agile Software Development (2002): the acyclic dependencies principle",
    related=("distributed-monolith", "big-ball-of-mud", "loose-coupling"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find one circle of calls."""
    calls: dict[str, dict[str, Place]] = {}
    for use_case in subject.use_cases:
        for message in messages(use_case.steps):
            source, target = message.source, message.target
            if (
                message.waits
                and source != target
                and subject.parts.service(source)
                and subject.parts.service(target)
            ):
                calls.setdefault(source, {}).setdefault(target, message.place)
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as error:
        circle: list[str] = list(reversed(error.args[1]))
        start = circle.index(next(one for one in calls if one in circle))
        circle = [*circle[start:-1], *circle[:start], circle[start]]
        ways = [calls[one][other] for one, other in pairwise(circle)]
        yield Hit(
            ways[0],
            f"services wait for each other in a circle: {' -> '.join(circle)}",
            help="send one of these calls as an event with ~>, or move what both need into a third",
            key=True,
            related=tuple((place, "and it goes on here") for place in ways[1:4]),
        )
