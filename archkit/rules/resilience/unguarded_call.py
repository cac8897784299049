"""A service waits for another one, and nothing says when it stops trying.

A dead callee takes the caller with it: each call holds a thread until the timeout, soon all threads wait, and who
calls the caller waits as well. A circuit breaker stops calling what keeps failing, and tries again now and then.
Asked of services that call other services of yours and wait, with no `circuit_breaker` said and no `fallback`.
(Calls to services outside are asked about by AK309.)

How to fix: `resilience: {timeout: 500 ms, circuit_breaker: true}`; `circuit_breaker: false` is an answer too.

When to ignore: a mesh breaks the circuit; then write it as resilience of the caller.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: {kind: service} # AK857
  stock: {kind: service}
use_cases:
  buy: {steps: [shop -> stock: Reserve the goods]}
```

*Good*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, resilience: {timeout: 500 ms, circuit_breaker: true}}
  stock: {kind: service}
use_cases:
  buy: {steps: [shop -> stock: Reserve the goods]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Resilience
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK857",
    "unguarded-call",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): cascading failures, circuit breaker",
    stage="growth",
    several="when do these stop calling a service that keeps failing? No circuit breaker is said of {names}",
    related=("circuit-breaker", "cascading-failure", "bulkhead", "service-mesh"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the breaker of callers."""
    if "service-mesh" in subject.chosen:
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        if not message.waits or message.source == message.target or message.source in asked:
            continue
        caller, callee = subject.parts.service(message.source), subject.parts.service(message.target)
        if (
            caller is None
            or callee is None
            or message.fallback
            or message.optional
            or _has_breaker(caller.resilience)
        ):
            continue
        asked.add(caller.id)
        yield Hit(
            caller.place,
            f"when does '{caller.id}' stop calling '{callee.id}' if that keeps failing?",
            help="a dead callee takes its callers with it: write resilience: {timeout: 500 ms, circuit_breaker: true}",
            key=True,
        )


def _has_breaker(guard: Resilience | None) -> bool:
    return guard is not None and (guard.circuit_breaker is not None or guard.breaker is not None)
