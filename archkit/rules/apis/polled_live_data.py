"""Somebody asks every few seconds whether something has happened.

A thousand clients that ask every two seconds are five hundred calls a second, nearly all of them for nothing, and the
news is still up to two seconds old. A connection that stays open tells it at once. It is found where an actor repeats a
call with an answer in a loop of ten seconds or less, on a component with a request-response interface, and no decision
chooses a way to push.

How to fix: `interface: websocket`, server-sent events or a webhook, and a step `app ~> rider` for the news.

When to ignore: few clients, for a short time, behind networks that cut long connections.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, interface: rest}
use_cases:
  wait:
    steps:
      - loop: every 2 s until a driver is found
        steps:
          - rider -> app: {action: Ask for news, returns: [driver]} # AK536
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
components:
  app: {kind: service, interface: websocket}
use_cases:
  wait:
    steps:
      - app ~> rider: {action: A driver is found, event: DriverFound}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Loop, Message, Step, walk
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK536",
    "polled-live-data",
    Severity.INFO,
    "RFC 6202: known issues and best practices for long polling and streaming",
    related=("websocket", "server-sent-events", "webhook", "long-polling"),
)
_EVERY = re.compile(r"\b(?:every|each)\s+(\d+(?:\.\d+)?)?\s*(ms|s|sec|second|seconds)\b", re.IGNORECASE)
_ANSWERS = {"websocket", "server-sent-events", "webhook", "long-polling", "bidirectional-streaming"}
_ASKING = {"rest", "graphql", "soap", "html"}
_SHORT = 10.0


def check(subject: Subject) -> Iterator[Hit]:
    """Find loops that ask for news."""
    if _ANSWERS & subject.chosen.keys():
        return
    for use_case in subject.use_cases:
        for step in walk(use_case.steps):
            if isinstance(step, Loop) and _is_short(step.loop):
                yield from _asked(step, subject)


def _asked(loop: Loop, subject: Subject) -> Iterator[Hit]:
    inside: Iterator[Step] = (step for branch in loop.inner() for step in walk(branch.steps))
    for message in inside:
        if not isinstance(message, Message) or not message.waits or not message.returns or message.writes:
            continue
        callee = subject.parts.own(message.target)
        if callee is None or callee.interface not in _ASKING or not subject.parts.is_outside(message.source):
            continue
        yield Hit(
            message.place,
            f"'{message.source}' asks '{callee.id}' '{loop.loop}' for what it could be told",
            help="let it be told: interface: websocket or server-sent events, and a step with ~>",
            key=True,
        )


def _is_short(text: str) -> bool:
    found = _EVERY.search(text)
    if not found:
        return False
    amount = float(found[1] or 1)
    return (amount / 1000 if found[2].lower() == "ms" else amount) <= _SHORT
