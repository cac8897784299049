"""Every use case begins with a person, as if nothing happened by itself.

Clocks ring, payments arrive, machines report, other systems call. Such events start work that no click starts, and
are forgotten because nobody asks for them in an interview. Asked once, from the stage growth on, of a workspace with
three or more use cases of which none begins with a timer, a system or a device.

How to fix: ask what happens at night, at the end of a month, and when another system calls; write those use cases
with an actor of kind `timer`, `system` or `device`.

When to ignore: a system that only answers people.

*Bad*

```yaml
system: {stage: growth} # AK117
actors:
  rider: {kind: person}
use_cases:
  find-a-ride: {primary_actor: rider}
  pay-for-ride: {primary_actor: rider}
  rate-driver: {primary_actor: rider}
```

*Good*

```yaml
system: {stage: growth}
actors:
  rider: {kind: person}
  search-clock: {kind: timer}
use_cases:
  find-a-ride: {primary_actor: rider}
  pay-for-ride: {primary_actor: rider}
  end-search: {primary_actor: search-clock}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK117",
    "no-event",
    Severity.QUESTION,
    "S. McMenamin, J. Palmer, Essential Systems Analysis (1984): events partition a system",
    whole=True,
    stage="growth",
    related=("event-driven-architecture",),
)
_ENOUGH = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for use cases that no person starts."""
    known = subject.requirements
    starters = [known.actors.get(one.primary_actor.id) for one in subject.use_cases if one.primary_actor]
    for use_case in subject.use_cases:
        first = next(use_case.messages(), None)
        starters += [known.actors.get(first.source)] if first else []
    if (
        len(subject.use_cases) >= _ENOUGH
        and starters
        and all(one is None or one.kind == "person" for one in starters)
    ):
        yield Hit(
            known.config_place("system"),
            "what happens without a person: by the clock, or when another system calls?",
            help="such events are forgotten in interviews: write a use case with an actor of kind timer, system or device",
            key=True,
        )
