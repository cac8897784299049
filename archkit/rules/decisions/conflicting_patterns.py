"""Two patterns are chosen of which the catalog says that they do not go together.

Each was right where it was chosen. Together one takes away what the other gives, and whoever builds the second
finds out. It is found where decisions that are accepted, or say no status, choose both patterns, in one decision or
in two, for the same thing: they address one requirement in common, or one of them addresses nothing or the system.

How to fix: keep one; a decision that supersedes another says so with `supersedes`.

When to ignore: they rule in different parts of the system; say so with `addresses`.

*Bad*

```yaml
decisions:
  one-store-each:
    patterns: [database-per-service]
  one-store-for-all:
    patterns: [shared-database] # AK703
```

*Good*

```yaml
decisions:
  one-store-each:
    patterns: [database-per-service]
    supersedes: [one-store-for-all]
  one-store-for-all:
    status: superseded
    patterns: [shared-database]
```
"""

from collections.abc import Iterator
from itertools import combinations

from archkit.diagnostics import Severity
from archkit.model import Decision
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK703",
    "conflicting-patterns",
    Severity.WARNING,
    "O. Zimmermann et al., Reusable Architectural Decision Models (2007): incompatible alternatives",
    related=("architecture-decision-record", "trade-off-awareness"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find chosen patterns that do not go together."""
    chosen = [
        (decision, index, pattern)
        for decision in subject.decisions
        if decision.status != "proposed"
        for index, name in enumerate(decision.patterns)
        if (pattern := subject.catalog.patterns.get(name))
    ]
    for (first, at, one), (second, index, other) in combinations(chosen, 2):
        why = one.conflicts.get(other.id) or other.conflicts.get(one.id)
        if why and _meet(first, second):
            yield Hit(
                second.at("patterns", index),
                f"'{other.id}' does not go with '{one.id}', which '{first.id}' chooses",
                help=f"keep one of them: {why[:1].lower()}{why[1:]}",
                related=((first.at("patterns", at), f"'{one.id}' is chosen here"),),
            )


def _meet(first: Decision, second: Decision) -> bool:
    """Tell whether two decisions may be about the same part of the system."""
    if first is second:
        return True
    wide = any(
        not one.addresses or any(ref.kind == "system" for ref in one.addresses) for one in (first, second)
    )
    return wide or not set(first.addresses).isdisjoint(second.addresses)
