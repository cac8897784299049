"""Somebody waits on an open connection for work that takes long.

During a long call the caller holds a connection, a thread and a user's patience, and both sides have to stay up all
the time. A deploy, a timeout of some proxy or a lost line starts it all over. It is found where a step with a
`duration` of more than 5 s, or longer than the flow's target on `response_time`, lies on a chain of calls that an
actor waits for, in a flow that is not `background` or `batch`.

How to fix: answer at once with an id, do the work behind `~>`, and let the caller fetch or be told the result.

When to ignore: a batch that a clock starts; write `urgency: batch`.

*Bad*

```yaml
actors: {advertiser: {clients: [browser]}}
use_cases:
  report:
    urgency: interactive
    steps:
      - advertiser -> figures: Ask for the report
      - figures -> figures: {action: Add up three years, duration: 40 s} # AK431
```

*Good*

```yaml
actors: {advertiser: {clients: [browser]}}
use_cases:
  report:
    urgency: interactive
    steps:
      - advertiser -> figures: {action: Start the report, returns: [report id]}
      - figures ~> worker: Queue the report
      - worker -> worker: {action: Add up three years, duration: 40 s}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, awaited

RULE = Rule(
    "AK431",
    "long-work-in-call",
    Severity.WARNING,
    "Google AIP-151: long-running operations; M. Nygard, Release It! (2018): blocked threads",
    related=(
        "asynchronous-communication",
        "async-operation-api",
        "message-queue",
        "separate-dispatcher-aggregator",
    ),
)
_LONG = 5.0


def check(subject: Subject) -> Iterator[Hit]:
    """Find long steps that an actor waits for."""
    allowed = {
        ref.id: target.measure.value.high
        for target in subject.targets
        if target.measure.metric == "response_time" and not target.measure.is_lower_limit
        for ref in target.of
    }
    for use_case in subject.use_cases:
        if use_case.urgency in {"background", "batch"}:
            continue
        limit = min(_LONG, allowed.get(use_case.id, _LONG))
        for message in awaited(use_case, subject.parts):
            if message.duration and message.duration.low > limit:
                yield Hit(
                    message.field("duration"),
                    f"somebody waits in '{use_case.id}' while '{message.name}' takes '{message.duration.text}'",
                    help="answer at once with an id, send the work with ~>, and let the result be fetched; or write urgency: background",
                )
