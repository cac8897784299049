"""A capacity plan multiplies machines by what one of them does.

Ten machines never do ten times the work of one: they share locks, caches and a database, and keep each other informed.
At some point one more machine makes it slower. Asked, from the stage growth on, of components with four replicas or
more whose `capacity` is stated and of which neither `contention` nor `coherency` is.

How to fix: measure with one, two and four replicas and write the two numbers of the Universal Scalability Law;
`contention: 0` says that nothing is shared.

When to ignore: replicas that only stand by.

*Bad*

```yaml
system: {stage: mature}
components:
  app: {replicas: 8, capacity: 300/s} # AK224
```

*Good*

```yaml
system: {stage: mature}
components:
  app: {replicas: 8, capacity: 300/s, contention: 0.03}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK224",
    "linear-scaling",
    Severity.QUESTION,
    "N. Gunther, Guerrilla Capacity Planning (2007): the Universal Scalability Law",
    stage="mature",
    several="how much do these lose when they are many? Contention and coherency are not said of {names}",
    related=("diminishing-returns", "horizontal-scaling"),
)
_MANY = 4


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the loss of components that run many times."""
    for component in subject.requirements.components.values():
        stated = component.contention is not None or component.coherency is not None
        if (
            (component.replicas or 0) >= _MANY
            and component.capacity
            and not stated
            and not component.is_external
        ):
            yield Hit(
                component.place,
                f"how much is lost when '{component.id}' runs {component.replicas} times?",
                help="many machines never do many times the work of one: write contention and coherency from a load test",
                key=True,
            )
