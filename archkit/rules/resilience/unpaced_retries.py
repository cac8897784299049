"""Failed calls are tried again, and nothing says after which pause.

Without a word about it the library decides, and many of them try again at once. Asked of components that call others
with `resilience: {retries: ...}` and say nothing of `backoff` or of `jitter`.

How to fix: `backoff: exponential`, `first_delay: 100 ms`, `jitter: true`.

When to ignore: the platform (a mesh, a client library) has a rule for all; write it down once for each component.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: # AK854
    resilience: {retries: 3}
```

*Good*

```yaml
system: {stage: growth}
components:
  shop:
    resilience: {retries: 3, backoff: exponential, jitter: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK854",
    "unpaced-retries",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 22: addressing cascading failures",
    stage="growth",
    several="after which pauses do these try again? Backoff or jitter is not said of {names}",
    related=("exponential-backoff", "jitter"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the pauses between attempts."""
    for component in subject.requirements.components.values():
        guard = component.resilience
        unsaid = guard is not None and guard.retries and (guard.backoff is None or guard.jitter is None)
        if unsaid and not component.is_external:
            yield Hit(
                component.place,
                f"after which pauses does '{component.id}' try again?",
                help="calls that come back at once keep down what failed: write backoff: exponential and jitter: true",
                key=True,
            )
