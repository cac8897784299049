"""A circuit breaker opens, and nothing says what the caller gets then.

While the breaker is open each call is answered at once, and somebody has to decide with what: an error, the last known
data, a placeholder, or a promise to do it later. Asked of calls to outside systems by components with a circuit
breaker, stores and batches apart, where neither the step has a `fallback` or is `optional`, nor an extension stands
`at` it, nor `breaker: {when_open: ...}` says it.

How to fix: `fallback: ...` on the step, or `breaker: {when_open: cached}` on the caller.

When to ignore: an error to the user is meant; then write `when_open: error`.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, resilience: {circuit_breaker: true}}
  map-service: {kind: external}
use_cases:
  find:
    steps:
      - shop -> map-service: Fetch the map # AK859
```

*Good*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, resilience: {circuit_breaker: true}}
  map-service: {kind: external}
use_cases:
  find:
    steps:
      - shop -> map-service: {action: Fetch the map, fallback: Show an empty grid}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Resilience, UseCase, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK859",
    "no-open-answer",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): circuit breaker, fallbacks",
    stage="growth",
    several="what does the caller get while the breaker is open? It is not said in {names}",
    related=("fallback-best-effort", "fallback-fail-silently", "log-and-replay"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the answer of open breakers."""
    for use_case in subject.use_cases:
        if use_case.urgency == "batch":
            continue
        handled = _handled(use_case)
        for message in messages(use_case.steps):
            callee = subject.requirements.components.get(message.target)
            if (
                not message.waits
                or not subject.parts.is_third_party(message.target)
                or (callee and callee.is_store)
            ):
                continue
            caller = subject.parts.service(message.source)
            answered = (
                message.fallback or message.optional or message.name in handled or message.action in handled
            )
            if caller is not None and not answered and _is_open_ended(caller.resilience):
                yield Hit(
                    message.place,
                    f"what does '{caller.id}' answer in '{use_case.id}' while '{message.target}' is cut off?",
                    help="an open breaker needs an answer at once: write fallback on the step, or breaker: {when_open: cached}",
                    key=True,
                )


def _handled(use_case: UseCase) -> set[str]:
    return {one.at for one in use_case.extensions if one.at}


def _is_open_ended(guard: Resilience | None) -> bool:
    if guard is None or not guard.circuit_breaker:
        return False
    return guard.breaker is None or guard.breaker.when_open is None
