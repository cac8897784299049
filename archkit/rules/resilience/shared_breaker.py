"""One circuit breaker stands before several callees.

When one of them fails, the breaker opens, and the calls to the healthy ones are refused as well; when it counts all
together, the failures of one hide among the successes of the others. It is found where `breaker: {per: caller}` stands
on a component that calls two or more others and waits.

How to fix: `breaker: {per: callee}`.

When to ignore: all callees share one fate, for example one cluster.

*Bad*

```yaml
components:
  shop:
    kind: service
    resilience: {circuit_breaker: true, breaker: {per: caller}} # AK858
  stock: {kind: service}
  payment: {kind: service}
use_cases:
  buy: {steps: [shop -> stock: Reserve the goods, shop -> payment: Charge the buyer]}
```

*Good*

```yaml
components:
  shop:
    kind: service
    resilience: {circuit_breaker: true, breaker: {per: callee}}
  stock: {kind: service}
  payment: {kind: service}
use_cases:
  buy: {steps: [shop -> stock: Reserve the goods, shop -> payment: Charge the buyer]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK858",
    "shared-breaker",
    Severity.WARNING,
    "Azure Architecture Center: circuit breaker pattern, resource differentiation",
    related=("circuit-breaker", "bulkhead"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find breakers that mix several callees."""
    shared = {
        one.id: one
        for one in subject.requirements.components.values()
        if one.resilience
        and one.resilience.breaker
        and one.resilience.breaker.per == "caller"
        and not one.is_external
    }
    callees: dict[str, dict[str, None]] = {identifier: {} for identifier in shared}
    for _, message in subject.messages if shared else ():
        source, target = message.source, message.target
        answers = subject.parts.actor(target) is None or subject.parts.is_third_party(target)
        if source in shared and message.waits and target != source and answers:
            callees[source][target] = None
    for identifier, called in callees.items():
        if len(called) > 1:
            first, second, *_ = called
            yield Hit(
                shared[identifier].at("resilience", "breaker", "per"),
                f"one breaker of '{identifier}' stands before '{first}' and '{second}': when one fails, both are cut off",
                help="write breaker: {per: callee}",
            )
