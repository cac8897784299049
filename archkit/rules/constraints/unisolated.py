"""A technical constraint is not kept behind one door.

A vendor, a product or a format that others have fixed may change: contracts end, prices rise. When one part of the
system speaks to it and the others speak to that part, the change costs a week instead of a year. Asked of technical
constraints, and of all that fix a product by `choice`, without `isolation`.

How to fix: say in `isolation` which component or module alone knows it.

When to ignore: what nobody would ever replace, such as the language of the code.

*Bad*

```yaml
constraints:
  known-database: # AK306
    kind: technical
    choice: postgresql
```

*Good*

```yaml
constraints:
  known-database:
    kind: technical
    choice: postgresql
    isolation: Each service reaches its store through one module of its own.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK306",
    "unisolated",
    Severity.QUESTION,
    "E. Evans, Domain-Driven Design (2003): anticorruption layer; D. Parnas (1972), information hiding",
    stage="mvp",
    several="which part of the system alone knows these? No isolation is given for {names}",
    related=("loose-coupling", "anti-corruption-adapter", "information-hiding"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how constraints are isolated."""
    for constraint in subject.requirements.constraints.values():
        if (constraint.kind == "technical" or constraint.choice) and not constraint.isolation:
            yield Hit(
                constraint.place,
                f"which part of the system alone knows '{constraint.id}'?",
                help="when it changes, the rest should not notice: write isolation, the one door that it sits behind",
                key=True,
            )
