"""A release has no way back.

With `rollback: none` a bad version can only be repaired forwards, at night, under pressure, while users wait for the
repair to be written, tested and released. It is found where a component says so. Gateways and load balancers have a
rule of their own (AK423).

How to fix: keep the last version ready (`rollback: manual`), change data so that both versions can read it, and put
what cannot be undone behind a switch of its own.

When to ignore: what is released cannot be taken back, such as firmware in the field; say what protects it instead.

*Bad*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: rolling
      rollback: none # AK757
```

*Good*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: rolling
      rollback: manual
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK757",
    "refused-rollback",
    Severity.WARNING,
    "J. Humble, D. Farley, Continuous Delivery (2010), chapter 10: rolling back deployments",
    related=("rollback", "expand-contract-migration", "feature-flags"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find releases that cannot be taken back."""
    for component in subject.requirements.components.values():
        deployment = component.deployment
        if component.is_external or component.kind in _ENTRIES or deployment is None:
            continue
        if deployment.rollback == "none":
            yield Hit(
                component.at("deployment", "rollback"),
                f"a bad release of '{component.id}' cannot be taken back: rollback is 'none'",
                help="keep the last version ready and the data readable by both: write rollback: manual or automatic",
            )
