"""A trace breaks off in the middle of a flow.

A trace follows a request as long as each part passes its id on. One part that does not, and the second half of the
request is nobody's: the slow database behind it seems to be called by no one. It is found where a component lists its
`observability` without `traces`, and in one flow stands between two that list them.

How to fix: add `traces`; often a library of the platform passes the id on by itself.

When to ignore: it passes the id on without telling spans of its own.

*Bad*

```yaml
actors: {rider: {}}
components:
  app: {kind: service, observability: [logs, metrics, traces]}
  matching:
    kind: service
    observability: [logs, metrics] # AK771
  geo: {kind: service, observability: [logs, metrics, traces]}
use_cases:
  ride:
    steps:
      - rider -> app: Look for a lift
      - app -> matching: Match rider to driver
      - matching -> geo: Find drivers near by
```

*Good*

```yaml
actors: {rider: {}}
components:
  app: {kind: service, observability: [logs, metrics, traces]}
  matching:
    kind: service
    observability: [logs, metrics, traces]
  geo: {kind: service, observability: [logs, metrics, traces]}
use_cases:
  ride:
    steps:
      - rider -> app: Look for a lift
      - app -> matching: Match rider to driver
      - matching -> geo: Find drivers near by
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK771",
    "broken-trace",
    Severity.WARNING,
    "W3C Trace Context (2021): every participant forwards traceparent",
    related=("distributed-tracing", "correlation-id"),
)
_CARRIERS = {"broker", "load-balancer", "cdn"}
"""Kinds that hand on what they get, headers included."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find parts that stand between traced ones and pass nothing on."""
    told: set[str] = set()
    for use_case in subject.use_cases:
        for before, gap, behind in _gaps(use_case, subject):
            if gap.id not in told:
                told.add(gap.id)
                yield Hit(
                    gap.at("observability"),
                    f"a trace of '{use_case.id}' goes from '{before}' to '{behind}' through '{gap.id}', which tells none",
                    help="add traces: the id of the request has to be passed on by every part",
                )


def _gaps(use_case: UseCase, subject: Subject) -> Iterator[tuple[str, Component, str]]:
    """Yield the parts without traces that a traced one calls and that call a traced one, in one flow."""
    callers: dict[str, str] = {}
    for message in use_case.messages():
        source, target = subject.parts.own(message.source), subject.parts.own(message.target)
        if source is None or target is None or source.is_store or source.kind in _CARRIERS:
            continue
        if source.id in callers and "traces" in target.observability:
            yield callers[source.id], source, target.id
        if "traces" in source.observability and target.observability and "traces" not in target.observability:
            callers.setdefault(target.id, source.id)
