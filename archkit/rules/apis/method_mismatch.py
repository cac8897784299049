"""The method says another thing than the action.

Clients, caches and gateways read the method and nothing else: a POST is never cached and not repeated, a DELETE is. It
is found where the first word of the action and the method contradict each other: a POST that only shows something, a
PUT or PATCH that shows or removes, a DELETE that makes, changes or shows, a POST to one item that changes or removes it.
A search whose conditions are too long for an address may be a POST.

How to fix: GET to show, POST to create, PUT or PATCH to change, DELETE to remove.

When to ignore: a custom method that the guidelines of the house know.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app:
          action: Show the ride
          operation: POST /rides/{rideId} # AK518
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /rides/{rideId}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Operation, Rule, Subject
from archkit.rules.apis._paths import is_action, stated

RULE = Rule(
    "AK518",
    "method-mismatch",
    Severity.WARNING,
    "RFC 9110, section 9: methods; Google AIP-131 to AIP-135: standard methods",
    related=("standard-http-methods", "rest"),
)
_FITTING = {"read": "GET", "create": "POST", "update": "PUT or PATCH", "remove": "DELETE", "add": "POST"}
_WRONG = {
    "PUT": {"read", "remove"},
    "PATCH": {"read", "remove"},
    "DELETE": {"read", "create", "update", "add"},
}
_MANY_CONDITIONS = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Compare what is done with how it is called."""
    words = subject.catalog.words
    changing, verbs, nouns = words("changing").advice, words("path_verb"), words("noun_or_verb")
    for operation in stated(subject):
        effect = changing.get(operation.first_word, "")
        if not effect or is_action(operation, verbs, nouns):
            continue
        if effect in _WRONG.get(operation.method, ()) or _is_wrong_post(operation, effect):
            yield Hit(
                operation.place,
                f"'{operation.message.action}' is a {operation.method}, and '{operation.first_word}' asks for "
                f"{_FITTING[effect]}",
                help=f"write {_FITTING[effect]} {operation.path}, or another word for what happens",
                words=operation.method,
                related=((operation.message.field("action"), "the action stands here"),),
            )


def _is_wrong_post(operation: Operation, effect: str) -> bool:
    if operation.method != "POST":
        return False
    if effect == "read":
        return not operation.message.writes and len(operation.message.data) < _MANY_CONDITIONS
    return operation.ends_with_parameter and effect in {"update", "remove"}
