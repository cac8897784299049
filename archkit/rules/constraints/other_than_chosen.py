"""A component uses another product than the one that a constraint fixes.

The constraint says which database, broker or cloud it is, and the component that it affects names another product of
the same kind. One of the two is out of date. It is found by comparing `choice` of a constraint with `technology` of
the components that it `affects`.

How to fix: take the product that is fixed, leave the component out of `affects`, or have the constraint challenged.

When to ignore: a component on its way out, with `state: replace`; it is left alone anyway.

*Bad*

```yaml
constraints:
  known-database:
    choice: postgresql
    affects: [component:ride-store]
components:
  ride-store:
    technology: MySQL # AK313
```

*Good*

```yaml
constraints:
  known-database:
    choice: postgresql
    affects: [component:ride-store]
components:
  ride-store:
    technology: PostgreSQL 16
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Constraint
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK313",
    "other-than-chosen",
    Severity.ERROR,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("delay-technology-decisions", "vendor-lock-in"),
)
_GOING = {"replace", "retire"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find components that use another product than the fixed one."""
    technology = subject.catalog.words("technology")
    for constraint in subject.requirements.constraints.values():
        fixed = {
            kind: word
            for choice in constraint.choice
            for word, kind in technology.find(choice.replace("-", " "))
        }
        if not fixed:
            continue
        for component in _affected(subject, constraint):
            found = list(technology.find(component.technology))
            if any(_same(word, fixed.get(kind, "")) for word, kind in found):
                continue
            for word, kind in found:
                if kind in fixed:
                    yield Hit(
                        component.at("technology"),
                        f"'{component.id}' uses '{word}', and '{constraint.id}' fixes '{fixed[kind]}'",
                        help="take the fixed product, leave the component out of affects, or challenge the constraint",
                        words=word,
                        related=((constraint.at("choice"), f"'{fixed[kind]}' is fixed here"),),
                    )


def _affected(subject: Subject, constraint: Constraint) -> Iterator[Component]:
    components = subject.requirements.components
    if any(ref.kind == "system" for ref in constraint.affects):
        affected = list(components.values())
    else:
        affected = [
            components[ref.id]
            for ref in constraint.affects
            if ref.kind == "component" and ref.id in components
        ]
    yield from (one for one in affected if one.state not in _GOING and not one.is_external)


def _same(one: str, other: str) -> bool:
    """Tell whether two names mean one product: ``Kafka`` and ``Apache Kafka``, ``Postgres`` and ``PostgreSQL``."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return bool(short) and short in long
