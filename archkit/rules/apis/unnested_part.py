"""What exists only within something else has an address of its own at the top.

A review without its film makes no sense, and `POST /reviews` has to be told the film in its body, where no path, no
access rule and no cache sees it. It is found where a stated path begins with the name of an entity that is `part_of`
another one.

How to fix: `POST /movies/{movieId}/reviews`.

When to ignore: it is looked for across all parents, as reviews by their author; then the list at the top is another one.

*Bad*

```yaml
entities:
  movie: {}
  review: {part_of: movie}
components:
  app: {kind: service, interface: rest}
use_cases:
  judge:
    steps:
      - viewer -> app:
          action: Write a review
          operation: POST /reviews # AK516
```

*Good*

```yaml
entities:
  movie: {}
  review: {part_of: movie}
components:
  app: {kind: service, interface: rest}
use_cases:
  judge:
    steps:
      - viewer -> app:
          action: Write a review
          operation: POST /movies/{movieId}/reviews
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import plural
from archkit.rules import Hit, Rule, Subject, words_of
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK516",
    "unnested-part",
    Severity.INFO,
    "Google AIP-122: a child resource is named within its parent; M. Masse, REST API Design Rulebook (2011)",
    related=("resource-hierarchy", "rest"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find parts without their whole, where they are made."""
    parts = {plural(one.id): one for one in subject.requirements.entities.values() if one.part_of is not None}
    for operation in stated(subject) if parts else ():
        part = parts.get("-".join(words_of(operation.names[0]))) if operation.names else None
        if (
            part is not None
            and part.part_of is not None
            and operation.method == "POST"
            and len(operation.names) == 1
        ):
            whole = plural(part.part_of.id)
            yield Hit(
                operation.place,
                f"'{operation.path}' makes a '{part.id}' without its '{part.part_of.id}'",
                help=f"write POST /{whole}/{{...}}/{plural(part.id)}, so that the path says where it belongs",
                words=operation.names[0],
                related=((part.at("part_of"), f"'{part.id}' is part of '{part.part_of.id}'"),),
            )
