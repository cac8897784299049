"""Brokers take half of the time that a target allows.

A message goes to the broker, is kept, and goes out again: a few milliseconds at best, each time. Where a target is
tight, that is the part that no service can win back. It is found by adding up the stated `latency` (p50) of the
brokers that a flow passes, and comparing it with the targets on its `elapsed_time`; for `response_time` only brokers
that somebody waits for count.

How to fix: call the service directly on this path, or allow more time.

When to ignore: the target speaks of a part of the flow that no broker belongs to.

*Bad*

```yaml
components:
  bus: {kind: broker, latency: {p50: 20 ms}}
use_cases:
  trade:
    measures: [p99 elapsed_time <= 30 ms] # AK430
    steps:
      - gate ~> book: {action: Place the order, channel: bus}
```

*Good*

```yaml
components:
  bus: {kind: broker, latency: {p50: 2 ms}}
use_cases:
  trade:
    measures: [p99 elapsed_time <= 30 ms]
    steps:
      - gate ~> book: {action: Place the order, channel: bus}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import UseCase, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK430",
    "broker-on-tight-path",
    Severity.WARNING,
    "G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003): indirection costs latency",
    related=("message-broker", "request-response"),
)
_TIMES = {"response_time", "elapsed_time"}
_MUCH = 0.5


def check(subject: Subject) -> Iterator[Hit]:
    """Compare the time in brokers with the time that is allowed."""
    for target in subject.targets:
        measure = target.measure
        if measure.metric not in _TIMES or measure.is_lower_limit:
            continue
        for ref in target.of:
            use_case = subject.requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
            spent = (
                _in_brokers(subject, use_case, waiting=measure.metric == "response_time") if use_case else 0.0
            )
            if spent > _MUCH * measure.value.high:
                yield Hit(
                    target.place,
                    f"brokers take {spent * 1000:.0f} ms of '{measure.text}' in '{ref.id}', at the median",
                    help="call directly on this path, or allow more time",
                    words=measure.text,
                )
                break


def _in_brokers(subject: Subject, use_case: UseCase, *, waiting: bool) -> float:
    """Return the seconds that one run spends in brokers at least, at the median."""
    seconds = 0.0
    for message in messages(use_case.steps):
        passed = (message.target,) if waiting else (message.target, message.channel)
        for identifier in passed if message.waits or not waiting else ():
            broker = subject.requirements.components.get(identifier)
            if broker and broker.kind == "broker" and broker.latency and broker.latency.p50:
                seconds += broker.latency.p50.low
    return seconds
