"""A message between parts of the system does not say how often it may arrive.

At most once loses, at least once repeats, exactly once is slow and reaches no further than one product. What the
receiver must be able to do follows from it, so somebody should choose. Asked of messages (`~>`) that name an `event`
or a `channel`, between parts of the system, and state no `delivery`.

How to fix: `delivery: at-least-once` with `handles_duplicates: true`, or `at-most-once` where a loss does no harm.

When to ignore: a first sketch; the rule asks from the stage growth on.

*Bad*

```yaml
system: {stage: growth}
components: {shop: {kind: service}, billing: {kind: service}}
use_cases:
  buy:
    steps:
      - shop ~> billing: {event: OrderPlaced} # AK872
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
    "AK872",
    "delivery-unsaid",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 11: messaging systems",
    stage="growth",
    several="may messages get lost, or come twice? Delivery is not said in {names}",
    related=("at-least-once", "at-most-once", "exactly-once"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the guarantee of messages."""
    for use_case, message in subject.messages:
        if message.waits or message.delivery or message.source == message.target:
            continue
        between = subject.parts.own(message.source) and subject.parts.own(message.target)
        if between and (message.event or message.channel):
            yield Hit(
                message.place,
                f"may '{message.name}' of '{use_case.id}' get lost, or come twice?",
                help="what the receiver must bear follows from it: write delivery: at-least-once or at-most-once",
                key=True,
            )
