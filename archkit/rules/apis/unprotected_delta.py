"""A call from outside counts each time, and nothing says what happens when it is sent twice.

A phone loses its line after the call and before the answer; the user presses again, or the app does. Charging, ordering
or tipping twice is worse than not at all. Asked of the POST operations and remote procedures, called from outside,
whose action adds, pays, orders, transfers or the like, and that neither say `idempotent` nor `handles_duplicates`, nor
are covered by a decision.

How to fix: let the client send a key of its own with each attempt (`data: [..., idempotency key]`), and write
`idempotent: true`.

When to ignore: twice is fine; then `idempotent: true` says so.

*Bad*

```yaml
system: {stage: growth}
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, interface: rest}
use_cases:
  tip: # AK521
    steps:
      - rider -> app: {action: Pay a tip, operation: POST /tips}
```

*Good*

```yaml
system: {stage: growth}
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, interface: rest}
use_cases:
  tip:
    steps:
      - rider -> app: {action: Pay a tip, operation: POST /tips, data: [amount, idempotency key], idempotent: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject, first_word, words_of

RULE = Rule(
    "AK521",
    "unprotected-delta",
    Severity.QUESTION,
    "IETF draft: The Idempotency-Key HTTP Header Field; P. Helland, Idempotence Is Not a Medical Condition (2012)",
    stage="growth",
    several="what if these are sent twice? They count each time, in {names}",
    related=("idempotency-key", "idempotent-operations", "retry"),
)
_ANSWERS = ("idempotency-key", "idempotent-operations", "idempotent-consumer", "deduplication-by-message-id")
_CALLED = {"rest", "grpc", "graphql", "soap"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what happens when a change is sent twice, once a use case."""
    deltas = subject.catalog.words("delta").advice
    asked: set[str] = set()
    for use_case, message in subject.messages:
        component = subject.parts.own(message.target)
        if component is None or component.interface not in _CALLED or use_case.id in asked:
            continue
        outside = subject.parts.is_outside(message.source) and message.waits
        if outside and first_word(message) in deltas and not _is_protected(message):
            if subject.choice_for(use_case.ref, *_ANSWERS):
                continue
            asked.add(use_case.id)
            yield Hit(
                use_case.place,
                f"what if '{message.name}' of '{use_case.id}' is sent twice, because its answer got lost?",
                help="let the client send a key with each attempt, and write idempotent: true",
                key=True,
            )


def _is_protected(message: Message) -> bool:
    keyed = any({"idempotency", "request"} & set(words_of(text)) for text in message.data)
    named = message.operation.upper().startswith(("PUT ", "DELETE ", "GET ", "HEAD "))
    return (
        message.idempotent is not None
        or message.handles_duplicates is not None
        or keyed
        or named
        or bool(message.retries)
    )
