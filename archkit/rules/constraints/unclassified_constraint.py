"""A constraint does not say whether it is technical, of the business, or of the law.

The three are treated differently: a technical one can often be argued with, one of the business has a price, and the
law has neither. Asked of constraints without `kind`.

How to fix: write `kind: technical`, `business` or `legal`.

When to ignore: a first note.

*Bad*

```yaml
constraints:
  known-database: # AK301
    statement: Relational data goes into the database that the team runs today.
```

*Good*

```yaml
constraints:
  known-database:
    kind: technical
    statement: Relational data goes into the database that the team runs today.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK301",
    "unclassified-constraint",
    Severity.QUESTION,
    "Practice of architecture: constraints are technical, business or legal",
    several="are these technical, of the business, or of the law? No kind is given for {names}",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the kind of constraints."""
    for constraint in subject.requirements.constraints.values():
        if not constraint.kind:
            yield Hit(
                constraint.place,
                f"is '{constraint.id}' technical, of the business, or of the law?",
                help="each is treated differently: write kind: technical, business or legal",
                key=True,
            )
