"""A step that changes something is tried again, and nobody said whether it may happen twice.

Asked of calls that write, post or reach an outside system, that are tried again (by `retries` of the step or of the
caller's `resilience`), and say nothing of `idempotent`.

How to fix: `idempotent: true` where a repeat does no harm, for example because the id of the request travels along;
else `idempotent: false` and `retries: 0`.

When to ignore: a step that sets the same value again; then `idempotent: true` is the answer.

*Bad*

```yaml
components:
  shop: {kind: service, resilience: {retries: 1}}
  order-store: {kind: database}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - shop -> order-store: {action: Save the order, writes: [order]} # AK851
```

*Good*

```yaml
components:
  shop: {kind: service, resilience: {retries: 1}}
  order-store: {kind: database}
entities: {order: {}}
use_cases:
  buy:
    steps:
      - shop -> order-store: {action: Save the order, writes: [order], idempotent: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.resilience._attempts import changes_something, retries_of

RULE = Rule(
    "AK851",
    "retry-of-unknown",
    Severity.QUESTION,
    "RFC 9110, section 9.2.2: idempotent methods; M. Nygard, Release It! (2018)",
    stage="mvp",
    several="may these happen twice? They are tried again and do not say so, in {names}",
    related=("idempotency-key", "idempotent-operations", "retry"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask whether what is repeated may happen twice."""
    for use_case, message in subject.messages:
        if message.idempotent is not None or not message.waits or message.source == message.target:
            continue
        if (
            subject.parts.own(message.source)
            and retries_of(subject, message)
            and changes_something(subject, message)
        ):
            yield Hit(
                message.place,
                f"may '{message.name}' of '{use_case.id}' happen twice? It is tried again",
                help="a lost answer is not a failed call: write idempotent: true, or retries: 0",
                key=True,
            )
