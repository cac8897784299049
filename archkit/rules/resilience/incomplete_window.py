"""A window over a stream lacks the numbers that define it.

The kind of a window says how it moves; what is computed follows from its numbers. A tumbling or sliding window needs a
size, a hopping one a size and a smaller hop, a session the pause that ends it. It is found where `window` stands on a
step without them, or with a hop that is as long as the window.

How to fix: `window: {kind: hopping, size: 5 min, hop: 1 min}`.

When to ignore: never; the computation is not defined.

*Bad*

```yaml
use_cases:
  count:
    steps:
      - counter -> counter: {action: Add up, window: {kind: hopping, size: 5 min}} # AK875
```

*Good*

```yaml
use_cases:
  count:
    steps:
      - counter -> counter: {action: Add up, window: {kind: hopping, size: 5 min, hop: 1 min}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Window
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK875",
    "incomplete-window",
    Severity.ERROR,
    "T. Akidau et al., The Dataflow Model (2015)",
    related=("tumbling-window", "hopping-window", "sliding-window", "session-window"),
)
_NEEDS = {"tumbling": ("size",), "hopping": ("size", "hop"), "sliding": ("size",), "session": ("gap",)}


def check(subject: Subject) -> Iterator[Hit]:
    """Find windows without their numbers."""
    for use_case, message in subject.messages:
        said = _fault(message.window) if message.window else ""
        if said:
            yield Hit(
                message.field("window"),
                f"the window of '{message.name}' in '{use_case.id}' {said}",
                help="write for example window: {kind: hopping, size: 5 min, hop: 1 min}",
            )


def _fault(window: Window) -> str:
    """Return what is missing or wrong, in words; empty where the window is defined."""
    if window.kind is None:
        return "has no kind"
    missing = [field for field in _NEEDS[window.kind] if getattr(window, field) is None]
    if missing:
        return f"is {window.kind} and has no {' and no '.join(missing)}"
    if window.kind == "hopping" and window.hop and window.size and window.hop.low >= window.size.high:
        return f"hops by '{window.hop.text}', which leaves nothing of '{window.size.text}' to overlap"
    return ""
