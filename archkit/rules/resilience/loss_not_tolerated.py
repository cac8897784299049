"""A message may get lost, and nothing of its kind may be lost.

At most once never sends again: a crash, a full queue or a lost packet, and the message is gone. It is found where
`delivery: at-most-once` stands on a message between parts of the system, in a use case, or with an entity, of which a
measure says `lost = 0`, or with an entity whose every change must stay visible (`history: true`).

How to fix: `delivery: at-least-once` and `handles_duplicates: true`.

When to ignore: the next message makes up for a lost one; then leave it out of the flow that must lose nothing.

*Bad*

```yaml
quality_attributes: {kept: {applies_to: [use_case:pay], measure: lost = 0 over 30 d}}
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  pay:
    steps:
      - shop ~> billing: {event: OrderPaid, delivery: at-most-once} # AK873
```

*Good*

```yaml
quality_attributes: {kept: {applies_to: [use_case:pay], measure: lost = 0 over 30 d}}
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  pay:
    steps:
      - shop ~> billing: {event: OrderPaid, delivery: at-least-once, handles_duplicates: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message, Ref, UseCase
from archkit.rules import Hit, Rule, Subject
from archkit.rules.resilience._losses import keeps_all

RULE = Rule(
    "AK873",
    "loss-not-tolerated",
    Severity.ERROR,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("at-most-once", "at-least-once", "guaranteed-delivery"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find messages that may get lost where nothing may."""
    precious = keeps_all(subject)
    for use_case, message in subject.messages:
        if message.delivery != "at-most-once" or not subject.parts.own(message.target) or message.optional:
            continue
        why = _why(subject, use_case, message, precious)
        if why:
            yield Hit(
                message.field("delivery"),
                f"'{message.name}' of '{use_case.id}' may get lost, and {why}",
                help="write delivery: at-least-once and handles_duplicates: true",
            )


def _why(subject: Subject, use_case: UseCase, message: Message, precious: frozenset[Ref]) -> str:
    """Return what forbids the loss, in words; empty where nothing does."""
    if use_case.ref in precious:
        return "a measure says that nothing of this use case may be lost"
    for word in message.data:
        entity = subject.requirements.entities.get(word)
        if entity is not None and entity.ref in precious:
            return f"a measure says that no '{word}' may be lost"
        if entity is not None and entity.history:
            return f"each change of '{word}' must stay visible"
    return ""
