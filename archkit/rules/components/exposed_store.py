"""Users or their devices reach a store without a service between.

Whoever holds the connection can read everything, write anything and bring the store to its knees; no rule of the
business stands in the way, and its schema can never change again. It is found where an actor from outside, or a client
in its hands, speaks with a database, a cache or a search index of yours. Object stores are left alone: signed
addresses are a good way to move files past the services.

How to fix: put a service between that checks each request.

When to ignore: a store that is made to face users, with rules for each record; state its `api: {auth: ...}`.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}}
components: {ride-store: {kind: database}}
use_cases:
  find:
    steps:
      - rider -> ride-store: Read my rides # AK455
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
components: {app: {kind: service}, ride-store: {kind: database}}
use_cases:
  find:
    steps:
      - rider -> app: Show my rides
      - app -> ride-store: Read the rides
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK455",
    "exposed-store",
    Severity.WARNING,
    "OWASP Application Security Verification Standard: access control on a trusted service layer",
    related=("three-tier", "encapsulated-api", "valet-key"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find stores that the outside reaches."""
    for use_case, message in subject.messages:
        store = subject.parts.own(message.target)
        if store is None or not store.is_store or store.kind == "object-store":
            continue
        checked = store.api is not None and store.api.auth
        if not checked and subject.parts.is_outside(message.source):
            yield Hit(
                message.place,
                f"'{message.source}' reaches the {store.kind or 'store'} '{store.id}' in '{use_case.id}' with nothing between",
                help="put a service between that checks each request",
                key=True,
            )
