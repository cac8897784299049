"""The kind of a window does not fit what it is computed for.

An alert must not wait for the end of a fixed window, nor miss what falls on both sides of its border: it needs a
sliding or hopping one. A bill or a report needs windows that count each event once: tumbling ones. It is found where
the words of a step, or of its use case, speak of alerts, fraud or attacks beside a tumbling or session window, or of
bills and reports beside a sliding one.

How to fix: take the other kind of window.

When to ignore: the window is so short that the difference does not show.

*Bad*

```yaml
use_cases:
  watch:
    goal: Raise an alert at an attack.
    steps:
      - counter -> counter: {action: Count failed logins, window: {kind: tumbling, size: 5 min}} # AK876
```

*Good*

```yaml
use_cases:
  watch:
    goal: Raise an alert at an attack.
    steps:
      - counter -> counter: {action: Count failed logins, window: {kind: sliding, size: 5 min}}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK876",
    "window-misfit",
    Severity.INFO,
    "T. Akidau, S. Chernyak, R. Lax, Streaming Systems (2018), chapters 2 and 4",
    related=("sliding-window", "tumbling-window", "hopping-window", "session-window"),
)
_ALERT = re.compile(r"\b(alerts?|alarms?|fraud|attacks?|intrusions?)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b((?:a|the|daily|weekly|monthly) reports?|bills?|invoices?|billing)\b", re.IGNORECASE)
_MISFITS = {
    "tumbling": (_ALERT, "misses what falls on both sides of its border", "sliding"),
    "session": (_ALERT, "ends only when the trouble has paused", "sliding"),
    "sliding": (_REPORT, "counts an event several times", "tumbling"),
}


def check(subject: Subject) -> Iterator[Hit]:
    """Compare windows with what they are for."""
    for use_case, message in subject.messages:
        kind = message.window.kind if message.window else None
        if kind not in _MISFITS:
            continue
        words, said, better = _MISFITS[kind]
        purpose = words.search(f"{message.action} {use_case.title} {use_case.goal}")
        if purpose:
            yield Hit(
                message.field("window", "kind"),
                f"'{use_case.id}' speaks of '{purpose[0]}', and a {kind} window {said}",
                help=f"write kind: {better}",
            )
