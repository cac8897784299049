"""A collection has the name of one of its items.

`/rides` is all of them, `/rides/{rideId}` one. With `/ride/{rideId}` nobody can tell whether `/ride` is a list, and the
next team writes it the other way. It is found where the name before a parameter is no plural.

How to fix: the plural, also for one item: `GET /rides/{rideId}`.

When to ignore: the noun has no plural in your trade; a team adds such words to `uncountable` in its `words.yaml`.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /ride/{rideId} # AK511
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /rides/{rideId}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import is_plural, plural
from archkit.rules import Hit, Rule, Subject, words_of
from archkit.rules.apis._paths import named_segments, stated, verb_in

RULE = Rule(
    "AK511",
    "singular-collection",
    Severity.WARNING,
    "Google AIP-122: collection identifiers are plural; Zalando RESTful API Guidelines, rule 134",
    related=("plural-collections", "consistent-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find items below a singular."""
    words = subject.catalog.words
    verbs, nouns, uncountable = words("path_verb"), words("noun_or_verb"), words("uncountable").advice
    told: set[tuple[str, str]] = set()
    for operation in stated(subject):
        for segment, holds_items in named_segments(operation):
            name = "-".join(words_of(segment))
            last = name.rpartition("-")[2]
            whose = (operation.message.target, segment)
            if (
                not holds_items
                or not last.isalpha()
                or not last.isascii()
                or is_plural(name)
                or whose in told
            ):
                continue
            if last in uncountable or (verb_in(segment, verbs, nouns) and segment not in nouns.advice):
                continue
            told.add(whose)
            yield Hit(
                operation.place,
                f"'{segment}' holds many and is named like one in '{operation.path}'",
                help=f"name a collection in the plural: /{plural(name)}",
                words=segment,
            )
