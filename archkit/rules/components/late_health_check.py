"""A health check is asked less often than the failover that rests on it takes.

`failover` and `mttr` include the time until somebody notices. When the check runs each 5 minutes, no failover is over
after one. It is found by comparing `health_check: {every: ...}` with `failover` and `mttr` of the same component.

How to fix: ask more often, or state the longer failover. In doubt a check should give false alarms rather than miss a
failure: count slow answers and silence as failures too.

When to ignore: something faster than this check starts the failover.

*Bad*

```yaml
components:
  ride-store:
    redundancy: active-passive
    failover: 1 min
    health_check:
      every: 5 min # AK410
```

*Good*

```yaml
components:
  ride-store:
    redundancy: active-passive
    failover: 1 min
    health_check:
      every: 5 s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK410",
    "late-health-check",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("failure-detection", "health-check", "heartbeat"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare checks with what rests on them."""
    for component in subject.requirements.components.values():
        every = component.health_check.every if component.health_check else None
        if every is None or component.is_external:
            continue
        for field, duration in (("failover", component.failover), ("mttr", component.mttr)):
            if duration and every.low > duration.high:
                yield Hit(
                    component.at("health_check", "every"),
                    f"'{component.id}' is asked each '{every.text}', and its {field} with detection takes '{duration.text}'",
                    help=f"ask more often than '{duration.text}', or state the longer {field}",
                    related=((component.at(field), f"{field} stands here"),),
                )
                break
