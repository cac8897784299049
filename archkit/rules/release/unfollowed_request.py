"""One request passes through several services, and nothing ties its log lines together.

Ten thousand requests write into the same logs. Without an id that travels with each of them, nobody can tell which
line of the second service belongs to which line of the first. Asked once of the flows in which three services or more
work for one request, where all of them tell logs, none tells traces, and no decision chooses `correlation-id` or
`distributed-tracing`.

How to fix: choose `correlation-id` in a decision, or write `observability: [logs, metrics, traces]` at the services.

When to ignore: the id of the business, such as an order number, stands in every line already.

*Bad*

```yaml
system: {stage: growth}
components:
  app: {kind: service, observability: [logs, metrics]}
  matching: {kind: service, observability: [logs, metrics]}
  payment: {kind: service, observability: [logs, metrics]}
use_cases:
  ride: # AK772
    steps:
      - app -> matching: Match rider to driver
      - matching -> payment: Hold the fare
```

*Good*

```yaml
system: {stage: growth}
components:
  app: {kind: service, observability: [logs, metrics]}
  matching: {kind: service, observability: [logs, metrics]}
  payment: {kind: service, observability: [logs, metrics]}
use_cases:
  ride:
    steps:
      - app -> matching: Match rider to driver
      - matching -> payment: Hold the fare
decisions:
  one-id: {title: An id travels with each request, patterns: [correlation-id], addresses: [use_case:ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK772",
    "unfollowed-request",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 11: distributed tracing and log aggregation",
    stage="growth",
    several="how are the log lines of one request found in all its services? Not said for {names}",
    related=("correlation-id", "distributed-tracing", "structured-logging"),
)
_ANSWERS = {"correlation-id", "distributed-tracing", "service-mesh", "microservice-chassis"}
_MANY = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what ties the lines of one request together."""
    if _ANSWERS & subject.chosen.keys():
        return
    for use_case in subject.use_cases:
        told: dict[str, tuple[str, ...]] = {}
        for message in use_case.messages():
            for identifier in (message.source, message.target):
                service = subject.parts.service(identifier)
                if service is not None and service.kind == "service":
                    told[identifier] = service.observability
        ways = told.values()
        if len(told) >= _MANY and all("logs" in one and "traces" not in one for one in ways):
            yield Hit(
                use_case.place,
                f"how are the log lines of one run of '{use_case.id}' found in its {len(told)} services?",
                help="lines of ten thousand requests look alike: choose correlation-id in a decision, or tell traces",
                key=True,
            )
