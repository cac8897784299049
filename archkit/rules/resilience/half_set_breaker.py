"""A circuit breaker is described, and not when it opens or when it tries again.

A breaker has three states, and needs a rule for each change: at how many failures it opens, how long it stays open,
and that one call then tries whether the callee is back. Asked where `breaker` is written and `failures` or `open_for`
is not.

How to fix: `breaker: {per: callee, failures: 50 %, open_for: 30 s, when_open: error}`.

When to ignore: the defaults of the library are meant; write them down, so that somebody has seen them.

*Bad*

```yaml
system: {stage: mature}
components:
  shop: # AK861
    resilience: {circuit_breaker: true, breaker: {per: callee}}
```

*Good*

```yaml
system: {stage: mature}
components:
  shop:
    resilience: {circuit_breaker: true, breaker: {per: callee, failures: 50 %, open_for: 30 s}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK861",
    "half-set-breaker",
    Severity.QUESTION,
    "M. Nygard, Release It! (2018): circuit breaker, half-open state",
    stage="mature",
    several="when do the breakers of these open, and when do they try again? It is not said of {names}",
    related=("circuit-breaker", "half-open-probe"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the rules of a breaker that was described."""
    for component in subject.requirements.components.values():
        breaker = component.resilience.breaker if component.resilience else None
        if breaker is None or component.is_external:
            continue
        if breaker.failures is None or breaker.open_for is None:
            yield Hit(
                component.place,
                f"at which share of failures does the breaker of '{component.id}' open, and for how long?",
                help="the library decides what nobody says: write failures: 50 % and open_for: 30 s",
                key=True,
            )
