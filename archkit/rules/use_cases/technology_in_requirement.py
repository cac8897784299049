"""A requirement names a technology.

A requirement says what happens and how well; how it is built is decided later, and more cheaply, when the numbers
are known. A product inside a requirement decides without anybody having weighed it. Use cases, and statements
of quality attributes, are searched for names of products and protocols. A name that a constraint fixes, that an
actor, a component outside or a tag of the element carries, or that the glossary explains, is left alone.

How to fix: say what has to happen. When the technology is really fixed, write a constraint with its source; when
it is a good idea, write a decision with status `proposed`.

When to ignore: a product whose very purpose is the technology, such as a backup tool for that database.

*Bad*

```yaml
use_cases:
  find-a-ride:
    outcome: The ride is saved in PostgreSQL. # AK106
```

*Good*

```yaml
use_cases:
  find-a-ride:
    outcome: The ride is kept, and both riders see it.
constraints:
  known-database:
    statement: Relational data goes into PostgreSQL, which the team runs today.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK106",
    "technology-in-requirement",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: requirements are implementation-free",
    related=("delay-technology-decisions", "black-box-components"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find names of technologies in use cases and statements."""
    technology = subject.catalog.words("technology")
    allowed = _allowed(subject)
    for element in (*subject.use_cases, *subject.qualities):
        for text in texts_of(element):
            for word, kind in technology.find(text.words):
                if word.lower() in allowed:
                    continue
                yield Hit(
                    text.place,
                    f"'{word}' is {kind}, and a requirement says what happens, not with what",
                    help=f"say what has to happen; if '{word}' is fixed, write a constraint with its source",
                    words=word,
                )


def _allowed(subject: Subject) -> set[str]:
    """Return the technologies, in small letters, that are given: fixed, outside, or words of the domain."""
    technology = subject.catalog.words("technology")
    known = subject.requirements
    given = [f"{one.name} {one.statement} {' '.join(one.choice)}" for one in known.constraints.values()]
    given += [f"{one.name} {one.description}" for one in known.actors.values()]
    given += [f"{one.name} {one.id}" for one in known.components.values() if one.is_external]
    given += [one.id for one in known.glossary.values()]
    given += [known.system.name, known.system.summary]
    return {word.lower() for text in given for word, _ in technology.find(text)}
