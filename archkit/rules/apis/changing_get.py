"""A GET changes something.

GET is safe: browsers fetch ahead, crawlers follow every link, proxies answer from a copy, clients repeat it without
asking. A GET that deletes is executed by the first robot that finds it. It is found where a step with a GET or HEAD
operation `writes` an entity, is marked `idempotent: false`, or begins with a word such as create, update or delete.
A record of the access itself, an entity of `kind: event` or one that is only appended to, may be written.

How to fix: POST, PUT, PATCH or DELETE.

When to ignore: a link in an e-mail that has to work with one click; let it lead to a page with a button.

*Bad*

```yaml
entities: {ride: {}}
components:
  app: {kind: service, interface: rest}
use_cases:
  cancel:
    steps:
      - rider -> app:
          action: Cancel the ride
          operation: GET /rides/{rideId}/cancellation # AK519
          writes: [ride]
```

*Good*

```yaml
entities: {ride: {}}
components:
  app: {kind: service, interface: rest}
use_cases:
  cancel:
    steps:
      - rider -> app:
          action: Cancel the ride
          operation: POST /rides/{rideId}/cancellations
          writes: [ride]
```
"""

from collections.abc import Iterator, Mapping

from archkit.diagnostics import Severity
from archkit.model import Entity, Message
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import READING

RULE = Rule(
    "AK519",
    "changing-get",
    Severity.ERROR,
    "RFC 9110, section 9.2.1: safe methods",
    related=("standard-http-methods", "browser-caching", "idempotent-operations"),
)
_CHANGES = {"create", "update", "remove", "add"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find reading methods with an effect."""
    changing = subject.catalog.words("changing").advice
    for operation in subject.operations:
        if operation.method not in READING:
            continue
        message = operation.message
        written = next(_changed(message, subject.requirements.entities), "")
        if written:
            said = f"it writes '{written}'"
        elif message.idempotent is False:
            said = "done twice it is not the same as done once"
        elif changing.get(operation.first_word) in _CHANGES:
            said = f"'{operation.first_word}' changes something"
        else:
            continue
        yield Hit(
            operation.place,
            f"'{message.name}' is a {operation.method}, which promises to change nothing, and {said}",
            help="write POST, PUT, PATCH or DELETE: a GET is fetched ahead, repeated and answered from copies",
            words=operation.method,
        )


def _changed(message: Message, entities: Mapping[str, Entity]) -> Iterator[str]:
    for ref in message.writes:
        entity = entities.get(ref.id)
        is_log = entity is not None and (entity.kind == "event" or entity.mutability == "append-only")
        if not is_log:
            yield ref.id
