"""Decisions supersede each other, or rest on each other, in a ring.

A decision replaces an earlier one and rests on one that is made already. In a ring each would have to be older than
itself: nobody can tell which one holds, or which to revisit first. It is found by following `supersedes` and
`depends_on`, each by itself, back to where they began.

How to fix: remove the line that points from the older decision to the newer one.

When to ignore: never.

*Bad*

```yaml
decisions:
  events-first: {depends_on: [broker-chosen]} # AK705
  broker-chosen: {depends_on: [events-first]}
```

*Good*

```yaml
decisions:
  events-first: {title: Tell other services through events}
  broker-chosen: {depends_on: [events-first]}
```
"""

from collections.abc import Iterator, Mapping

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK705",
    "circular-decisions",
    Severity.ERROR,
    "M. Nygard, Documenting Architecture Decisions (2011): decisions follow one another in time",
    related=("architecture-decision-record",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find rings of decisions, each once."""
    decisions = subject.requirements.decisions
    for field in ("supersedes", "depends_on"):
        pointing = {key: tuple(ref.id for ref in getattr(one, field)) for key, one in decisions.items()}
        seen: set[str] = set()
        for start in pointing:
            ring = () if start in seen else _ring(start, pointing)
            seen.update(ring)
            if ring:
                way = " -> ".join((*ring, start))
                verb = "supersedes" if field == "supersedes" else "rests on"
                yield Hit(
                    decisions[start].at(field),
                    f"'{start}' {verb} itself: {way}",
                    help="remove the line that points from an older decision to a newer one",
                )


def _ring(start: str, pointing: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids on a shortest way from a decision back to itself; none where there is no way."""
    came_from: dict[str, str] = {}
    queue = [start]
    for current in queue:
        for following in pointing.get(current, ()):
            if following == start:
                way = [current]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if following not in came_from:
                came_from[following] = current
                queue.append(following)
    return ()
