"""A release strategy is chosen, and nothing says how the old version comes back.

Going back is the fastest repair there is, when it was prepared: the old version is still there, the data still fits
it, and one command or one alarm brings it back. Asked of components that state a `strategy` without `rollback`; a
canary is asked together with its criteria (AK754).

How to fix: `rollback: automatic` where figures decide, `manual` where a person does, `none` when there is no way back.

When to ignore: never for long; the answer is one word.

*Bad*

```yaml
system: {stage: growth}
components:
  app:
    kind: service
    deployment: {strategy: rolling} # AK755
```

*Good*

```yaml
system: {stage: growth}
components:
  app:
    kind: service
    deployment: {strategy: rolling, rollback: manual}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK755",
    "no-way-back",
    Severity.QUESTION,
    "Google, Site Reliability Engineering (2016), chapter 8: release engineering",
    stage="growth",
    several="how do the old versions of these come back? No rollback is said of {names}",
    related=("rollback", "blue-green", "expand-contract-migration"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the way back."""
    for component in subject.requirements.components.values():
        deployment = component.deployment
        if component.is_external or deployment is None or deployment.strategy in {None, "canary"}:
            continue
        if deployment.rollback is None:
            yield Hit(
                component.at("deployment"),
                f"how does the old version of '{component.id}' come back after a bad release?",
                help="going back is the fastest repair: write rollback: automatic | manual | none",
                key=True,
            )
