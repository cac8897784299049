"""Nothing says what happens when an objective is at risk.

A budget that burns at night with nobody told is found in the morning, spent. Somebody is paged, a runbook says what to
do, or the system helps itself: it fails over, rolls back, scales. Asked where a service level states neither `paging`
nor `runbook`, and its service has no automatic remedy.

How to fix: write `paging: true`, or `paging: false` for a ticket in the morning, and the address of the `runbook`.

When to ignore: an objective that is only watched for a while before anybody answers for it.

*Bad*

```yaml
system: {stage: growth}
service_levels:
  shop-open: # AK609
    target: 99.9 %
```

*Good*

```yaml
system: {stage: growth}
service_levels:
  shop-open:
    target: 99.9 %
    paging: true
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK609",
    "nobody-told",
    Severity.QUESTION,
    "Google, Site Reliability Workbook (2018), chapter 5: significant events need an answer",
    stage="growth",
    several="who is told when the budget burns? Neither paging nor a runbook is stated for {names}",
    related=("alerting", "burn-rate-alerting", "runbook"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask who is told."""
    for level, _ in levels(subject):
        if level.paging is not None or level.runbook:
            continue
        component = subject.requirements.components.get(objective_of(subject.requirements, level).service)
        if component is None or not _helps_itself(component):
            yield Hit(
                level.place,
                f"who is told when the budget of '{level.id}' burns?",
                help="a budget that burns at night is spent in the morning: write paging, or the address of a runbook",
                key=True,
            )


def _helps_itself(component: Component) -> bool:
    rolls_back = component.deployment is not None and component.deployment.rollback == "automatic"
    return (
        rolls_back
        or component.scaling == "auto"
        or component.redundancy in {"active-active", "active-passive"}
    )
