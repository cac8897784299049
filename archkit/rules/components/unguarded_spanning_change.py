"""A use case changes several stores together, and nothing says what keeps them together.

A transaction of one store ends at that store. When the third of four changes fails, the first two stay, and somebody
has to take them back: a saga, or a commit in two phases where all take part in it. Asked of use cases with
`transaction: across-stores` that no decision for such a pattern addresses, and of use cases that say nothing of
`transaction` while two or more services write to their stores.

How to fix: a decision with `patterns: [saga]` that addresses the use case, or `transaction: none` where each change
may stand alone.

When to ignore: the decision is open on purpose; then it is this question that keeps it in view.

*Bad*

```yaml
use_cases:
  pay: # AK444
    transaction: across-stores
```

*Good*

```yaml
use_cases:
  pay:
    transaction: across-stores
decisions:
  undo-step-by-step: {patterns: [saga], addresses: [use_case:pay]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import UseCase
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import TOGETHER, changes

RULE = Rule(
    "AK444",
    "unguarded-spanning-change",
    Severity.QUESTION,
    "H. Garcia-Molina, K. Salem, Sagas (1987); C. Richardson, Microservices Patterns (2018), chapter 4",
    whole=True,
    stage="mvp",
    several="what keeps the changes in several stores together when one of them fails? No decision says it of {names}",
    related=("saga", "two-phase-commit", "compensating-transaction"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what keeps spanning changes together."""
    for use_case in subject.use_cases:
        if subject.choice_for(use_case.ref, *TOGETHER):
            continue
        if use_case.transaction == "across-stores":
            question = f"what keeps the stores of '{use_case.id}' together when one change fails?"
        elif use_case.transaction is None and (several := _writers(subject, use_case)):
            question = f"must the changes of {several} in '{use_case.id}' hold together?"
        else:
            continue
        yield Hit(
            use_case.place,
            question,
            help="what was done stays done when the next step fails: decide for saga, or write transaction: none",
            key=True,
        )


def _writers(subject: Subject, use_case: UseCase) -> str:
    """Return two services that write to stores of their own, in words; empty where there are none."""
    found: dict[str, str] = {}
    for service, message in changes(subject, use_case.steps):
        if subject.parts.store(message.target):
            found.setdefault(message.target, service)
    services = list(dict.fromkeys(found.values()))
    return f"'{services[0]}' and '{services[1]}'" if len(services) > 1 else ""
