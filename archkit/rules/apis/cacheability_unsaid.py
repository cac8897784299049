"""An answer is asked for all the time, and nothing says whether it may be kept.

Whoever is not told has to guess: proxies keep what is private, browsers ask again for what has not changed for a year.
One word a response decides between a server and a fleet. Asked once of the GET operations, called from outside in flows
with a peak of 50/s and more, that state neither a `cache` nor a `staleness`, and whose entities state none.

How to fix: `staleness: 60 s` at the step or the entity when an answer may be that old; `0 s` when never.

When to ignore: each answer is for one caller and one moment.

*Bad*

```yaml
system: {stage: growth}
actors: {viewer: {clients: [browser]}}
entities: {movie: {}}
components:
  app: {kind: service, interface: rest}
use_cases:
  show: # AK528
    load: {peak: 400/s}
    steps: [viewer -> app: {action: Show the movie, returns: [movie], operation: "GET /movies/{movieId}"}]
```

*Good*

```yaml
system: {stage: growth}
actors: {viewer: {clients: [browser]}}
entities: {movie: {staleness: 5 min}}
components:
  app: {kind: service, interface: rest}
use_cases:
  show:
    load: {peak: 400/s}
    steps: [viewer -> app: {action: Show the movie, returns: [movie], operation: "GET /movies/{movieId}"}]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Operation, Rule, Subject
from archkit.rules.apis._paths import READING

RULE = Rule(
    "AK528",
    "cacheability-unsaid",
    Severity.QUESTION,
    "R. Fielding (2000), 5.1.4: cache; RFC 9111: HTTP caching",
    stage="growth",
    several="how old may the answers of these be? They are asked for often, in {names}",
    related=("explicit-cacheability", "browser-caching", "cache-invalidation"),
)
_OFTEN = 50.0
"""Calls a second from which a cache is worth a thought."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how old busy answers may be, once a use case."""
    if {"explicit-cacheability", "no-caching"} & subject.chosen.keys():
        return
    asked: set[str] = set()
    for operation in subject.operations:
        use_case = operation.use_case
        peak = use_case.load.peak if use_case.load else None
        if operation.method not in READING or peak is None or peak.low < _OFTEN or use_case.id in asked:
            continue
        if subject.parts.is_outside(operation.message.source) and not _is_said(operation):
            asked.add(use_case.id)
            yield Hit(
                use_case.place,
                f"how old may the answer of '{operation.message.name}' be? It is asked for '{peak.text}' at peak",
                help="who is not told has to ask each time: write staleness: 60 s at the step or its entity, or cache: {...}",
                key=True,
            )


def _is_said(operation: Operation) -> bool:
    message = operation.message
    if message.cache is not None or message.staleness is not None:
        return True
    said = [
        one.staleness is not None or one.consistency == "strong" or one.mutability == "immutable"
        for one in operation.returned
    ]
    return not said or any(said)
