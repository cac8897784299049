"""The gateway in front of everything stops for each of its own releases, or has no way back.

One wrong setting of a gateway is wrong for all services at once. So its changes are the ones to release with the most
care: to a share first, and with a way back. It is found where a gateway or load balancer of your own has
`deployment: {strategy: recreate}` or `rollback: none`.

How to fix: `deployment: {strategy: canary, share: 5 %, rollback: automatic}`.

When to ignore: a planned outage of everything is accepted; say so in the service levels.

*Bad*

```yaml
components:
  entry:
    kind: gateway
    deployment: {strategy: recreate} # AK423
```

*Good*

```yaml
components:
  entry:
    kind: gateway
    deployment: {strategy: rolling, rollback: automatic}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK423",
    "entry-stops-for-release",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 8: release engineering",
    related=("api-gateway", "canary-release", "rollback"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find careless releases of entries."""
    for component in subject.requirements.components.values():
        deployment = component.deployment
        if component.kind not in _ENTRIES or component.is_external or deployment is None:
            continue
        if deployment.strategy == "recreate":
            field, said = "strategy", "recreate stops everything behind it at each release"
        elif deployment.rollback == "none":
            field, said = "rollback", "none leaves everything behind it with a wrong setting"
        else:
            continue
        yield Hit(
            component.at("deployment", field),
            f"'{component.id}' is a {component.kind}, and {field}: {said}",
            help="write deployment: {strategy: rolling, rollback: automatic}",
        )
