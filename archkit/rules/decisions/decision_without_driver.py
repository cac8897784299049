"""A decision that chooses no pattern addresses no requirement either.

What does not follow from a requirement cannot be checked when requirements change: nobody can tell whether the
decision still holds. Asked from the stage growth on, of accepted decisions without `patterns` and without
`addresses`; where patterns are chosen, AK434 asks the same.

How to fix: `addresses: [quality_attribute:..., use_case:..., constraint:...]`, or `[system]` for a rule of the house.

When to ignore: records of how the team works.

*Bad*

```yaml
system: {stage: growth}
decisions:
  two-zones: {status: accepted, title: Run in two zones} # AK707
```

*Good*

```yaml
system: {stage: growth}
quality_attributes: {open: {attribute: availability}}
decisions:
  two-zones: {status: accepted, title: Run in two zones, addresses: [quality_attribute:open]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK707",
    "decision-without-driver",
    Severity.QUESTION,
    "ISO/IEC/IEEE 42010:2022: architecture decisions are linked to the concerns that they pertain to",
    stage="growth",
    several="which requirements drove these? Nothing is addressed by {names}",
    related=("architecture-decision-record", "architectural-drivers"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the requirements behind decisions."""
    for decision in subject.decisions:
        if decision.status == "accepted" and not decision.addresses and not decision.patterns:
            yield Hit(
                decision.place,
                f"which requirement drove '{decision.id}'?",
                help="write addresses: [...], so that a changed requirement leads back here",
                key=True,
            )
