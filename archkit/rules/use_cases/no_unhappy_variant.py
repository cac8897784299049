"""A use case tells only how all goes well.

Searches find nothing, cards are declined, networks are cut. What happens then costs more design than the success,
and is forgotten first. Asked of use cases of priority must and should that have steps and neither `extensions`
nor an `alt`.

How to fix: write below `extensions` when it can go wrong, at which step, and what happens then; or a use case
of its own where the unhappy way is long.

When to ignore: a flow in which nothing can fail that the user would notice.

*Bad*

```yaml
use_cases:
  pay-for-ride: # AK104
    steps:
      - app -> card-network: Charge the rider
```

*Good*

```yaml
use_cases:
  pay-for-ride:
    steps:
      - app -> card-network: Charge the rider
    extensions:
      - when: the card is declined
        at: Charge the rider
        steps: [app ~> rider: Ask for another card]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Alt, walk
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK104",
    "no-unhappy-variant",
    Severity.QUESTION,
    "A. Cockburn, Writing Effective Use Cases (2000): extensions",
    stage="mvp",
    several="what happens when these go wrong? Only the success is told: {names}",
    related=("graceful-degradation", "sequence-diagram"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for what can go wrong."""
    for use_case in subject.use_cases:
        if not use_case.steps or use_case.extensions or use_case.priority == "could":
            continue
        if not any(isinstance(step, Alt) for step in walk(use_case.steps)):
            yield Hit(
                use_case.place,
                f"what happens when '{use_case.id}' goes wrong?",
                help="failures cost more design than success: write extensions: [{when: ..., steps: [...]}]",
                key=True,
            )
