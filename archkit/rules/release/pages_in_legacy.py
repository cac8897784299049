"""The old system makes its pages itself, and no step takes them out.

As long as pages come from the old system, each part that is taken out has to be shown by it. A front end of its own
that speaks with an API lets both sides change alone. Asked where a component with `interface: html` is to be replaced
or is taken apart, and neither a front end stands beside it nor a decision chooses `decouple-ui-first` or another way.

How to fix: a component of kind `web-app`, `client` or `mobile-app` that takes over the pages, as one of the first waves.

When to ignore: the pages are retired together with the system.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: {kind: application, interface: html, state: replace} # AK785
  orders: {kind: service, replaces: [shop]}
```

*Good*

```yaml
system: {stage: growth}
components:
  shop: {kind: application, interface: html, state: replace}
  shop-front: {kind: web-app, replaces: [shop], wave: 1}
  orders: {kind: service, replaces: [shop], wave: 2}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK785",
    "pages-in-legacy",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 13: separate the presentation tier from the backend",
    stage="growth",
    several="which front end takes over the pages of these? None is named for {names}",
    related=("decouple-ui-first", "strangler-fig", "micro-frontends"),
)
_ANSWERS = {"decouple-ui-first", "micro-frontends", "single-page-application", "backends-for-frontends"}
_FRONTS = {"web-app", "client", "mobile-app"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask who shows the pages when the old system goes."""
    components = subject.requirements.components
    if _ANSWERS & subject.chosen.keys():
        return
    followed = {ref.id for one in components.values() for ref in one.replaces}
    fronts = any(
        one.kind in _FRONTS and one.state not in {"replace", "retire"} for one in components.values()
    )
    for component in components.values():
        going = component.state == "replace" or component.id in followed
        if going and component.interface == "html" and not component.is_external and not fronts:
            yield Hit(
                component.place,
                f"which front end takes over the pages of '{component.id}'?",
                help="a front end of its own lets both sides change alone: add a component of kind web-app",
                key=True,
            )
