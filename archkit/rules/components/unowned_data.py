"""Several services change or read the same data, and nobody owns it.

Copies are allowed, and often better than one schema for all; what each piece of data needs is one owner that decides
what is true. Without it a field has two truths after the first failure. Asked of entities without `owner` that two or
more services touch in the flows.

How to fix: `owner: SERVICE`; the others ask it, or keep copies that its events feed.

When to ignore: data that no part of the system may change; write `mutability: immutable` and the owner that loads it.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, a: {kind: database}, b: {kind: database}}
entities:
  fare: {} # AK438
use_cases:
  pay:
    steps:
      - rides -> a: {action: Save the fare, writes: [fare]}
      - payment -> b: {action: Save the fare, writes: [fare]}
```

*Good*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, a: {kind: database}, b: {kind: database}}
entities:
  fare: {owner: rides}
use_cases:
  pay:
    steps:
      - rides -> a: {action: Save the fare, writes: [fare]}
      - payment -> rides: {action: Ask for the fare, returns: [fare]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK438",
    "unowned-data",
    Severity.QUESTION,
    "P. Helland, Data on the Outside versus Data on the Inside (2005)",
    stage="mvp",
    several="which service decides what is true of these? Several touch them, and no owner is given for {names}",
    related=("database-per-service", "denormalization", "duplication-over-coupling"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the owner of data that several services touch."""
    unowned = {
        one.id for one in subject.requirements.entities.values() if one.owner is None and not one.transient
    }
    touching: dict[str, list[str]] = {}
    for _, message in subject.messages if unowned else ():
        for ref in (*message.reads, *message.writes):
            service = subject.parts.service(message.target) or subject.parts.service(message.source)
            if ref.id in unowned and service and service.id not in touching.setdefault(ref.id, []):
                touching[ref.id].append(service.id)
    for identifier, services in touching.items():
        if len(services) > 1:
            yield Hit(
                subject.requirements.entities[identifier].place,
                f"which service decides what is true of '{identifier}'? '{services[0]}' and '{services[1]}' touch it",
                help="two writers mean two truths after the first failure: write owner",
                key=True,
            )
