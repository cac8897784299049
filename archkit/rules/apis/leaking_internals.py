"""A path shows how the inside is built: a table, a class, a product, a component.

Callers write such names into their programs, and from then on they are a promise: the table cannot be split, the
product not exchanged, the service not cut in two. It is found where a segment names a technology, ends like a script
(`.php`), is a word of construction (`tbl`, `servlet`, `db`), or is the id of one of the system's own stores or brokers.

How to fix: call it what it is to the caller: `/rides` instead of `/ride-store/rides` or `/tbl_rides`.

When to ignore: the API administers exactly that: a database service may have `/databases`.

*Bad*

```yaml
components:
  rides: {kind: service, interface: rest}
use_cases:
  find:
    steps:
      - rider -> rides:
          action: Show the ride
          operation: GET /tbl_rides/{rideId} # AK505
```

*Good*

```yaml
components:
  rides: {kind: service, interface: rest}
use_cases:
  find:
    steps:
      - rider -> rides:
          action: Show the ride
          operation: GET /rides/{rideId}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, words_of
from archkit.rules.apis._paths import named_segments, stated

RULE = Rule(
    "AK505",
    "leaking-internals",
    Severity.WARNING,
    "D. Parnas, On the Criteria To Be Used in Decomposing Systems into Modules (1972): information hiding",
    related=("encapsulated-api", "information-hiding"),
)
_SCRIPT = re.compile(r"\.(?:php|aspx?|jsp|cgi|do|action|py|pl|dll|exe)$", re.IGNORECASE)
_PLAIN = re.compile(r"[-_]")


def check(subject: Subject) -> Iterator[Hit]:
    """Find names of the inside in paths."""
    inner, products = subject.catalog.words("inner_word"), subject.catalog.words("technology")
    inside = {
        one.id: one.kind or "store"
        for one in subject.requirements.components.values()
        if (one.is_store or one.kind == "broker") and one.id not in subject.requirements.entities
    }
    for operation in stated(subject):
        for segment, _ in named_segments(operation):
            script = _SCRIPT.search(segment)
            built = next((one for one in words_of(segment) if one in inner.advice), "")
            product = next(products.find(_PLAIN.sub(" ", segment)), None)
            if script:
                said = f"'{script[0]}' says which program answers"
            elif built:
                said = f"'{built}' is {inner.advice[built]} of the inside"
            elif segment.lower() in inside:
                said = f"'{segment}' is a {inside[segment.lower()]} of the inside"
            elif product:
                said = f"'{product[0]}' is {product[1]}"
            else:
                continue
            yield Hit(
                operation.place,
                f"the path '{operation.path}' shows how '{operation.message.target}' is built: {said}",
                help="call it what it is to the caller, so that the inside can change",
                words=segment,
            )
