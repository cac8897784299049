"""Components are owned by teams of layers: front end, back end, database.

Structure follows organisation: teams cut by layer build a system cut by layer, and each feature needs all of them, one
after the other. It is found where `owner` of components names two or more layers.

How to fix: teams that each own a piece of the business with all of its layers.

When to ignore: a platform team that serves the others, and owns no part of a feature.

*Bad*

```yaml
components:
  web: {kind: web-app, owner: frontend-team} # AK443
  rides: {kind: service, owner: backend-team}
  ride-store: {kind: database, owner: database-team}
```

*Good*

```yaml
components:
  web: {kind: web-app, owner: team-rides}
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, owner: team-payments}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK443",
    "layer-teams",
    Severity.INFO,
    "M. Conway, How Do Committees Invent? (1968); M. Skelton, M. Pais, Team Topologies (2019)",
    related=("horizontal-team-silos", "cross-functional-teams", "conways-law"),
)
_LAYER = re.compile(r"\b(front-?end|back-?end|ui|middleware|dbas?|databases?|qa|testers)\b")


def check(subject: Subject) -> Iterator[Hit]:
    """Find owners that are layers."""
    layers = _layers(subject)
    if len(layers) > 1:
        first, *others = layers.values()
        yield Hit(
            first.at("owner"),
            f"'{first.owner}' and '{others[0].owner}' are teams of layers: each feature waits for all of them",
            help="let each team own a piece of the business with all its layers",
            related=tuple((one.at("owner"), f"'{one.owner}' stands here") for one in others[:3]),
        )


def _layers(subject: Subject) -> dict[str, Component]:
    """Return each layer that an owner names, with the first component of it."""
    found: dict[str, Component] = {}
    for component in subject.requirements.components.values():
        layer = _LAYER.search(component.owner.lower().replace("_", " ")) if component.owner else None
        if layer and not component.is_external:
            found.setdefault(layer[1].replace("-", "").rstrip("s"), component)
    return found
