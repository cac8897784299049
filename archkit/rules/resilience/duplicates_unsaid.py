"""A message may arrive twice, and nothing says what its receiver does then.

Asked of messages between parts of the system with `delivery: at-least-once`, and of events of a use case for which an
outbox is decided (its relay sends again after a crash), that say neither `handles_duplicates` nor `idempotent`.

How to fix: `handles_duplicates: true`, once the receiver drops repeats by the id of the message.

When to ignore: messages to people; they are left alone anyway.

*Bad*

```yaml
system: {stage: growth}
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced, delivery: at-least-once} # AK870
```

*Good*

```yaml
system: {stage: growth}
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced, delivery: at-least-once, handles_duplicates: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK870",
    "duplicates-unsaid",
    Severity.QUESTION,
    "G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003): idempotent receiver",
    stage="growth",
    several="what happens when the same message comes twice? It is not said in {names}",
    related=("idempotent-consumer", "deduplication-by-message-id", "transactional-outbox"),
)
_OUTBOX = ("transactional-outbox", "embedded-outbox", "outbox-relay")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what a repeat does."""
    for use_case, message in subject.messages:
        said = message.handles_duplicates is not None or message.idempotent is not None
        if message.waits or said or message.source == message.target or not subject.parts.own(message.target):
            continue
        from_outbox = message.event and not message.delivery and subject.choice_for(use_case.ref, *_OUTBOX)
        if message.delivery == "at-least-once" or from_outbox:
            yield Hit(
                message.place,
                f"what does '{message.target}' do when '{message.name}' of '{use_case.id}' comes twice?",
                help="a lost acknowledgement repeats the message: drop repeats by id, and write handles_duplicates: true",
                key=True,
            )
