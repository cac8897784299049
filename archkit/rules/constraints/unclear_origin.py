"""A constraint does not say whether it is real or self-imposed.

Half of all constraints are habits of the house that nobody has questioned. External ones are designed around,
internal ones are argued with first. Legal ones come from outside unless something else is said.

How to fix: write `origin: external` when breaking it has consequences outside the organisation, else `internal`.

When to ignore: a first note.

*Bad*

```yaml
constraints:
  known-database: # AK302
    kind: technical
```

*Good*

```yaml
constraints:
  known-database:
    kind: technical
    origin: internal
    challenged: Asked in May; stays until operations has more than two people.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK302",
    "unclear-origin",
    Severity.QUESTION,
    "Practice of architecture: real constraints and self-imposed ones",
    several="who imposes these, somebody outside or ourselves? No origin is given for {names}",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the origin of constraints."""
    for constraint in subject.requirements.constraints.values():
        if not constraint.origin and constraint.kind != "legal":
            yield Hit(
                constraint.place,
                f"who imposes '{constraint.id}', somebody outside or we ourselves?",
                help="a self-imposed one may be argued with: write origin: external or internal",
                key=True,
            )
