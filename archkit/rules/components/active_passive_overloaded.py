"""An active-passive component gets more calls than its active replica serves.

In active-passive only one replica works; the others wait. Its capacity is that of one, however many there are. The
calls that surely arrive are added up over all flows at their peak (branches without a share and extensions count as
nothing), and compared with `capacity`.

How to fix: `redundancy: active-active`, a larger `capacity`, a split of the data, or a cache in front of it.

When to ignore: the peaks of the flows never meet; then state the lower peak.

*Bad*

```yaml
components:
  ride-store:
    kind: database
    replicas: 2
    redundancy: active-passive # AK407
    capacity: 300/s
use_cases:
  find-ride: {load: {peak: 400/s}, steps: [app -> ride-store: Read rides]}
```

*Good*

```yaml
components:
  ride-store: {kind: database, replicas: 2, redundancy: active-passive, capacity: 900/s}
use_cases:
  find-ride: {load: {peak: 400/s}, steps: [app -> ride-store: Read rides]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, surely

RULE = Rule(
    "AK407",
    "active-passive-overloaded",
    Severity.WARNING,
    "L. Bass, P. Clements, R. Kazman, Software Architecture in Practice (2021), chapter 4: passive redundancy",
    related=("active-passive", "active-active", "sharding"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare what surely arrives with what the active replica serves."""
    limited = {
        one.id: one
        for one in subject.requirements.components.values()
        if one.redundancy == "active-passive" and one.capacity and not one.is_external
    }
    calls = dict.fromkeys(limited, 0.0)
    for use_case in subject.use_cases if limited else ():
        rate = (use_case.load.peak or use_case.load.average) if use_case.load else None
        if rate is None:
            continue
        for message, times in surely(use_case.steps):
            if message.target in calls and message.source != message.target:
                calls[message.target] += rate.low * times
    for identifier, component in limited.items():
        capacity = component.capacity
        if capacity and calls[identifier] > capacity.high:
            yield Hit(
                component.at("redundancy"),
                f"at least {calls[identifier]:,.0f} calls a second reach '{identifier}' at peak, and the one active "
                f"replica serves '{capacity.text}'",
                help="write active-active, split the data, or put a cache before it",
                related=((component.at("capacity"), "the capacity of one replica stands here"),),
            )
