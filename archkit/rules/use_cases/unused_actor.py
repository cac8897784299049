"""An actor is declared and takes part in no use case.

Either a use case is missing, which nobody will design for, or the actor is left over from an earlier plan. It is
found by looking for the actor among the primary and supporting actors and at the ends of all arrows; use cases
that will not be built count too, and so does the tenant of the system.

How to fix: write the use case that the actor is there for, or remove the actor.

When to ignore: an actor that is declared ahead of its use cases, with a word on when they come.

*Bad*

```yaml
actors:
  rider: {name: Rider}
  auditor: {name: Auditor} # AK102
use_cases:
  find-a-ride: {primary_actor: rider}
```

*Good*

```yaml
actors:
  rider: {name: Rider}
  auditor: {name: Auditor}
use_cases:
  find-a-ride: {primary_actor: rider}
  prove-the-books: {primary_actor: auditor}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK102",
    "unused-actor",
    Severity.WARNING,
    "A. Cockburn, Writing Effective Use Cases (2000): the list of actors and goals",
    whole=True,
    related=("user-centred-design",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find actors that no use case names."""
    known = subject.requirements
    if not known.use_cases:
        return
    used: set[str] = set()
    for use_case in known.use_cases.values():
        used |= {ref.id for ref in (use_case.primary_actor, *use_case.supporting_actors) if ref}
        for message in use_case.messages():
            used |= {message.source, message.target}
    tenancy = known.system.tenancy
    if tenancy and tenancy.tenant:
        used.add(tenancy.tenant.id)
    for actor in known.actors.values():
        if actor.id not in used:
            yield Hit(
                actor.place,
                f"the actor '{actor.id}' takes part in no use case",
                help=f"write the use case that '{actor.id}' is there for, or remove the actor",
                key=True,
            )
