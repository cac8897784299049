"""Failed calls are tried again at once, or always after the same pause.

A callee that fails is often one that is overloaded. Callers that come back at once, and again, keep it down. Pauses
that double give it time to recover. It is found where `resilience` states `retries` with `backoff: none` or
`constant`, or with `first_delay: 0 ms`.

How to fix: `backoff: exponential`, `first_delay: 100 ms`, `jitter: true`.

When to ignore: the callee is a library or a device that nobody else uses.

*Bad*

```yaml
components:
  shop:
    resilience:
      retries: 3
      backoff: none # AK852
```

*Good*

```yaml
components:
  shop:
    resilience: {retries: 3, backoff: exponential, first_delay: 100 ms, jitter: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK852",
    "eager-retries",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 22: addressing cascading failures",
    related=("exponential-backoff", "retry-storm", "incremental-delay"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find pauses that do not grow."""
    for component in subject.requirements.components.values():
        guard = component.resilience
        if guard is None or not guard.retries or component.is_external:
            continue
        if guard.backoff in {"none", "constant"}:
            field, said = "backoff", f"backoff: {guard.backoff}"
        elif guard.first_delay and guard.first_delay.high == 0:
            field, said = "first_delay", f"first_delay: {guard.first_delay.text}"
        else:
            continue
        yield Hit(
            component.at("resilience", field),
            f"'{component.id}' tries again with {said}, and keeps down what has just failed",
            help="write backoff: exponential, first_delay: 100 ms and jitter: true",
        )
