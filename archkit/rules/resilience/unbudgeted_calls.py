"""An outside service is paid for each call, and nothing limits the calls.

A loop, a retry too many or a good day of marketing is a bill. Asked of components that call an outside system whose
`cost` is money for each call rather than for each month, without `resilience: {rate_limit: ...}` of their own and
without a cache or a decision that limits them.

How to fix: `resilience: {rate_limit: 50/s}` on the caller; the provider's own quota is no help against the bill.

When to ignore: the provider stops at a budget that you set.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: {kind: service} # AK866
  sms: {kind: external, cost: 0.07 EUR}
use_cases:
  buy: {steps: [shop ~> sms: Send the code]}
```

*Good*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, resilience: {rate_limit: 20/s}}
  sms: {kind: external, cost: 0.07 EUR}
use_cases:
  buy: {steps: [shop ~> sms: Send the code]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Dimension
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK866",
    "unbudgeted-calls",
    Severity.QUESTION,
    "AWS Well-Architected Framework, cost optimisation pillar; M. Nygard, Release It! (2018): the governor",
    stage="growth",
    several="what keeps the bill for paid calls down? No limit is said of {names}",
    related=("client-side-throttling", "governor"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the limit of paid calls."""
    known = subject.requirements
    prices = [(one.id, one.cost) for one in known.components.values()]
    prices += [(one.id, one.cost) for one in known.actors.values()]
    paid = {identifier: cost for identifier, cost in prices if cost and cost.dimension is Dimension.MONEY}
    if not paid or "client-side-throttling" in subject.chosen:
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        caller, cost = subject.parts.own(message.source), paid.get(message.target)
        if caller is None or cost is None or caller.id in asked or message.cache:
            continue
        limited = caller.resilience is not None and caller.resilience.rate_limit is not None
        if not limited and subject.parts.is_third_party(message.target):
            asked.add(caller.id)
            yield Hit(
                caller.place,
                f"what keeps the calls of '{caller.id}' to '{message.target}' within the budget, at '{cost.text}' each?",
                help="a loop is a bill: write resilience: {rate_limit: 20/s}",
                key=True,
            )
