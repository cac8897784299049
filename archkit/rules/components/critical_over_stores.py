"""Steps that must happen together or not at all write to stores of several services.

`critical` promises that nothing comes between its steps and that all of them happen, or none. One store can keep that
promise with a transaction. Two stores of two services cannot, unless a commit in two phases binds them, and that
stops both while one is slow. It is found where a `critical` fragment holds writes of two or more services to different
stores and no decision for `two-phase-commit` addresses the use case.

How to fix: put what must hold together into one store, or make it a saga whose steps can be undone.

When to ignore: the stores share one transaction manager; then write the decision for it.

*Bad*

```yaml
components: {rides: {kind: service}, payment: {kind: service}, a: {kind: database}, b: {kind: database}}
entities: {ride: {}, fare: {}}
use_cases:
  pay:
    steps:
      - critical: ride and fare are booked together # AK445
        steps:
          - rides -> a: {action: Close the ride, writes: [ride]}
          - payment -> b: {action: Book the fare, writes: [fare]}
```

*Good*

```yaml
components: {payment: {kind: service}, b: {kind: database}}
entities: {fare: {}, fee: {}}
use_cases:
  pay:
    steps:
      - critical: fare and fee are booked together
        steps:
          - payment -> b: {action: Book the fare, writes: [fare]}
          - payment -> b: {action: Book the fee, writes: [fee]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Critical, walk
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import changes

RULE = Rule(
    "AK445",
    "critical-over-stores",
    Severity.WARNING,
    "P. Helland, Life beyond Distributed Transactions (2007)",
    related=("two-phase-commit", "saga", "aggregate-root"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find fragments that no single transaction can hold."""
    for use_case in subject.use_cases:
        for step in walk(use_case.steps):
            if not isinstance(step, Critical):
                continue
            stores: dict[str, str] = {}
            for service, message in changes(subject, step.steps):
                if subject.parts.store(message.target):
                    stores.setdefault(message.target, service)
            together = subject.choice_for(use_case.ref, "two-phase-commit")
            if len(set(stores.values())) > 1 and not together:
                named = " and ".join(f"'{store}' of '{service}'" for store, service in stores.items())
                yield Hit(
                    step.at("critical"),
                    f"'{step.title}' writes to {named}, and no transaction spans both",
                    help="put what must hold together into one store, or make it a saga",
                )
