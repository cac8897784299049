"""A component gets more calls at peak than its replicas can serve.

From its capacity on, a queue grows for as long as the peak lasts, and with it every response time. The load is added
up over all flows: calls a run, times the peak of the use case. It is found by comparing that sum with `capacity`
times `replicas`. Of an active-passive one `AK407` tells it.

How to fix: run as many replicas as the message says (they keep the use at 80 %), take calls away with a cache, or
let what nobody waits for happen after the peak.

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
        needed = state.replicas_needed
        yield Hit(
            component.at("capacity"),
            f"'{state.component}' gets {show(state.load, Dimension.RATE)} at peak, more than its "
            f"{'replica serves' if state.replicas == 1 else f'{state.replicas} replicas serve'}"
            f"{_mostly(subject.numbers.busiest(state.component))}",
            help=f"run {needed} replicas, or take calls away from it"
            if needed
            else "no number of replicas would carry that: take calls away from it",
        )


def _mostly(share: "Share | None") -> str:
    """Say which flow calls so often, where a loop, a batch or a fan-out multiplies its runs."""
    if share is None or share.calls_a_run <= _OFTEN:
        return ""
    return f": each run of '{share.use_case}' calls it {share.calls_a_run:,.0f} times".replace(",", " ")
