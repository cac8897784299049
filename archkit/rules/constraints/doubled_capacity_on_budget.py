"""Capacity is doubled while money is short, and nobody has said what that costs.

Blue-green releases need a second set of machines during each release, active-active regions need it all the time.
Asked where the organisation has a budget, or a constraint or quality attribute limits money, of components deployed
by blue-green or in several regions, and of decisions for either, whose cost is not stated.

How to fix: write `cost` at the component, so that the sum can be computed, or choose rolling releases.

When to ignore: machines that are paid for by the hour and live for one.

*Bad*

```yaml
organisation: {budget: 500 EUR/month}
components:
  app: # AK311
    deployment: {strategy: blue-green}
```

*Good*

```yaml
organisation: {budget: 500 EUR/month}
components:
  app:
    deployment: {strategy: blue-green}
    cost: 40 EUR/month
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK311",
    "doubled-capacity-on-budget",
    Severity.QUESTION,
    "J. Humble, D. Farley, Continuous Delivery (2010): blue-green deployments; practice of capacity planning",
    several="what does the second set of machines cost? The budget is limited, and no cost is given for {names}",
    related=("blue-green", "rolling-deployment", "multi-region-active-active"),
)
_DOUBLING = {"blue-green", "multi-region-active-active", "active-active", "warm-standby"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what doubled capacity costs where money is limited."""
    if not _is_limited(subject):
        return
    known = subject.requirements
    for component in known.components.values():
        if _is_doubled(component) and not component.cost:
            yield Hit(
                component.place,
                f"what does the second set of machines of '{component.id}' cost? The budget is limited",
                help="write cost, so that the sum can be computed, or deploy by rolling",
                key=True,
            )
    priced = any(component.cost for component in known.components.values())
    for decision in subject.decisions:
        if _DOUBLING & set(decision.patterns) and not priced:
            yield Hit(
                decision.place,
                f"what does the second set of machines of '{decision.id}' cost? The budget is limited",
                help="write cost at the components, so that the sum can be computed",
                key=True,
            )


def _is_limited(subject: Subject) -> bool:
    known = subject.requirements
    if known.organisation.budget or any(target.measure.metric == "cost" for target in subject.targets):
        return True
    money = subject.catalog.words("budget")
    return any(
        one.kind == "business" and next(money.find(one.statement), None) for one in known.constraints.values()
    )


def _is_doubled(component: Component) -> bool:
    blue_green = component.deployment and component.deployment.strategy == "blue-green"
    return not component.is_external and bool(blue_green or len(component.regions) > 1)
