"""A component runs once, and an availability of three nines or more depends on it.

One machine is a single point of failure: its repair, and each restart, is time in which nobody is served. Three nines
leave 43 minutes a month, less than it takes to notice, to decide and to replace a lost machine. A bigger machine
changes nothing about that. For a store the data stops with it.

It is found where `replicas: 1` or `redundancy: none` stands on a component that a flow waits for, while a measure
promises 99.9 % or more of that flow, of the component, or of the whole system. Whoever states an availability of the
single one that is high enough has answered already, and `archkit evaluate` goes on from there.

How to fix: `replicas: 2` and `redundancy: active-active`, for a store also `replication`; or promise less.

When to ignore: a managed service that is redundant inside; `external: true` says so, and the rule is silent.

*Bad*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [use_case:find-ride], measure: availability >= 99.9 % over 30 d}
components:
  app:
    kind: service
    replicas: 1 # AK404
actors: {rider: {clients: [mobile]}}
use_cases:
  find-ride: {steps: [rider -> app: Look for a ride]}
```

*Good*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [use_case:find-ride], measure: availability >= 99.9 % over 30 d}
components:
  app: {kind: service, replicas: 2, redundancy: active-active}
actors: {rider: {clients: [mobile]}}
use_cases:
  find-ride: {steps: [rider -> app: Look for a ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import promised, stated_availability

RULE = Rule(
    "AK404",
    "single-instance",
    Severity.WARNING,
    "L. Bass, P. Clements, R. Kazman, Software Architecture in Practice (2021), chapter 4: redundant spares",
    related=("eliminate-spof", "horizontal-scaling", "replication", "vertical-scaling"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find single components below a high availability."""
    for identifier, target in promised(subject).items():
        component = subject.parts.own(identifier)
        if component is None or component.kind == "library":
            continue
        alone = component.replicas == 1 or (component.redundancy == "none" and component.replicas is None)
        copies = component.replication.copies if component.replication else None
        share = stated_availability(component)
        if alone and (copies or 1) < 2 and (share is None or share < target.measure.value.low):
            field, word = ("replicas", "1") if component.replicas else ("redundancy", "none")
            repair = (
                "replication: {mode: sync, copies: 2}" if component.is_store else "redundancy: active-active"
            )
            yield Hit(
                component.at(field),
                f"'{component.id}' has {field}: {word}, and '{target.measure.text}' of '{target.owner.id}' needs it up",
                help=f"write replicas: 2 and {repair}, or promise less",
                related=((target.place, f"'{target.measure.text}' stands here"),),
            )
