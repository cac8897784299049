"""A flow waits without limit for a step that it could do without.

`optional: true` says that the flow goes on without the step. With `->` it goes on only after the callee has answered;
while the callee hangs, the main function hangs with it, for something that nobody needs now. It is found where an
optional step is a call (`->`) and neither the step nor the caller's `resilience` has a timeout.

How to fix: send it with `~>`, or give it a short `timeout`.

When to ignore: the callee runs in the same process.

*Bad*

```yaml
components: {orders: {kind: service}, recommender: {kind: service}}
use_cases:
  buy:
    steps:
      - orders -> recommender: {action: Note the purchase, optional: true} # AK432
```

*Good*

```yaml
components: {orders: {kind: service}, recommender: {kind: service}}
use_cases:
  buy:
    steps:
      - orders ~> recommender: {action: Note the purchase, optional: true}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK432",
    "waiting-for-optional",
    Severity.WARNING,
    "M. Nygard, Release It! (2018): integration points, slow responses",
    related=("event-driven-architecture", "timeout", "graceful-degradation", "fire-and-forget"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find optional calls without a timeout."""
    for use_case, message in subject.messages:
        if not (message.optional and message.waits) or message.source == message.target or message.timeout:
            continue
        caller, callee = subject.parts.own(message.source), subject.requirements.participant(message.target)
        bounded = caller is not None and caller.resilience is not None and caller.resilience.timeout
        library = getattr(callee, "kind", None) in {"library", "person"}
        if caller is not None and not bounded and not library:
            yield Hit(
                message.place,
                f"'{use_case.id}' does without '{message.name}', and waits for '{message.target}' without a limit",
                help="send it with ~>, or write timeout: 300 ms",
                key=True,
            )
