"""Most services call most of the others.

When everything depends on everything, each change is a change of the whole, and a fault reaches every corner. Such a
system has the price of services and the freedom of none. It is found where, of five services or more, at least half of
all possible directed pairs speak with each other in the flows.

How to fix: find the groups that always change together and join them; let groups speak through one entry or by events.

When to ignore: never at this density; the number speaks for itself.

*Bad*

```yaml
components:
  {a: {kind: service}, b: {kind: service}, c: {kind: service}, d: {kind: service}, e: {kind: service}} # AK454
use_cases:
  all:
    steps:
      [a -> b: Ask, a -> c: Ask, a -> d: Ask, a -> e: Ask, b -> c: Ask, b ~> d: Tell, b ~> e: Tell, c ~> d: Tell,
      c ~> a: Tell, d ~> e: Tell]
```

*Good*

```yaml
components:
  {a: {kind: service}, b: {kind: service}, c: {kind: service}, d: {kind: service}, e: {kind: service}}
use_cases:
  all:
    steps: [a -> b: Ask, a -> c: Ask, b ~> d: Tell, c ~> e: Tell]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK454",
    "tangled-services",
    Severity.WARNING,
    "B. Foote, J. Yoder, Big Ball of Mud (1997)",
    related=("big-ball-of-mud", "distributed-monolith", "loose-coupling"),
)
_ENOUGH, _DENSE = 5, 0.5


def check(subject: Subject) -> Iterator[Hit]:
    """Count the pairs of services that speak with each other."""
    pairs = {
        (message.source, message.target)
        for _, message in subject.messages
        if message.source != message.target
        and subject.parts.service(message.source)
        and subject.parts.service(message.target)
    }
    services = {one for pair in pairs for one in pair}
    possible = len(services) * (len(services) - 1)
    if len(services) >= _ENOUGH and len(pairs) >= _DENSE * possible:
        first = next(one for one in subject.requirements.components.values() if one.id in services)
        yield Hit(
            first.place,
            f"{len(pairs)} of {possible} possible ways between {len(services)} services are used: all depend on all",
            help="join those that always change together, and let the groups speak by events",
            key=True,
        )
