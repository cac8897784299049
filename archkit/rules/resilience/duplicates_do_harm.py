"""A message may arrive twice, and its receiver cannot take it twice.

At least once means: after a lost acknowledgement the same message comes again. A receiver that books it again turns a
short fault of the network into wrong data. It is found where `delivery: at-least-once` stands beside
`handles_duplicates: false`, or `idempotent: false`.

How to fix: let the receiver drop what it has seen, by the id of the message, and write `handles_duplicates: true`.

When to ignore: never; one of the two statements is wrong.

*Bad*

```yaml
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced, delivery: at-least-once, handles_duplicates: false} # AK869
```

*Good*

```yaml
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
    "AK869",
    "duplicates-do-harm",
    Severity.ERROR,
    "G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003): idempotent receiver",
    related=("idempotent-consumer", "deduplication-by-message-id", "at-least-once"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find repeats that do harm."""
    for use_case, message in subject.messages:
        if message.delivery != "at-least-once" or message.handles_duplicates or message.idempotent:
            continue
        if subject.parts.is_third_party(message.source) and subject.parts.is_third_party(message.target):
            continue
        field = "handles_duplicates" if message.handles_duplicates is False else "idempotent"
        if message.handles_duplicates is False or message.idempotent is False:
            yield Hit(
                message.field(field),
                f"'{message.name}' of '{use_case.id}' may arrive twice, and '{message.target}' cannot take it twice",
                help=f"let '{message.target}' drop what it has seen, and write handles_duplicates: true",
                related=((message.field("delivery"), "at-least-once stands here"),),
            )
