"""A parameter in the path of an operation is among the data of no step.

`GET /rides/{rideId}` needs a ride's id, and the step that calls it sends none: either the data of the step is
incomplete, or the parameter comes from somewhere that the flow does not show. Asked, from the stage growth on, of
operations with a parameter whose words occur neither in the data of the step, nor in what an earlier step of the flow
returned, nor among the actors.

How to fix: add the parameter to `data`, or take it out of the path when the session knows it anyway.

When to ignore: a parameter that the client keeps from another use case.

*Bad*

```yaml
system: {stage: growth}
use_cases:
  see-ride: # AK120
    steps:
      - rider -> app: {action: Open the fare, data: [currency], operation: "GET /rides/{rideId}/fare"}
```

*Good*

```yaml
system: {stage: growth}
use_cases:
  see-ride:
    steps:
      - rider -> app: {action: Open the fare, data: [ride id, currency], operation: "GET /rides/{rideId}/fare"}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK120",
    "unnamed-parameter",
    Severity.QUESTION,
    "OpenAPI Specification 3.1: each parameter of a path is declared; practice of API-first design",
    stage="growth",
    several="where do the parameters in the paths of these use cases come from? Not among the data of {names}",
    related=("api-driven-architecture",),
)
_PARAMETER = re.compile(r"\{([^{}]+)\}")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask where parameters come from, once a use case."""
    for use_case in subject.use_cases:
        missing = next(_missing(use_case), None)
        if missing:
            message, parameter = missing
            yield Hit(
                use_case.place,
                f"where does '{parameter}' of '{message.operation}' come from? It is not among the data of '{message.name}'",
                help="the API's parameters are the data of the step: add it to data, or take it out of the path",
                key=True,
            )


def _missing(use_case: UseCase) -> Iterator[tuple[Message, str]]:
    known: set[str] = set()
    for message in use_case.messages():
        known |= _words(" ".join((*message.data, message.source)))
        for parameter in _PARAMETER.findall(message.operation):
            words = _words(parameter) - {"id", "number", "key"}
            if message.data and not words & known and not _words(parameter) <= known:
                yield message, parameter
        known |= _words(" ".join(message.returns))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", _HUMP.sub(" ", text).lower()))
