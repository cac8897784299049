"""A service's description needs six clauses or more.

A service with one responsibility is described in one breath. One that does six things is changed for six reasons, by
several people at a time, and scales for the greediest of them. It is found by counting the clauses (between commas,
semicolons and "and") of the first sentence of a service's `description`.

How to fix: name the one thing that the clauses have in common; if there is none, cut the service there.

When to ignore: a monolith on purpose; write `kind: application`.

*Bad*

```yaml
components:
  core:
    kind: service
    description: Keeps accounts, finds rides, charges cards, pays drivers, sends mails, checks licences and prints bills. # AK441
```

*Good*

```yaml
components:
  rides:
    kind: service
    description: Finds drivers on a rider's way and keeps each ride until the arrival.
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK441",
    "many-duties",
    Severity.INFO,
    "R. Martin, Agile Software Development (2002): the single-responsibility principle",
    related=("single-responsibility", "god-service", "decompose-by-capability"),
)
_BETWEEN = re.compile(r"(?:[,;]|\band\b)(?:\s*\band\b)?", re.IGNORECASE)
_MANY = 6


def check(subject: Subject) -> Iterator[Hit]:
    """Count the clauses of descriptions."""
    for component in subject.requirements.components.values():
        if component.kind != "service" or component.is_external:
            continue
        sentence = component.description.partition(". ")[0]
        clauses = 1 + len(_BETWEEN.findall(sentence))
        if clauses >= _MANY:
            yield Hit(
                component.at("description"),
                f"'{component.id}' does {clauses} things, as its description says",
                help="name what they have in common, or cut the service where there is nothing",
            )
