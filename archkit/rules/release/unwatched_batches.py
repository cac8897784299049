"""A rolling release has no size of its batches, or nothing that stops it.

A version that answers its health check and then fails under load takes one batch after the other with it: the old
replicas that are left get all the calls, and fall next. Small batches, a look at the new ones before they rejoin, and
a pause in which somebody or something looks keep a bad version small. Asked of rolling releases of three replicas and
more that state no `share`, or neither a `health_check` nor what is watched.

How to fix: `deployment: {strategy: rolling, share: 20 %, watch: [error rate], watch_for: 10 min}` and a `health_check`.

When to ignore: the defaults of the platform are known and good enough.

*Bad*

```yaml
system: {stage: mature}
components:
  app: # AK753
    kind: service
    replicas: 6
    deployment: {strategy: rolling, rollback: automatic}
```

*Good*

```yaml
system: {stage: mature}
components:
  app:
    kind: service
    replicas: 6
    health_check: {path: /healthz, every: 5 s}
    deployment: {strategy: rolling, share: 20 %, rollback: automatic}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK753",
    "unwatched-batches",
    Severity.QUESTION,
    "Google, Site Reliability Workbook (2018), chapter 16: canarying releases; Kubernetes: maxUnavailable, readiness",
    stage="mature",
    several="how large are the batches of these releases, and what stops a bad one? Not said of {names}",
    related=("rolling-deployment", "health-check", "cascading-failure"),
)
_ENOUGH = 3
"""Fewer replicas make batches of one anyway."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what keeps a bad version small."""
    for component in subject.requirements.components.values():
        deployment = component.deployment
        if component.is_external or deployment is None or deployment.strategy != "rolling":
            continue
        watched = (
            component.health_check is not None or bool(deployment.watch) or deployment.watch_for is not None
        )
        if (component.replicas or 1) >= _ENOUGH and not (deployment.share and watched):
            yield Hit(
                component.place,
                f"how large are the batches of a rolling release of '{component.id}', and what stops a bad one?",
                help="a bad version takes one batch after the other with it: write share: 20 % and a health_check",
                key=True,
            )
