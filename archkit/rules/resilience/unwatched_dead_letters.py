"""Messages are set aside, and nobody is told.

A dead letter queue that nobody looks into is a slow way to lose messages. Somebody has to be told, to own the cause,
and to know how the message comes back: its error and its origin stay with it, and a program or a person puts it
back. Asked where `dead_letters` is written without `alert: true`, without an owner (the broker's `owner` will do) or
without `repair`.

How to fix: `dead_letters: {after: 5, alert: true, owner: team-rides, repair: manual}`.

When to ignore: what is set aside is worthless after a minute; then write `delivery: at-most-once`.

*Bad*

```yaml
system: {stage: growth}
components:
  bus: # AK868
    kind: broker
    dead_letters: {after: 5}
```

*Good*

```yaml
system: {stage: growth}
components:
  bus:
    kind: broker
    dead_letters: {after: 5, alert: true, owner: team-a, repair: manual}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK868",
    "unwatched-dead-letters",
    Severity.QUESTION,
    "AWS and Azure guidance on dead letter queues: alarms, owners, redrive",
    stage="growth",
    several="who looks into the dead letters of these, and how do they come back? It is not said of {names}",
    related=("dead-letter-queue", "alerting"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask who looks into dead letters."""
    for component in subject.requirements.components.values():
        missing = _missing(component)
        if missing:
            yield Hit(
                component.place,
                f"who looks into the dead letters of '{component.id}', and how do they come back? No {missing[0]} is given",
                help="what nobody looks into is lost slowly: write dead_letters: {alert: true, owner: team, repair: manual}",
                key=True,
            )


def _missing(component: Component) -> list[str]:
    aside = component.dead_letters
    if aside is None or component.is_external:
        return []
    stated = (("alert", aside.alert), ("owner", aside.owner or component.owner), ("repair", aside.repair))
    return [word for word, given in stated if not given]
