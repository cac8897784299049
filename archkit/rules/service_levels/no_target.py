"""A service level has no target.

Without a number nobody can say whether it holds, and there is no error budget to spend. Asked where neither the
service level states a target nor the measure behind it implies one, such as p95 or availability.

How to fix: write `target: 99.9 %`, the share of good events, or link a measure with `objective_of`.

When to ignore: while the target is negotiated; the rule asks from the stage mvp on.

*Bad*

```yaml
service_levels:
  charged-once: # AK603
    sli: {kind: correctness, good: sum(ok_total), total: sum(all_total)}
```

*Good*

```yaml
service_levels:
  charged-once:
    sli: {kind: correctness, good: sum(ok_total), total: sum(all_total)}
    target: 99.99 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK603",
    "no-target",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 4: an objective is a target value or range",
    stage="mvp",
    several="which share of good events is aimed at? No target is stated for {names}",
    related=("slo", "error-budget"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for targets."""
    for level, _ in levels(subject):
        if objective_of(subject.requirements, level).target is None:
            promised = (
                f" The agreement promises {level.external_target} of it." if level.external_target else ""
            )
            yield Hit(
                level.place,
                f"which share of good events does '{level.id}' aim at?{promised}",
                help="without a number there is no error budget to spend: write target: 99.9 %",
                key=True,
            )
