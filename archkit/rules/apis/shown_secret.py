"""An answer carries a field that no interface shows.

What is sent once is stored by proxies, logs and clients, and cannot be called back. It is found where `returns` of a
step to somebody outside names a field that its entity lists as `hidden`. A whole record is no finding: it comes
without its hidden fields.

How to fix: leave the field out of `returns`.

When to ignore: it is the one moment at which the secret is shown, such as a new API key to its owner.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}}
entities:
  account: {fields: {id: uuid, email: email, password-hash: string}, hidden: [password-hash]}
components:
  app: {kind: service, interface: rest}
use_cases:
  profile:
    steps:
      - rider -> app:
          action: Show the profile
          returns:
            - email
            - password-hash # AK507
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
entities:
  account: {fields: {id: uuid, email: email, password-hash: string}, hidden: [password-hash]}
components:
  app: {kind: service, interface: rest}
use_cases:
  profile:
    steps:
      - rider -> app:
          action: Show the profile
          returns:
            - email
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, words_of

RULE = Rule(
    "AK507",
    "shown-secret",
    Severity.ERROR,
    "OWASP API Security Top 10 (2023), API3: broken object property level authorization",
    related=("minimal-exposure", "data-minimisation"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find hidden fields in answers to the outside."""
    hidden = {
        tuple(words_of(field)): (entity, index)
        for entity in subject.requirements.entities.values()
        for index, field in enumerate(entity.hidden)
    }
    for _, message in subject.messages if hidden else ():
        if not subject.parts.is_outside(message.source) or subject.parts.own(message.target) is None:
            continue
        for index, text in enumerate(message.returns):
            found = hidden.get(tuple(words_of(text.rpartition(".")[2])))
            if found is not None:
                entity, position = found
                yield Hit(
                    message.field("returns", index),
                    f"'{message.name}' shows '{text}' to '{message.source}', and '{entity.id}' hides that field",
                    help="leave it out of returns: what was sent once is kept by others",
                    related=((entity.at("hidden", position), f"'{entity.id}' hides it here"),),
                )
