"""Old and new version run side by side during a release, and they cannot.

While a rolling release or a canary lasts, one user's calls meet both versions, and both work on the same data. A
renamed field or a dropped column then fails for half of the calls. It is found where `compatible: false` meets
`strategy: rolling` or `canary`, or a store with `compatible: false` whose callers are released that way.

How to fix: change in two releases, each of them compatible: first add what is new beside what is old, then take away
what nobody uses any more (expand and contract). Or stop for this one release: `strategy: recreate`.

When to ignore: the incompatible part is behind a feature flag that is turned after the release.

*Bad*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: rolling
      compatible: false # AK752
```

*Good*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: rolling
      compatible: true
```

*Bad*

```yaml
components:
  app: {kind: service, deployment: {strategy: canary}}
  ride-store:
    kind: database
    deployment: {compatible: false} # AK752
use_cases:
  ride: {steps: [app -> ride-store: Store the ride]}
```

*Good*

```yaml
components:
  app: {kind: service, deployment: {strategy: recreate}}
  ride-store:
    kind: database
    deployment: {compatible: false}
use_cases:
  ride: {steps: [app -> ride-store: Store the ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK752",
    "incompatible-versions",
    Severity.ERROR,
    "S. Ambler, P. Sadalage, Refactoring Databases (2006): transition period; D. Sato, ParallelChange (2014)",
    related=("expand-contract-migration", "rolling-deployment", "feature-flags"),
)
_SIDE_BY_SIDE = {"rolling", "canary"}
_REPAIR = (
    "change in two compatible releases (expand, then contract), or stop for this one with strategy: recreate"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find versions that must live together and cannot."""
    for component in subject.requirements.components.values():
        deployment = component.deployment
        if deployment and deployment.compatible is False and _is_side_by_side(component):
            yield Hit(
                component.at("deployment", "compatible"),
                f"a {deployment.strategy} release of '{component.id}' runs two versions at once, and they are not compatible",
                help=_REPAIR,
            )
    told: set[str] = set()
    for store, message in subject.stores.calls:
        caller = subject.parts.own(message.source)
        refused = store.deployment is not None and store.deployment.compatible is False
        if caller is None or not refused or store.id in told or _is_side_by_side(store):
            continue
        if _is_side_by_side(caller) and caller.deployment is not None:
            told.add(store.id)
            yield Hit(
                store.at("deployment", "compatible"),
                f"the data of '{store.id}' changes incompatibly, and '{caller.id}' runs two versions on it "
                f"during a {caller.deployment.strategy} release",
                help=_REPAIR,
                related=((caller.at("deployment", "strategy"), f"'{caller.id}' is released here"),),
            )


def _is_side_by_side(component: Component) -> bool:
    return (
        not component.is_external
        and component.deployment is not None
        and component.deployment.strategy in _SIDE_BY_SIDE
    )
