"""Several services work together, and part of them tells too little about itself.

A slow request passes through many services, and somebody has to find the one that is slow. Metrics say that something
is wrong, traces where, logs why; each of the three answers what the other two cannot. Asked once where a system has
three or more services of its own, of those whose `observability` leaves something out; where only traces are missing,
AK772 asks what ties the lines of one request together.

How to fix: `observability: [logs, metrics, traces]`.

When to ignore: a mesh or the platform watches from outside; a decision for `service-mesh` is taken as an answer.

*Bad*

```yaml
system: {stage: growth}
components:
  app: {kind: service, observability: [logs, metrics, traces]}
  matching: {kind: service, observability: [logs, metrics, traces]}
  payment: {kind: service, observability: [logs]} # AK770
```

*Good*

```yaml
system: {stage: growth}
components:
  app: {kind: service, observability: [logs, metrics, traces]}
  matching: {kind: service, observability: [logs, metrics, traces]}
  payment: {kind: service, observability: [logs, metrics, traces]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK770",
    "unseen-services",
    Severity.QUESTION,
    "C. Sridharan, Distributed Systems Observability (2018): the three pillars; OpenTelemetry",
    stage="growth",
    several="which logs, metrics and traces do these tell? At least one of the three is not said of {names}",
    related=("logs", "metrics", "distributed-tracing", "golden-signals"),
)
_ANSWERS = {"service-mesh", "distributed-tracing", "microservice-chassis", "golden-signals"}
_PILLARS = ("logs", "metrics", "traces")
_MANY = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what services tell about themselves, where there are several."""
    services = [
        one
        for one in subject.requirements.components.values()
        if one.kind == "service" and not one.is_external and one.state != "retire"
    ]
    if len(services) < _MANY or _ANSWERS & subject.chosen.keys():
        return
    for service in services:
        missing = [pillar for pillar in _PILLARS if pillar not in service.observability]
        if missing and missing != ["traces"]:
            yield Hit(
                service.place,
                f"which {' and '.join(missing)} does '{service.id}' tell?",
                help="metrics say that, traces where, logs why: write observability: [logs, metrics, traces]",
                key=True,
            )
