"""A step does not say what is asked, or which data moves.

A call is an action and the data that it carries; both become the API and its load. Asked of arrows without an
action, and of calls between two participants, for which somebody waits, that have neither `data` nor `returns` and
name no entity that is read or written.
Short steps (`app ~> rider: Show the receipt`) are fine where nobody waits.

How to fix: write `action`, and `data` and `returns` with entities, their fields, or words; `data: [none]` says that
nothing is sent.

When to ignore: a sketch that will be filled in; a question does not fail a run.

*Bad*

```yaml
use_cases:
  find-a-ride: # AK109
    steps:
      - rider -> app: Look for a driver
```

*Good*

```yaml
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [origin, destination], returns: [ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK109",
    "incomplete-step",
    Severity.QUESTION,
    "UML 2.5, interactions: a message has a signature and arguments",
    stage="mvp",
    several="which data do the calls of these use cases carry? Not said everywhere in {names}",
    related=("sequence-diagram", "api-driven-architecture"),
)
_NAMED = 2


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the action and the data of steps, once a use case."""
    for use_case in subject.use_cases:
        bare = [message for message in use_case.messages() if _is_bare(message)]
        if bare:
            named = ", ".join(f"'{message.name}'" for message in bare[:_NAMED])
            more = f" and {len(bare) - _NAMED} more" if len(bare) > _NAMED else ""
            yield Hit(
                use_case.place,
                f"which data do the calls of '{use_case.id}' carry? Not said for {named}{more}",
                help="the API and its load follow from it: write {action: ..., data: [...], returns: [...]}",
                key=True,
            )


def _is_bare(message: Message) -> bool:
    if not message.action:
        return not (message.operation or message.event)
    said = message.data or message.returns or message.reads or message.writes
    return message.waits and message.source != message.target and not said
