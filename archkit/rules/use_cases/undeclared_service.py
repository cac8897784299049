"""A use case speaks of a service that others run, and no such service is declared.

E-mail, text messages, card payments and maps come from somebody else's machines, which have a price, a quota and an
availability of their own. Left out of the picture, they are left out of the numbers. Asked once, while the workspace
has neither an actor of kind system nor a component outside.

How to fix: declare the service as a component with `external: true`, or as an actor of kind `system` where it has a
goal of its own, and let a step call it.

When to ignore: a service that the team really runs itself.

*Bad*

```yaml
actors:
  rider: {kind: person}
use_cases:
  pay-for-ride: # AK118
    primary_actor: rider
    outcome: The rider's credit card is charged.
```

*Good*

```yaml
actors:
  rider: {kind: person}
components:
  card-network: {external: true}
use_cases:
  pay-for-ride:
    primary_actor: rider
    outcome: The rider's credit card is charged.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK118",
    "undeclared-service",
    Severity.QUESTION,
    "S. Brown, the C4 model: the system context shows the systems outside",
    whole=True,
    stage="mvp",
    related=("integration-point",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask which service outside is meant."""
    known = subject.requirements
    if any(one.kind == "system" for one in known.actors.values()):
        return
    if any(one.is_external for one in known.components.values()):
        return
    services = subject.catalog.words("outside_service")
    for use_case in subject.use_cases:
        texts = [text.words for text in texts_of(use_case)] + [
            message.action for message in use_case.messages()
        ]
        for text in texts:
            for word, service in services.find(text):
                yield Hit(
                    use_case.place,
                    f"which service does '{use_case.id}' use for '{word}'? Nothing outside is declared",
                    help=f"{service} has a price and an availability of its own: declare a component with external: true",
                    key=True,
                )
                return
