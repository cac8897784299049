"""A constraint names a platform that no actor uses.

"It must run on iOS and Android" decides about clients, and no actor says that it comes with a phone. Either the
actors are incomplete or the constraint is left over. Asked of constraints that name browsers, phones or desktop
systems which are among the `clients` of no actor.

How to fix: write `clients: [browser, mobile, desktop]` at the actors.

When to ignore: a platform that only the build needs.

*Bad*

```yaml
actors:
  rider: {kind: person, clients: [browser]}
constraints:
  both-phones: # AK314
    kind: technical
    statement: The app runs on iOS and Android.
```

*Good*

```yaml
actors:
  rider: {kind: person, clients: [browser, mobile]}
constraints:
  both-phones:
    kind: technical
    statement: The app runs on iOS and Android.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK314",
    "uncovered-platform",
    Severity.QUESTION,
    "ISO/IEC 25010:2023, portability; practice of client development",
    whole=True,
    several="who uses the platforms that these name? No actor has such clients: {names}",
    related=("backends-for-frontends",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask who uses the platforms of a constraint."""
    known = subject.requirements
    used = {client for actor in known.actors.values() for client in actor.clients}
    if not used:
        return
    platforms = subject.catalog.words("platform")
    for constraint in known.constraints.values():
        for word, client in platforms.find(constraint.statement):
            if client not in used:
                yield Hit(
                    constraint.place,
                    f"who uses '{word}', which '{constraint.id}' names? No actor has {client} among its clients",
                    help=f"write clients: [{client}] at the actors who do",
                    key=True,
                )
                break
