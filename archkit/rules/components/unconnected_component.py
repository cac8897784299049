"""A component is declared, and no flow passes through it.

An architecture states its parts and how they talk. A part that nobody talks to is either left over or belongs to a
flow that has not been written. It is found when use cases have steps and none of them names the component, neither at
an arrow, nor as a channel or a cache.

How to fix: write the step in which it is called, or remove the component.

When to ignore: what stands in the way of every call and is left out of the flows on purpose, such as a gateway or a
load balancer; components of these kinds, and those without a kind, are left alone anyway.

*Bad*

```yaml
components:
  app: {kind: service}
  matching: {kind: service} # AK402
use_cases:
  find-a-ride:
    steps: [app -> app: Match rider to driver]
```

*Good*

```yaml
components:
  app: {kind: service}
  matching: {kind: service}
use_cases:
  find-a-ride:
    steps: [app -> matching: Match rider to driver]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK402",
    "unconnected-component",
    Severity.WARNING,
    "ISO/IEC/IEEE 42010: an architecture is elements and their relations",
    whole=True,
    related=("synchronous-communication", "asynchronous-communication"),
)
_IN_THE_WAY = {"gateway", "load-balancer", "cdn", "library", "broker", "client", "web-app", "mobile-app"}
_LEAVING = {"retire", "replace"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find components that no step names."""
    known = subject.requirements
    named: set[str] = set()
    for use_case in known.use_cases.values():
        for message in use_case.messages():
            named |= {message.source, message.target, message.channel}
            if message.cache and message.cache.at:
                named.add(message.cache.at.id)
    if not named:
        return
    for component in known.components.values():
        left_alone = component.kind in _IN_THE_WAY or component.state in _LEAVING or component.kind is None
        if component.id not in named and not left_alone:
            yield Hit(
                component.place,
                f"no flow passes through '{component.id}'",
                help=f"write the step in which '{component.id}' is called, or remove the component",
                key=True,
            )
