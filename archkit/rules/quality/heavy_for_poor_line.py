"""A step moves megabytes over a line that is known to be poor.

At one megabit a second ten megabytes take 80 seconds, and a line that breaks begins again. It is found where a step
for which somebody waits moves 10 MB or more from or to an actor whose connectivity is poor or intermittent, and the
step has no fallback.

How to fix: send less (a smaller picture, a lower resolution that follows the line, pieces that can be resumed), and
say so in `size`, or say in `fallback` what the user gets instead.

When to ignore: a transfer that runs over night at a hotel; then nobody waits: write `~>`.

*Bad*

```yaml
actors:
  driver: {kind: person, connectivity: intermittent}
components:
  app: {kind: service}
use_cases:
  send-film:
    steps:
      - driver -> app: {action: Send a film of the accident, size: 200 MB} # AK228
```

*Good*

```yaml
actors:
  driver: {kind: person, connectivity: intermittent}
components:
  app: {kind: service}
use_cases:
  send-film:
    steps:
      - driver -> app: {action: Send a picture of the accident, size: 2 MB}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK228",
    "heavy-for-poor-line",
    Severity.WARNING,
    "Practice of mobile development; HTTP Live Streaming, RFC 8216: the resolution follows the line",
    related=("throttle-degrade", "content-compression"),
)
_HEAVY_BYTES = 10_000_000
_MEGABIT_BYTES = 125_000


def check(subject: Subject) -> Iterator[Hit]:
    """Find large transfers over poor lines."""
    known = subject.requirements.actors
    poor = {
        one.id: one.connectivity for one in known.values() if one.connectivity in {"poor", "intermittent"}
    }
    if not poor:
        return
    for use_case in subject.use_cases:
        for message in use_case.messages():
            end = next((one for one in (message.source, message.target) if one in poor), None)
            if (
                end
                and message.size
                and message.size.high >= _HEAVY_BYTES
                and message.waits
                and not message.fallback
            ):
                seconds = message.size.high / _MEGABIT_BYTES
                yield Hit(
                    message.field("size"),
                    f"'{message.size}' take {seconds:,.0f} s at 1 Mbit/s, and the line of '{end}' is {poor[end]}",
                    help="send less, let the quality follow the line, or say in fallback what the user gets instead",
                )
