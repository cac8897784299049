"""A component gets more calls at peak than its replicas can serve.

From its capacity on, a queue grows for as long as the peak lasts, and with it every response time. The load is added
up over all flows: calls a run, times the peak of the use case. It is found by comparing that sum with `capacity`
times `replicas`. Of an active-passive one `AK407` tells it.

How to fix: run as many replicas as the message says (they keep the use at 80 %), take calls away with a cache, or
let what nobody waits for happen after the peak. A peak counts as if it lasted: of a flow that loops for an hour, state
how many runs begin in that hour, not in its busiest second.

When to ignore: when the peak of one use case never coincides with those of the others; say so.

*Bad*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {average: 20/s, peak: 400/s}, steps: [rider -> app: Look for a driver]}
components:
  app:
    replicas: 2
    redundancy: active-active
    capacity: 150/s # AK902
```

*Good*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {average: 20/s, peak: 400/s}, steps: [rider -> app: Look for a driver]}
components:
  app:
    replicas: 4
    redundancy: active-active
    capacity: 150/s
```
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.diagnostics import Severity
from archkit.model import Dimension
from archkit.rules import Hit, Rule, Subject

if TYPE_CHECKING:
    from archkit.evaluate import Share

RULE = Rule(
    "AK902",
    "overloaded-component",
    Severity.WARNING,
    "D. Gross, C. Harris, Fundamentals of Queueing Theory: a queue is stable below its capacity only",
    whole=True,
    related=("load-balancer", "caching", "queue-based-load-leveling"),
)

_OFTEN = 10
"""Calls a run from which on they, and not the runs, are what is remarkable."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find components that are used to 100 % or more at peak."""
    if not any(one.capacity for one in subject.requirements.components.values()):
        return
    from archkit.evaluate import show  # noqa: PLC0415 - paid for where it runs

    for state in subject.numbers.overloaded:
        component = subject.requirements.components.get(state.component)
        if component is None or component.redundancy == "active-passive":
            continue
        most = subject.numbers.busiest(state.component)
        often = most if most and most.calls_a_run > _OFTEN else None
        yield Hit(
            component.at("capacity"),
            f"'{state.component}' gets {show(state.load, Dimension.RATE)} at peak, more than its "
            f"{'replica serves' if state.replicas == 1 else f'{state.replicas} replicas serve'}{_because(often)}",
            help=_way_out(state.replicas_needed, often),
        )


def _because(often: "Share | None") -> str:
    """Say which flow calls so often, where a loop, a batch or a fan-out multiplies its runs."""
    if often is None:
        return ""
    return f": each run of '{often.use_case}' calls it {often.calls_a_run:,.0f} times".replace(",", " ")


def _way_out(needed: int | None, often: "Share | None") -> str:
    ways = [f"run {needed} replicas"] if needed else []
    ways.append("take calls away from it")
    if often:
        ways.append(f"state a peak of '{often.use_case}' that lasts as long as a run of it does")
    told = f"{', '.join(ways[:-1])} or {ways[-1]}" if len(ways) > 1 else ways[0]
    return told if needed else f"no number of replicas would carry that: {told}"
