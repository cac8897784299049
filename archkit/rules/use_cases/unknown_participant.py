"""A step names somebody or something that is not declared.

Finding everybody who takes part is the first step of a design. A name in a flow that is neither an actor nor a
component has no page, no capacity, no owner, and a slip of the pen draws a box that does not exist. Each end of
each arrow is looked up, and whom a note stands over; a name is told once for each use case.

How to fix: take the id that is suggested. Else declare it below `actors` when it stands outside and has a goal,
below `components` when it is a part of the system, or one outside that only serves it.

When to ignore: never.

*Bad*

```yaml
actors:
  rider: {name: Rider}
use_cases:
  find-a-ride:
    primary_actor: rider
    steps:
      - rider -> app: Look for a driver # AK101
```

*Good*

```yaml
actors:
  rider: {name: Rider}
components:
  app: {kind: service}
use_cases:
  find-a-ride:
    primary_actor: rider
    steps:
      - rider -> app: Look for a driver
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.model import Message, Note, UseCase, did_you_mean, walk
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK101",
    "unknown-participant",
    Severity.ERROR,
    "UML 2.5, interactions: a lifeline stands for a participant that is known",
    whole=True,
    related=("sequence-diagram",),
)
_COMPARED_AT_MOST = 2000
"""With more names than this, comparing would take longer than reading them."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find names at the ends of arrows that no actor and no component has."""
    known = subject.requirements
    names = [*known.components, *known.actors]
    for use_case in known.use_cases.values():
        told: set[str] = set()
        for name, place in _named(use_case):
            if name in told or known.knows_participant(name):
                continue
            told.add(name)
            near = did_you_mean(name, names) if len(names) <= _COMPARED_AT_MOST else ""
            other = f"declare it below components, or below actors if it stands outside and wants something of '{use_case.id}'"
            yield Hit(
                place,
                f"'{name}' takes part in '{use_case.id}' and is neither an actor nor a component",
                help=f"did you mean '{near}'?" if near else other,
                words=name,
                key=isinstance(place.route[-1], str),
            )


def _named(use_case: UseCase) -> Iterator[tuple[str, Place]]:
    flows = (use_case.steps, *(extension.steps for extension in use_case.extensions))
    for flow in flows:
        for step in walk(flow):
            if isinstance(step, Message):
                place = step.field()
                yield step.source, place
                yield step.target, place
            elif isinstance(step, Note):
                yield from ((name, step.at("over", index)) for index, name in enumerate(step.over))
