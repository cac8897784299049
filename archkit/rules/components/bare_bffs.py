"""Several backends for frontends face the outside, each on its own.

Certificates, limits, firewall rules and the check of who calls are the same for all of them. A gateway in front does
it once, and the backends keep to what differs: the experience of their client. Asked where actors call two or more
components that are named a backend for a frontend (id, name, description or tag `bff`).

How to fix: put one `kind: gateway` in front of them.

When to ignore: the platform's edge does it; then model it as a gateway with `external: true`.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}, clerk: {clients: [browser]}}
components:
  mobile-bff: {kind: service} # AK424
  web-bff: {kind: service}
use_cases:
  ride: {steps: [rider -> mobile-bff: Find a ride, clerk -> web-bff: List rides]}
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}, clerk: {clients: [browser]}}
components: {entry: {kind: gateway}, mobile-bff: {kind: service}, web-bff: {kind: service}}
use_cases:
  ride:
    steps: [rider -> entry: Find a ride, entry -> mobile-bff: Find a ride, clerk -> entry: List rides, entry -> web-bff: List]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._bffs import bffs

RULE = Rule(
    "AK424",
    "bare-bffs",
    Severity.QUESTION,
    "S. Newman, Building Microservices (2021), chapter 14: backends for frontends",
    stage="mvp",
    related=("gateway-plus-bff", "backends-for-frontends", "api-gateway"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what stands before several backends for frontends."""
    known = bffs(subject)
    if len(known) < 2:
        return
    called = {
        m.target for _, m in subject.messages if m.target in known and subject.parts.is_outside(m.source)
    }
    bare = [one for one in known.values() if one.id in called]
    if len(bare) > 1:
        yield Hit(
            bare[0].place,
            f"what checks and limits the calls to {' and '.join(repr(one.id) for one in bare)}? Each faces the outside itself",
            help="certificates, limits and checks are the same for all: put a component of kind gateway in front",
            key=True,
        )
