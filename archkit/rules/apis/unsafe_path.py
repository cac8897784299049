"""A path holds what does not belong into an address.

A blank, an umlaut or a bracket is written by each program in another way, so one resource gets several addresses. A
double slash or one at the end is a second address of the same thing. It is found where a stated path has characters
other than letters, digits, `-`, `_`, `.`, `~`, `:` and parameters in braces, an empty segment, or a brace without its
partner.

How to fix: small letters and hyphens: `/ride-requests/{rideRequestId}`.

When to ignore: never in something new.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /ride offers/{offerId} # AK514
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
          operation: GET /ride-offers/{offerId}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK514",
    "unsafe-path",
    Severity.ERROR,
    "RFC 3986, section 2.3: unreserved characters; section 6.2: comparison of addresses",
    related=("unique-url-friendly-ids", "consistent-api"),
)
_PARAMETER = re.compile(r"\{[^{}/]+\}")
_STRANGE = re.compile(r"[^A-Za-z0-9\-._~:/*]+")


def check(subject: Subject) -> Iterator[Hit]:
    """Find what has to be escaped, or makes a second address."""
    for operation in stated(subject):
        path = operation.path.partition("?")[0]
        plain = _PARAMETER.sub("", path)
        strange = _STRANGE.search(plain)
        if strange and set(strange[0]) <= set("{}"):
            said, words = "a brace has no partner", strange[0]
        elif strange:
            said, words = f"'{strange[0]}' has to be escaped", strange[0]
        elif "//" in path:
            said, words = "a segment is empty", "//"
        elif len(path) > 1 and path.endswith("/"):
            said, words = "the slash at the end makes a second address", path
        else:
            continue
        yield Hit(
            operation.place,
            f"'{operation.path}' is no clean address: {said}",
            help="write letters, digits and hyphens, and parameters in braces",
            words=words,
        )
