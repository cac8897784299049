"""An active-passive component gets more calls than its active replica serves.

In active-passive only one replica works; the others wait. Its capacity is that of one, however many there are (or of
as many as are `needed`). The calls are added up over all flows at their peak, as `archkit evaluate` does it: what a cache
answers does not arrive, and extensions count as nothing.

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
from archkit.model import Dimension
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK407",
    "active-passive-overloaded",
    Severity.WARNING,
    "L. Bass, P. Clements, R. Kazman, Software Architecture in Practice (2021), chapter 4: passive redundancy",
    whole=True,
    related=("active-passive", "active-active", "sharding"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare what arrives with what the active replica serves."""
    components = subject.requirements.components
    if not any(one.redundancy == "active-passive" and one.capacity for one in components.values()):
        return
    from archkit.evaluate import show  # noqa: PLC0415 - paid for where it runs

    for state in subject.numbers.overloaded:
        component = components.get(state.component)
        if (
            component is None
            or component.redundancy != "active-passive"
            or component.is_external
            or not component.capacity
        ):
            continue
        most, rest = subject.numbers.busiest(component.id), ""
        if most and most.calls_a_run > 1:
            rest = f" ({most.calls_a_run:.3g} calls in each run of '{most.use_case}')"
        yield Hit(
            component.at("redundancy"),
            f"'{component.id}' gets {show(state.load, Dimension.RATE)} at peak{rest}, and the one active replica serves "
            f"'{component.capacity.text}'",
            help="write active-active, split the data, or put a cache before it",
            related=((component.at("capacity"), "the capacity of one replica stands here"),),
        )
