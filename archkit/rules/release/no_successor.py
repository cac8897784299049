"""A component is to be replaced, and nothing says by what.

A plan that names what goes and not what comes is a wish. Asked where a component has `state: replace` and no other one
`replaces` it, and no decision addresses it.

How to fix: `replaces: [shop]` at each component that takes over part of its work, with the `wave` in which it comes.

When to ignore: its work ends with it; then `state: retire` says so.

*Bad*

```yaml
components:
  shop: {kind: application, state: replace} # AK786
```

*Good*

```yaml
components:
  shop: {kind: application, state: replace}
  orders: {kind: service, state: planned, replaces: [shop], wave: 1}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK786",
    "no-successor",
    Severity.QUESTION,
    "S. Newman, Monolith to Microservices (2019), chapter 2: planning a migration",
    stage="mvp",
    several="what takes over from these? Nothing is said to replace {names}",
    related=("strangler-fig", "migration-priority"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what comes after what goes."""
    components = subject.requirements.components
    followed = {ref.id for one in components.values() for ref in one.replaces}
    for component in components.values():
        if component.state != "replace" or component.id in followed or component.is_external:
            continue
        if component.ref not in subject.addressed:
            yield Hit(
                component.place,
                f"what takes over from '{component.id}', which is to be replaced?",
                help=f"write replaces: [{component.id}] at what comes, or state: retire when its work ends",
                key=True,
            )
