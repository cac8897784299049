"""A step is tried again although doing it twice does harm.

The first attempt may have worked, and only its answer was lost. `idempotent: false` says that a second one charges,
books or ships again. It is found where such a step has `retries`, its own or those of its caller's `resilience`.

How to fix: make it idempotent (send an id of the request along, and let the callee answer a repeat from memory), or
write `retries: 0` on the step.

When to ignore: never; one of the two statements is wrong.

*Bad*

```yaml
components: {payment: {kind: service}, card-network: {kind: external}}
use_cases:
  pay:
    steps:
      - payment -> card-network: {action: Charge the card, idempotent: false, retries: 2} # AK850
```

*Good*

```yaml
components: {payment: {kind: service}, card-network: {kind: external}}
use_cases:
  pay:
    steps:
      - payment -> card-network: {action: Charge the card, idempotent: true, retries: 2}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.resilience._attempts import retries_of

RULE = Rule(
    "AK850",
    "retried-though-harmful",
    Severity.ERROR,
    "RFC 9110, section 9.2.2: idempotent methods; Stripe, Designing robust and predictable APIs with idempotency (2017)",
    related=("retry", "idempotency-key", "idempotent-operations"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find retries of what must happen once."""
    for use_case, message in subject.messages:
        if message.idempotent is not False or subject.parts.is_third_party(message.source):
            continue
        retries = retries_of(subject, message)
        if retries:
            yield Hit(
                message.field("idempotent"),
                f"'{message.name}' of '{use_case.id}' is not idempotent, and is tried again {_times(retries)}",
                help="send an id of the request along and write idempotent: true, or write retries: 0",
            )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
