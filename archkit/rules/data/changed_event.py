"""Something that has happened is changed afterwards.

An event is a fact: it was so. Who edits it breaks every view, balance and proof that was made from it. It is found
where an entity of kind `event` is `mutable`, and where a step that writes an entity of kind `event`, or one that is
`immutable` or `append-only`, begins with a word for changing it and names it.

How to fix: write a second event that corrects the first, such as a reversal.

When to ignore: personal data has to go by law; better, erase the key that it is encrypted with.

*Bad*

```yaml
entities:
  entry: {kind: event, mutability: immutable}
use_cases:
  correct-entry:
    steps:
      - ledger -> entry-store:
          action: Change the amount of the entry # AK826
          writes: [entry]
```

*Good*

```yaml
entities:
  entry: {kind: event, mutability: immutable}
use_cases:
  correct-entry:
    steps:
      - ledger -> entry-store:
          action: Book the reversal
          writes: [entry]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import singular
from archkit.rules import Hit, Rule, Subject, first_word, words_of

RULE = Rule(
    "AK826",
    "changed-event",
    Severity.ERROR,
    "G. Young, CQRS Documents (2010): events are immutable; P. Helland, Immutability Changes Everything (2015)",
    related=("event-sourcing", "event-store", "crypto-shredding"),
)
_KEPT = {"immutable", "append-only"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find facts that are edited."""
    facts: dict[str, str] = {}
    for entity in subject.requirements.entities.values():
        if entity.kind == "event" and entity.mutability == "mutable":
            yield Hit(
                entity.at("mutability"),
                f"'{entity.id}' is an event, and mutable",
                help="write mutability: immutable, and correct an event by a second one",
            )
        elif entity.kind == "event" or entity.mutability in _KEPT:
            facts[entity.id] = entity.mutability or "an event"
    changing = subject.catalog.words("changing").advice
    for _, message in subject.messages if facts else ():
        ref = next((one for one in message.writes if one.id in facts), None)
        if ref is None or len(message.writes) != 1 or changing.get(first_word(message)) != "update":
            continue
        if _is_about(message.action, ref.id):
            yield Hit(
                message.field("action"),
                f"'{message.action}' changes '{ref.id}', which is {facts[ref.id]}",
                help="write a second record that corrects the first, such as a reversal",
                words=message.action.split()[0],
            )


def _is_about(action: str, entity: str) -> bool:
    """Tell whether an action names the record itself: *Adjust the stock* appends a ``stock-change``."""
    said = {singular(word) for word in words_of(action)}
    return said.issuperset(map(singular, words_of(entity)))
