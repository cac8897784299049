"""A service has no team that answers for it, or two.

Whoever builds a service runs it, is called at night, and decides what comes next. A service of nobody rots; a service
of two teams waits for both. Asked of services without `owner`, and of those whose `owner` names several teams, in a
system of two services or more.

How to fix: `owner: team-rides`, one team with all the skills that the service needs.

When to ignore: one team owns everything; write it once with each component, or nowhere in a prototype.

*Bad*

```yaml
system: {stage: growth}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service} # AK442
```

*Good*

```yaml
system: {stage: growth}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, owner: team-payments}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK442",
    "unowned-service",
    Severity.QUESTION,
    "M. Skelton, M. Pais, Team Topologies (2019): one team owns a service",
    stage="growth",
    several="which one team answers for each of these, by day and at night? It is not said of {names}",
    related=("conways-law", "cross-functional-teams", "you-build-it-you-run-it"),
)
_SEVERAL = re.compile(r"\s(?:and|&|\+)\s|[,;/]")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the one team of each service."""
    services = [
        one
        for one in subject.requirements.components.values()
        if subject.parts.service(one.id) and one.state not in {"retire", "replace"}
    ]
    for component in services if len(services) > 1 else ():
        if not component.owner:
            question = f"which team answers for '{component.id}', by day and at night?"
        elif _SEVERAL.search(component.owner):
            question = f"which one of '{component.owner}' answers for '{component.id}'?"
        else:
            continue
        yield Hit(
            component.place,
            question,
            help="a service of nobody rots, and one of two teams waits for both: write owner: one team",
            key=True,
        )
