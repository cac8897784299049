"""A limit of time, money or people has no price yet.

Such a limit always costs something: a feature, a second region, sleep. When nobody writes down what, each reader
assumes that it is something else. Asked of business constraints that have no `notes` and that no decision addresses.

How to fix: write into `notes` what is given up because of it, or address it in a decision with `accepts`.

When to ignore: a rule of the business that costs nothing.

*Bad*

```yaml
constraints:
  season-start: # AK307
    kind: business
    statement: The service opens before the summer.
```

*Good*

```yaml
constraints:
  season-start:
    kind: business
    statement: The service opens before the summer.
    notes: What we give up is the second region in the first year.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK307",
    "nothing-given-up",
    Severity.QUESTION,
    "Practice of project management: time, cost and scope pull at each other",
    stage="mvp",
    several="what is given up because of these? Not said for {names}",
    related=("trade-off-awareness",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what limits of the business cost."""
    for constraint in subject.requirements.constraints.values():
        if constraint.kind == "business" and not constraint.notes and constraint.ref not in subject.addressed:
            yield Hit(
                constraint.place,
                f"what is given up because of '{constraint.id}'?",
                help="a limit of time, money or people always costs something: write it into notes, or into a decision",
                key=True,
            )
