"""Messages are delivered until they are processed, and nothing says what becomes of one that never is.

A message that no receiver can process comes back for ever, holds up those behind it, or is dropped when the broker has
had enough. Asked of brokers that carry messages at least once (by `channel` or by an arrow), with no `dead_letters`
and no decision for a dead letter queue or its like.

How to fix: `dead_letters: {after: 5, alert: true, owner: team-rides, repair: manual}`.

When to ignore: the order matters more than the progress, and a person has to look before anything goes on.

*Bad*

```yaml
system: {stage: growth}
components:
  bus: {kind: broker} # AK867
  a: {kind: service}
  b: {kind: service}
use_cases:
  buy: {steps: [a ~> b: {action: Announce the order, channel: bus, delivery: at-least-once}]}
```

*Good*

```yaml
system: {stage: growth}
components:
  bus: {kind: broker, dead_letters: {after: 5, alert: true, owner: team-a, repair: manual}}
  a: {kind: service}
  b: {kind: service}
use_cases:
  buy: {steps: [a ~> b: {action: Announce the order, channel: bus, delivery: at-least-once}]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK867",
    "no-dead-letter-queue",
    Severity.QUESTION,
    "G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003): dead letter channel",
    whole=True,
    stage="growth",
    several="what becomes of a message that nobody can process? No dead letters are said of {names}",
    related=("dead-letter-queue", "poison-message", "invalid-message-channel"),
)
_ASIDE = {"dead-letter-queue", "invalid-message-channel", "quarantine", "poison-message"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask brokers what they do with what nobody can process."""
    if _ASIDE & subject.chosen.keys():
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        broker = subject.parts.own(message.channel or message.source)
        if broker is None or broker.kind != "broker" or broker.dead_letters or broker.id in asked:
            continue
        if message.delivery in {"at-least-once", "exactly-once"} and not message.waits:
            asked.add(broker.id)
            yield Hit(
                broker.place,
                f"what becomes of a message in '{broker.id}' that '{message.target}' can never process?",
                help="it comes back for ever, or is lost: write dead_letters: {after: 5, alert: true, repair: manual}",
                key=True,
            )
