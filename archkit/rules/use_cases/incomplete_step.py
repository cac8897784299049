"""A step does not say what is asked, or which data moves.

A call is an action and the data that it carries; both become the API and its load. Asked of arrows without an
action, and of calls between two participants, for which somebody waits, that have neither `data` nor `returns` and
name no entity that is read or written. An operation whose path names an item says what is asked, and short steps
(`app ~> rider: Show the receipt`) are fine where nobody waits, where a clock begins, and where a person is answered.

How to fix: write `action`, and `data` and `returns` with entities, their fields, or words; `data: [none]` says that
nothing is sent.

When to ignore: a sketch that will be filled in; a question does not fail a run.

*Bad*

```yaml
use_cases:
  find-a-ride:
    steps:
      - rider -> app: Look for a driver # AK109
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
from archkit.rules import Hit, Rule, Subject, nameless

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
    told = {
        call.message.place for call in nameless(subject.calls)
    }  # as findings, with the address that came of it
    for use_case in subject.use_cases:
        bare = [one for one in use_case.messages() if _is_bare(one, subject) and one.place not in told]
        if bare:
            named = ", ".join(f"'{message.name}'" for message in bare[:_NAMED])
            more = f" and {len(bare) - _NAMED} more" if len(bare) > _NAMED else ""
            yield Hit(
                bare[0].place,
                f"which data do the calls of '{use_case.id}' carry? Not said for {named}{more}",
                help="the API and its load follow from it: write {action: ..., data: [...], returns: [...]}",
                key=True,
            )


def _is_bare(message: Message, subject: Subject) -> bool:
    if not message.action:
        return not (message.operation or message.event)
    caller, callee = subject.parts.actor(message.source), subject.parts.actor(message.target)
    if (caller and caller.kind == "timer") or (callee and callee.kind == "person"):
        return False
    names_item = "{" in (message.operation or "")
    said = names_item or message.data or message.returns or message.reads or message.writes
    return message.waits and message.source != message.target and not said
