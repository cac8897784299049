"""A call is tried again ten times or more.

What has failed three times fails a fourth time as well. Each further attempt holds a thread, a connection and a
waiting user, and adds load to what is already down. It is found where `retries`, of a step or of `resilience`, is 10
or more for calls that somebody waits for; in a use case of `urgency: background` or `batch`, and behind a message with `~>`,
nobody does.

How to fix: two or three attempts, then a fallback; what must not be lost goes into a queue and is tried from there.

When to ignore: attempts minutes apart whose pauses `backoff` and `first_delay` state.

*Bad*

```yaml
components:
  shop:
    resilience:
      retries: 50 # AK855
```

*Good*

```yaml
components:
  shop:
    resilience:
      retries: 2
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.rules import Hit, Rule, Subject, awaited

RULE = Rule(
    "AK855",
    "endless-retries",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 21: retries and retry budgets",
    related=("retry-limit", "retry-budget", "fallback-best-effort"),
)
_MANY = 10


def check(subject: Subject) -> Iterator[Hit]:
    """Find attempts without a sensible end."""
    for place, who, retries in _stated(subject):
        if retries >= _MANY:
            yield Hit(
                place,
                f"'{who}' is tried again {retries} times, long after it could help",
                help="write retries: 2, and say in fallback what happens then",
            )


def _stated(subject: Subject) -> Iterator[tuple[Place, str, int]]:
    for component in subject.requirements.components.values():
        guard = component.resilience
        if guard is not None and guard.retries and component.kind != "job" and not component.is_external:
            yield component.at("resilience", "retries"), f"a call of {component.id}", guard.retries
    for use_case in subject.use_cases:
        if use_case.urgency in {"background", "batch"}:
            continue
        for message in awaited(use_case, subject.parts):
            if message.retries:
                yield message.field("retries"), message.name, message.retries
