"""Two teams own one component.

Where two teams change the same code they meet in merges, wait for each other's tests and releases, and each fixes
half of a fault. Hiring more engineers then makes the work slower. It is found where `owner` names two of the teams of
the organisation.

How to fix: give the component to one team, or cut it where the two teams' reasons to change it differ.

When to ignore: the weeks of a handover.

*Bad*

```yaml
organisation: {teams: [rides, payments]}
components:
  app:
    owner: rides and payments # AK225
```

*Good*

```yaml
organisation: {teams: [rides, payments]}
components:
  app:
    owner: rides
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK225",
    "shared-ownership",
    Severity.WARNING,
    "M. Skelton, M. Pais, Team Topologies (2019): one team owns a piece of software",
    related=("team-scaling", "conways-law", "modularization"),
)
_AND = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bwith\b)\s*")


def check(subject: Subject) -> Iterator[Hit]:
    """Find components with two owners."""
    teams = {team.lower() for team in subject.requirements.organisation.teams or ()}
    for component in subject.requirements.components.values():
        if component.owner.lower() in teams:
            continue
        owners = [word for word in _AND.split(component.owner) if word.lower() in teams]
        if len(owners) > 1:
            yield Hit(
                component.at("owner"),
                f"'{component.id}' has {len(owners)} owners: {', '.join(owners)}",
                help="give it to one team, or cut it where the teams' reasons to change it differ",
            )
