"""A whole collection is replaced or removed where one item is meant.

`DELETE /rides` removes all rides; nothing in it says which one. It is found where PUT, PATCH or DELETE stands on a path
that ends with the plural of a name, and the step does not send a list.

How to fix: `DELETE /rides/{rideId}`.

When to ignore: the whole collection is meant; then say so in the action.

*Bad*

```yaml
entities: {ride: {}}
components:
  app: {kind: service, interface: rest}
use_cases:
  cancel:
    steps:
      - rider -> app:
          action: Remove the ride
          operation: DELETE /rides # AK512
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
          action: Remove the ride
          operation: DELETE /rides/{rideId}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import plural, singular
from archkit.rules import Hit, Operation, Rule, Subject, words_of
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK512",
    "item-without-id",
    Severity.WARNING,
    "Google AIP-134 and AIP-135: an update or a removal names its resource",
    related=("plural-collections", "unique-url-friendly-ids"),
)
_CHANGING = {"PUT", "PATCH", "DELETE"}
_ALL = re.compile(r"\b(?:all|every|each|both|several|many|bulk|batch)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Find changes to one item that name none."""
    collections = {plural(identifier) for identifier in subject.requirements.entities}
    for operation in stated(subject):
        if operation.method not in _CHANGING or operation.ends_with_parameter or not operation.names:
            continue
        name = "-".join(words_of(operation.names[-1]))
        if name in collections and not _means_many(operation, name):
            yield Hit(
                operation.place,
                f"'{operation.method} {operation.path}' names no single '{singular(name)}'",
                help=f"write {operation.method} {operation.path.rstrip('/')}/{{{singular(name).replace('-', '_')}Id}}, "
                "or say 'all' in the action",
            )


def _means_many(operation: Operation, name: str) -> bool:
    listed = any(text.startswith("list of") or text == name for text in operation.message.data)
    return listed or bool(_ALL.search(operation.message.action))
