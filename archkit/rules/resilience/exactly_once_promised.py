"""Exactly once is promised where nobody can keep it, or where it costs most.

Exactly once needs sender, broker and receiver in one transaction, or a receiver that drops repeats, which is at least
once with another name. It ends at the border of the product: no outside system or client takes part. At thousands of
messages a second its price is felt. It is found where `delivery: exactly-once` goes to an actor, an outside system or
a client, and where the flow's peak is 1 000/s or more.

How to fix: `delivery: at-least-once` with `handles_duplicates: true`, which has the same effect.

When to ignore: votes, trades and postings inside one product that supports it, at a load that was measured.

*Bad*

```yaml
components: {billing: {kind: service}, card-network: {kind: external}}
use_cases:
  pay:
    steps:
      - billing ~> card-network: {action: Charge the card, delivery: exactly-once} # AK874
```

*Good*

```yaml
components: {billing: {kind: service}, card-network: {kind: external}}
use_cases:
  pay:
    steps:
      - billing ~> card-network: {action: Charge the card, delivery: at-least-once, idempotent: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK874",
    "exactly-once-promised",
    Severity.WARNING,
    "T. Treat, You Cannot Have Exactly-Once Delivery (2015); J. Saltzer, D. Reed, D. Clark, End-to-End Arguments (1984)",
    related=("exactly-once", "at-least-once", "idempotent-consumer"),
)
_BUSY = 1000.0


def check(subject: Subject) -> Iterator[Hit]:
    """Find promises that cannot be kept or cost much."""
    for use_case, message in subject.messages:
        if message.delivery != "exactly-once":
            continue
        sender, receiver = subject.parts.own(message.source), subject.parts.own(message.target)
        if sender is None and receiver is None:
            continue
        rate = _peak(use_case)
        if sender is None or receiver is None:
            said = f"'{message.source}' and '{message.target}' are in no common transaction"
        elif rate >= _BUSY:
            said = f"at {rate:,.0f}/s its price is felt"
        else:
            continue
        yield Hit(
            message.field("delivery"),
            f"'{message.name}' of '{use_case.id}' is to arrive exactly once, and {said}",
            help="write delivery: at-least-once and handles_duplicates: true, which has the same effect",
        )


def _peak(use_case: UseCase) -> float:
    load = use_case.load
    stated = (load.peak or load.average) if load is not None else None
    return stated.high if stated is not None else 0.0
