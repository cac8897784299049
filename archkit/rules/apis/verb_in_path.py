"""A path names an action, and the method says it already.

A path is the address of a thing; GET, POST, PUT, PATCH and DELETE are what can be done to it. `POST /createRide` says
it twice, `GET /rides/delete` contradicts itself, and every verb is one more name to learn. It is found where a segment
is a verb such as get, create, update or delete, or begins with one. A custom method behind a colon
(`POST /rides/{id}:archive`) is the agreed exception.

How to fix: the noun alone, with the method that fits; for what is no create, read, update or delete, a noun of its own:
`POST /rides/{rideId}/cancellations`.

When to ignore: a path that old clients have built in.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app:
          action: Ask for a lift
          operation: POST /createRide # AK510
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app:
          action: Ask for a lift
          operation: POST /rides
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import plural
from archkit.rules import Hit, Operation, Rule, Subject, words_of
from archkit.rules.apis._paths import named_segments, stated, verb_in

RULE = Rule(
    "AK510",
    "verb-in-path",
    Severity.WARNING,
    "Google AIP-122: resource names are nouns; Zalando RESTful API Guidelines, rule 141",
    related=("noun-resources", "standard-http-methods", "rest"),
)


_METHODS = {"GET", "POST", "PUT", "DELETE"}
"""What the advice about a verb begins with where a method says the same."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find verbs in paths."""
    verbs, nouns = subject.catalog.words("path_verb"), subject.catalog.words("noun_or_verb")
    for operation in stated(subject):
        for segment, holds_items in named_segments(operation):
            verb = "" if holds_items and segment in nouns.advice else verb_in(segment, verbs, nouns)
            if verb:
                advice = verbs.advice[verb]
                method = advice.partition(" ")[0]
                yield Hit(
                    operation.place,
                    f"the path '{operation.path}' does something: '{verb}' is a verb",
                    help=f"write {advice}"
                    + (f": {method} {_without(operation, segment)}" if method in _METHODS else ""),
                    words=segment,
                )
                break


def _without(operation: Operation, segment: str) -> str:
    """Return the path with the verb taken out of a segment."""
    noun = "-".join(words_of(segment)[1:])
    named = plural(noun) if noun else ""
    kept = [named if one == segment else one for one in operation.segments]
    return "/" + "/".join(one for one in kept if one)
