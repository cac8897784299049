"""A saga changes records that cannot say that they are unfinished.

Between the first and the last step of a saga others can see its records. An order that is not yet paid has to look
like one, or somebody ships it. Asked of use cases that run as a saga: none of the entities that they change and may
change again has a field of states (`state: one of pending | confirmed | cancelled`).

How to fix: add such a field to what the saga creates first.

When to ignore: nobody can see the records before the saga has ended.

*Bad*

```yaml
system: {stage: growth}
components: {orders: {kind: service}, a: {kind: database}}
entities:
  order: {fields: {id: uuid, total: money}} # AK447
use_cases:
  buy: {steps: [orders -> a: {action: Save the order, writes: [order]}]}
decisions:
  step-by-step: {patterns: [saga], addresses: [use_case:buy]}
```

*Good*

```yaml
system: {stage: growth}
components: {orders: {kind: service}, a: {kind: database}}
entities:
  order: {fields: {id: uuid, total: money, state: one of pending | paid | cancelled}}
use_cases:
  buy: {steps: [orders -> a: {action: Save the order, writes: [order]}]}
decisions:
  step-by-step: {patterns: [saga], addresses: [use_case:buy]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import changes, sagas

RULE = Rule(
    "AK447",
    "no-pending-state",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 4: semantic lock",
    stage="growth",
    several="how is it seen that these are unfinished? No field of states is given for {names}",
    related=("saga",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for a state of what a saga changes."""
    entities = subject.requirements.entities
    for _, use_case in sagas(subject):
        written = [ref.id for _, message in changes(subject, use_case.steps) for ref in message.writes]
        changed = [
            entities[one] for one in dict.fromkeys(written) if one in entities and entities[one].fields
        ]
        if changed and not any(map(_has_states, changed)):
            yield Hit(
                changed[0].place,
                f"how is it seen that '{changed[0].id}' is unfinished while '{use_case.id}' runs?",
                help="others see it between two steps: write state: one of pending | confirmed | cancelled",
                key=True,
            )


def _has_states(entity: Entity) -> bool:
    return any(str(one).removeprefix("optional ").startswith("one of") for one in entity.fields.values())
