"""A self-imposed constraint was never questioned.

"We always use that database" has closed a door before the design began. Perhaps for a good reason; then asking costs
an hour and the answer stays on record. Asked of constraints with `origin: internal`.

How to fix: ask whoever imposed it what would happen without it, and write the outcome into `challenged`.

When to ignore: something so small that nobody would choose otherwise.

*Bad*

```yaml
constraints:
  known-database: # AK303
    origin: internal
    statement: Relational data goes into the database that the team runs today.
```

*Good*

```yaml
constraints:
  known-database:
    origin: internal
    statement: Relational data goes into the database that the team runs today.
    challenged: Asked on 2026-10-05; stays until operations has more than two people.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK303",
    "unchallenged",
    Severity.QUESTION,
    "Practice of architecture: push back on self-imposed constraints",
    stage="mvp",
    several="what would happen without these? We imposed them ourselves, and nobody has asked: {names}",
    related=("architectural-drivers", "trade-off-awareness"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask whether self-imposed constraints were questioned."""
    for constraint in subject.requirements.constraints.values():
        if constraint.origin == "internal" and not constraint.challenged:
            yield Hit(
                constraint.place,
                f"what would happen without '{constraint.id}'? We imposed it ourselves",
                help="it has closed a door before the design began: ask, and write the outcome into challenged",
                key=True,
            )
