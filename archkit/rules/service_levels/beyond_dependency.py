"""An objective asks for more than a dependency outside promises.

Whatever is called and waited for fails the caller when it fails. A service that waits for a supplier of 99.5 % cannot
reach 99.9 %, however well it is run. It is found where an objective of availability is above the availability that an
external component or system states, and a flow of it waits for that one without a fallback.

How to fix: a second supplier, a fallback, an asynchronous step, or a lower objective.

When to ignore: never; archkit evaluate computes by how much it misses.

*Bad*

```yaml
actors:
  customer: {kind: person}
components:
  shop: {kind: service}
  bank: {kind: external, external: true, availability: 99.5 %}
use_cases:
  pay:
    steps: [customer -> shop: Pay, shop -> bank: Charge the card]
quality_attributes:
  open: {applies_to: [use_case:pay], measure: availability >= 99.9 %}
service_levels:
  shop-open:
    objective_of: open
    sli: {kind: availability}
    target: 99.9 % # AK613
```

*Good*

```yaml
actors:
  customer: {kind: person}
components:
  shop: {kind: service}
  bank: {kind: external, external: true, availability: 99.5 %}
use_cases:
  pay:
    steps: [customer -> shop: Pay, shop -> bank: {action: Charge the card, fallback: Charge it tomorrow}]
quality_attributes:
  open: {applies_to: [use_case:pay], measure: availability >= 99.9 %}
service_levels:
  shop-open:
    objective_of: open
    sli: {kind: availability}
    target: 99.9 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, Requirements, UseCase
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK613",
    "beyond-dependency",
    Severity.ERROR,
    "B. Treynor and others, The Calculus of Service Availability (ACM Queue, 2017)",
    related=("slo", "graceful-degradation"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find objectives above what dependencies promise."""
    for level, _ in levels(subject):
        if level.target is None or level.sli is None or level.sli.kind != "availability":
            continue
        objective = objective_of(subject.requirements, level)
        for use_case in objective.use_cases:
            weakest = _weakest(subject.requirements, use_case)
            if weakest and weakest[0] < level.target.low:
                yield Hit(
                    level.at("target"),
                    f"'{level.target}' is above the {weakest[2]} of '{weakest[1]}', for which '{use_case.id}' waits",
                    help="add a second supplier, a fallback or an asynchronous step, or aim lower",
                )
                break


def _weakest(known: Requirements, use_case: UseCase) -> tuple[float, str, str] | None:
    """Return the least availability of whom a flow waits for outside, with its id and as it is written."""
    cured = {extension.at for extension in use_case.extensions if extension.at}
    found = []
    for message in use_case.messages():
        helped = message.optional or message.fallback or message.cache or {message.id, message.action} & cured
        other = known.participant(message.target)
        if helped or not message.waits or other is None or other.availability is None:
            continue
        if not isinstance(other, Component) or other.external:
            found.append((other.availability.high, other.id, other.availability.text))
    return min(found, default=None)
