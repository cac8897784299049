"""A target of 100 % leaves no error budget.

Without a budget every single failure is a breach, no release may carry a risk, and the burn rate of any error is
infinite, so no alert can be computed. It is found in targets of 100 %; those of availability and durability are
reported as total availability.

How to fix: ask how many bad events in a million would still be bearable: 99.999 % are ten of them.

When to ignore: never; a rule that must hold always is a constraint or an invariant, not an objective.

*Bad*

```yaml
service_levels:
  charged-once:
    sli: {kind: correctness}
    target: 100 % # AK608
```

*Good*

```yaml
service_levels:
  charged-once:
    sli: {kind: correctness}
    target: 99.999 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK608",
    "no-error-budget",
    Severity.ERROR,
    "Google, Site Reliability Engineering (2016), chapter 3: 100 % is the wrong target for nearly everything",
    related=("error-budget", "slo"),
)
_OF_TOTAL_AVAILABILITY = {"availability", "durability"}
"""What AK206 speaks of."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find targets without a budget."""
    for level, quality in levels(subject):
        metrics = {measure.metric for measure in quality.measure} if quality else set()
        kind = level.sli.kind if level.sli else None
        if kind in _OF_TOTAL_AVAILABILITY or metrics & _OF_TOTAL_AVAILABILITY:
            continue
        for field, share in (("target", level.target), ("external_target", level.external_target)):
            if share and share.low >= 1:
                yield Hit(
                    level.at(field),
                    f"'{share}' leaves no error budget, so the first bad event breaks it",
                    help="ask how many bad events in a million are bearable: 99.999 % are ten",
                )
