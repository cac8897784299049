"""Retries at several levels of one chain of calls multiply.

Two retries are three attempts. Where three levels do that, one request of a user becomes 27 at the last service, at
the moment when it is already too slow. It is found where in one flow two or more calls of a chain are tried again,
by `retries` of the step or of the caller's `resilience`, and together make nine attempts or more. A decision for
`retry-budget` or a circuit breaker at the last caller ends it.

How to fix: retry at one level, the one next to the fault, and let the others pass the error on.

When to ignore: the inner call is tried again only where it was refused before it did any work.

*Bad*

```yaml
components: {shop: {kind: service}, orders: {kind: service}, stock: {kind: service}}
use_cases:
  buy:
    steps:
      - shop -> orders: {action: Order, retries: 2}
      - orders -> stock: {action: Reserve, retries: 2} # AK713
```

*Good*

```yaml
components: {shop: {kind: service}, orders: {kind: service}, stock: {kind: service}}
use_cases:
  buy:
    steps:
      - shop -> orders: {action: Order, retries: 0}
      - orders -> stock: {action: Reserve, retries: 2}
```
"""

from collections.abc import Iterator
from math import prod

from archkit.diagnostics import Severity
from archkit.model import Message
from archkit.rules import Hit, Rule, Subject
from archkit.rules.decisions._chains import chains

RULE = Rule(
    "AK713",
    "retry-storm",
    Severity.WARNING,
    "B. Beyer et al., Site Reliability Engineering (2016), chapter 22: retries at several levels",
    related=("retry-storm", "retry-budget", "circuit-breaker"),
)
_MANY = 9
"""Attempts for one request: two levels that try three times each."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find chains whose retries multiply, each last call once."""
    if "retry-budget" in subject.chosen:
        return
    told: set[tuple[str, str]] = set()
    for use_case, chain in chains(subject):
        last = chain[-1]
        repeated = [one for one in chain if _attempts(one, subject) > 1]
        total = prod(_attempts(one, subject) for one in repeated)
        ends_here = len(repeated) > 1 and repeated[-1] is last and total >= _MANY
        if ends_here and (last.source, last.target) not in told and not _breaks(last, subject):
            told.add((last.source, last.target))
            yield Hit(
                last.place,
                f"retries at {len(repeated)} levels of '{use_case}' can make {total} calls of one at '{last.target}'",
                help="retry at one level only, and write retries: 0 at the others",
                key=True,
                related=tuple((one.place, f"'{one.source}' tries again too") for one in repeated[:-1]),
            )


def _attempts(message: Message, subject: Subject) -> int:
    """Return how often a call is made at most."""
    caller = subject.parts.own(message.source)
    rules = caller.resilience if caller else None
    retries = message.retries if message.retries is not None else (rules.retries if rules else None)
    return 1 + int(retries or 0)


def _breaks(message: Message, subject: Subject) -> bool:
    """Tell whether the caller stops calling when the callee keeps failing."""
    caller = subject.parts.own(message.source)
    rules = caller.resilience if caller else None
    return bool(rules and (rules.circuit_breaker or rules.breaker))
