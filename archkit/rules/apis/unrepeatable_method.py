"""A PUT or a DELETE does harm when it is repeated.

Both promise that twice is the same as once, and clients and proxies rely on it: an answer gets lost, the call is sent
again. A PUT that adds 100 to an account adds 200. It is found where a step with PUT or DELETE is marked
`idempotent: false`, or begins with a word such as add, increase, append or deduct.

How to fix: set the value instead of changing it (`PUT /accounts/{id}/limit`), or POST what is added as a record of its
own.

When to ignore: never; use POST.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  load:
    steps:
      - rider -> app:
          action: Add 100 to the balance
          operation: PUT /accounts/{accountId}/balance # AK520
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  load:
    steps:
      - rider -> app:
          action: Add 100 to the balance
          operation: POST /accounts/{accountId}/deposits
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK520",
    "unrepeatable-method",
    Severity.ERROR,
    "RFC 9110, section 9.2.2: idempotent methods",
    related=("idempotent-operations", "idempotency-key", "standard-http-methods"),
)
_REPEATABLE = {"PUT", "DELETE"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find methods that promise more than the step keeps."""
    changing = subject.catalog.words("changing").advice
    for operation in subject.operations:
        message = operation.message
        if operation.method not in _REPEATABLE or message.idempotent:
            continue
        if message.idempotent is False:
            said = "it is marked idempotent: false"
        elif changing.get(operation.first_word) == "add":
            said = f"'{operation.first_word}' twice is more than once"
        else:
            continue
        yield Hit(
            operation.place,
            f"'{message.name}' is a {operation.method}, which may be repeated, and {said}",
            help="set the value instead of adding to it, or POST what is added as a record of its own",
            words=operation.method,
        )
