"""A constraint affects nothing and no decision takes it up.

A constraint is a decision that somebody else has made; if it is real, something in the design is different because
of it. Asked, from the stage growth on, of constraints without `affects` that no decision addresses.

How to fix: name in `affects` what it restricts; `affects: [system]` when it is everything.

When to ignore: a law that is noted before anybody knows what it touches.

*Bad*

```yaml
system: {stage: growth}
constraints:
  bookkeeping: # AK312
    kind: legal
    statement: Books of account stay readable for 10 y.
```

*Good*

```yaml
system: {stage: growth}
entities:
  payment: {retention: 10 y}
constraints:
  bookkeeping:
    kind: legal
    statement: Books of account stay readable for 10 y.
    affects: [entity:payment]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK312",
    "idle-constraint",
    Severity.QUESTION,
    "SEI, Attribute-Driven Design: constraints are design decisions already made",
    stage="growth",
    several="what is different because of these? They affect nothing, and no decision addresses them: {names}",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what constraints change."""
    for constraint in subject.requirements.constraints.values():
        if not constraint.affects and constraint.ref not in subject.addressed:
            yield Hit(
                constraint.place,
                f"what is different because of '{constraint.id}'?",
                help="a constraint is a decision already made: name in affects what it restricts, or system",
                key=True,
            )
