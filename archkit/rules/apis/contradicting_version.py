"""The version of an API and that in its paths are not the same.

Callers read one, the router the other. It is found where `api: {version: v2}` meets a stated path that begins with
`/v1`, and `v1` is not among the `older` versions.

How to fix: one of the two; or name the older one: `api: {version: v2, older: {v1: 2027-06-30}}`.

When to ignore: never; one of the two is a mistake.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest, api: {version: v2}}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /v1/rides/{rideId} # AK525
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest, api: {version: v2, older: {v1: 2027-06-30}}}
use_cases:
  show:
    steps:
      - rider -> app:
          action: Show the ride
          operation: GET /v1/rides/{rideId}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import stated

RULE = Rule(
    "AK525",
    "contradicting-version",
    Severity.ERROR,
    "Google AIP-185: the version in the path is the version of the API",
    related=("api-versioning", "consistent-api"),
)
_VERSION = re.compile(r"v(\d+)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare stated versions with those in paths."""
    for operation in stated(subject):
        api = operation.component.api if operation.component else None
        found = next((one for one in operation.segments[:2] if _VERSION.fullmatch(one)), None)
        said = _VERSION.match(api.version) if api is not None else None
        if api is None or found is None or said is None or operation.component is None:
            continue
        served = {said[1], *(match[1] for one in api.older if (match := _VERSION.match(one)))}
        if found[1:] not in served:
            yield Hit(
                operation.place,
                f"'{operation.path}' is of version '{found}', and the API of '{operation.component.id}' is '{api.version}'",
                help=f"write one of the two, or older: {{{found}: the day on which it ends}}",
                words=found,
                related=((operation.component.at("api", "version"), f"version is '{api.version}' here"),),
            )
