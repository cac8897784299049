"""CQRS is chosen for data that is read and written alike.

Two models, two stores and the way between them pay where reads and writes differ: in number, or in shape. Told as
information where a decision chooses CQRS for an entity that is looked up by `key` only and read between once and
five times for each write.

How to fix: keep one model, or say in the decision what differs.

When to ignore: the two sides are to be changed by different teams.

*Bad*

```yaml
entities:
  profile: {access: [key], reads_per_write: 2}
decisions:
  split-profiles:
    patterns: [cqrs]
    addresses: [entity:profile] # AK824
```

*Good*

```yaml
entities:
  profile: {access: [key, full-text, aggregate], reads_per_write: 400}
decisions:
  split-profiles:
    patterns: [cqrs]
    addresses: [entity:profile]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._views import CQRS

RULE = Rule(
    "AK824",
    "needless-cqrs",
    Severity.INFO,
    "M. Fowler, CQRS (2011): beware that for most systems it adds risky complexity",
    related=("cqrs", "read-model"),
)
_ALIKE = (1, 5)


def check(subject: Subject) -> Iterator[Hit]:
    """Tell of read sides that look like the write side."""
    for pattern in CQRS:
        for decision in subject.chosen.get(pattern, ()):
            for index, ref in enumerate(decision.addresses):
                entity = subject.requirements.entities.get(ref.id) if ref.kind == "entity" else None
                reads = entity.reads_per_write if entity and entity.access == ("key",) else None
                if entity and reads is not None and _ALIKE[0] <= reads <= _ALIKE[1]:
                    yield Hit(
                        decision.at("addresses", index),
                        f"'{entity.id}' is read by key and {reads:g} times for each write, and {pattern} keeps two models of it",
                        help="keep one model, or say in the decision what differs between the two sides",
                    )
