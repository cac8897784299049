"""All callers come back at the same moment.

What fails, fails for many callers at once. Equal pauses bring them back together, and the wave that broke the callee
hits it again, and again after twice the time. A random part of each pause spreads them. It is found where `resilience`
states `retries` and `jitter: false`.

How to fix: `jitter: true`.

When to ignore: there is one caller, and it makes one call at a time.

*Bad*

```yaml
components:
  shop:
    resilience:
      retries: 3
      backoff: exponential
      jitter: false # AK853
```

*Good*

```yaml
components:
  shop:
    resilience: {retries: 3, backoff: exponential, jitter: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK853",
    "synchronised-retries",
    Severity.WARNING,
    "M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog (2015)",
    related=("jitter", "exponential-backoff", "thundering-herd"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find retries without a random part."""
    for component in subject.requirements.components.values():
        guard = component.resilience
        if guard is not None and guard.retries and guard.jitter is False and not component.is_external:
            yield Hit(
                component.at("resilience", "jitter"),
                f"all calls of '{component.id}' that failed together come back together",
                help="write jitter: true",
            )
