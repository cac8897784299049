"""Several replicas run, and nothing says how a dead one is noticed.

A spare replica helps once the callers know which one is dead. Without a health check a balancer sends each n-th call
into the void, and redundancy makes failures rarer and stranger instead of invisible. Asked of components with two or
more replicas and no `health_check`, unless `failover` says how soon the stand-by takes over, its noticing included.

How to fix: `health_check: {path: /healthz, every: 5 s}`.

When to ignore: the platform checks on its own, and the team knows what it checks.

*Bad*

```yaml
system: {stage: growth}
components:
  app: {kind: service, replicas: 3} # AK409
```

*Good*

```yaml
system: {stage: growth}
components:
  app: {kind: service, replicas: 3, health_check: {path: /healthz, every: 5 s}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK409",
    "unwatched-replicas",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 20: unhealthy backends",
    stage="growth",
    several="how is it noticed that one replica of these is dead? No health check is said of {names}",
    related=("health-check", "heartbeat", "watchdog"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the health checks of replicas."""
    for component in subject.requirements.components.values():
        many = (component.replicas or 1) > 1 and component.state != "retire"
        if (
            many
            and component.health_check is None
            and component.failover is None
            and not component.is_external
        ):
            yield Hit(
                component.place,
                f"how is it noticed that one of the {component.replicas} replicas of '{component.id}' is dead?",
                help="a dead replica goes on getting calls: write health_check: {path: /healthz, every: 5 s}",
                key=True,
            )
