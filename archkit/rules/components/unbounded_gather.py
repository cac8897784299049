"""Several calls are made at once, and nothing says how long the slowest may take.

With ten calls, one in ten answers meets the slowest percent of each. A dead worker keeps the whole answer waiting
although nine of ten parts are there. Asked of steps with a `fan_out` of two or more that wait, and of three or more
parallel calls of one caller, where neither the step, the caller's `resilience`, `fallback` nor `optional` bounds them.

How to fix: `timeout: 300 ms` and `fallback: Answer with the parts that came`.

When to ignore: the calls stay inside one process.

*Bad*

```yaml
system: {stage: growth}
components: {search: {kind: service}, shard: {kind: service}}
use_cases:
  find:
    steps:
      - search -> shard: {action: Search a part, fan_out: 12} # AK458
```

*Good*

```yaml
system: {stage: growth}
components: {search: {kind: service}, shard: {kind: service}}
use_cases:
  find:
    steps:
      - search -> shard: {action: Search a part, fan_out: 12, timeout: 200 ms, fallback: Leave the part out}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message, Par, UseCase, messages, walk
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK458",
    "unbounded-gather",
    Severity.QUESTION,
    "J. Dean, L. Barroso, The Tail at Scale (2013)",
    stage="growth",
    several="how long may the slowest of many parallel calls take? No timeout is said in {names}",
    related=("scatter-gather", "timeout", "graceful-degradation", "hedged-requests"),
)
_MANY = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the bound of parallel calls, once a use case."""
    for use_case in subject.use_cases:
        message = next((one for one in _parallel(use_case) if not _is_bounded(subject, one)), None)
        if message is not None:
            yield Hit(
                message.place,
                f"how long may the slowest '{message.name}' of '{use_case.id}' take?",
                help="one dead worker keeps the whole answer waiting: write timeout, and in fallback what is answered then",
                key=True,
            )


def _parallel(use_case: UseCase) -> Iterator[Message]:
    for step in walk(use_case.steps):
        if isinstance(step, Message):
            if step.waits and (step.fan_out or 1) > 1:
                yield step
        elif isinstance(step, Par):
            firsts = [next(messages(branch.steps), None) for branch in step.par]
            calls = [one for one in firsts if one is not None and one.waits]
            if len({one.target for one in calls}) >= _MANY and len({one.source for one in calls}) == 1:
                yield from calls


def _is_bounded(subject: Subject, message: Message) -> bool:
    caller = subject.parts.service(message.source)
    if caller is None or not subject.parts.service(message.target):
        return True
    timeout = caller.resilience.timeout if caller.resilience else None
    return bool(message.timeout or timeout or message.fallback or message.optional)
