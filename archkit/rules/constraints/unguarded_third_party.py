"""Somebody else's service is called without a timeout or a circuit breaker.

A service outside will be slow one day. Without a timeout every caller waits with it, threads run out, and its fault
becomes ours; without a breaker and a limit of one's own the retries go on to cost money. Asked, from the stage growth
on, of components that call something external and wait, where neither the step nor `resilience` says how long, or
`resilience` names no breaker and the step no fallback.

How to fix: write `resilience: {timeout: 1 s, circuit_breaker: true}` at the caller, and `fallback` at the step.

When to ignore: a call at night that nobody waits for.

*Bad*

```yaml
system: {stage: growth}
components:
  payment: {kind: service} # AK309
  card-network: {external: true}
use_cases:
  pay-for-ride:
    steps: [payment -> card-network: Charge the rider]
```

*Good*

```yaml
system: {stage: growth}
components:
  payment:
    kind: service
    resilience: {timeout: 3 s, circuit_breaker: true}
  card-network: {external: true}
use_cases:
  pay-for-ride:
    steps: [payment -> card-network: Charge the rider]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK309",
    "unguarded-third-party",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): integration points, timeouts, circuit breaker",
    stage="growth",
    several="what do these do when a service outside is slow? Timeout or breaker is not said of {names}",
    related=("timeout", "circuit-breaker", "client-side-throttling"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how calls to others are guarded, once a caller."""
    known = subject.requirements
    outside = {one.id for one in known.components.values() if one.is_external}
    outside |= {one.id for one in known.actors.values() if one.kind == "system" and one.is_external}
    asked: set[str] = set()
    for use_case in subject.use_cases:
        for message in use_case.messages():
            caller = known.components.get(message.source)
            if caller is None or caller.id in asked or caller.is_external or message.target not in outside:
                continue
            missing = _missing(caller, message) if message.waits else []
            if missing:
                asked.add(caller.id)
                yield Hit(
                    caller.place,
                    f"what does '{caller.id}' do when '{message.target}' is slow? No {' and no '.join(missing)} is given",
                    help="its fault becomes ours: write resilience: {timeout: 1 s, circuit_breaker: true}",
                    key=True,
                )


def _missing(caller: Component, message: Message) -> list[str]:
    guard = caller.resilience
    timeout = message.timeout or (guard and guard.timeout)
    breaker = message.fallback or (guard and guard.circuit_breaker)
    return [word for word, given in (("timeout", timeout), ("circuit breaker", breaker)) if not given]
