"""A list grows without end, and is not cut.

`paging: none` is fine for twelve months and for the countries of the world. For rides, orders or messages it is a call
that gets slower every day until it fails. It is found where a component states `api: {paging: none}` and answers with
the list of an entity that grows, or has more than a thousand records.

How to fix: `paging: cursor`, or an interface of its own for the export of everything.

When to ignore: a condition keeps each answer short, such as the rides of one rider on one day.

*Bad*

```yaml
entities: {ride: {growth: 1M/day}}
components:
  app:
    kind: service
    interface: rest
    api:
      paging: none # AK523
use_cases:
  look: {steps: [rider -> app: {action: List my rides, returns: [list of ride], operation: GET /rides}]}
```

*Good*

```yaml
entities: {ride: {growth: 1M/day}}
components:
  app:
    kind: service
    interface: rest
    api:
      paging: cursor
use_cases:
  look: {steps: [rider -> app: {action: List my rides, returns: [list of ride], operation: GET /rides}]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._lists import growing_lists

RULE = Rule(
    "AK523",
    "uncut-list",
    Severity.WARNING,
    "M. Nygard, Release It! (2018): unbounded result sets",
    related=("pagination", "unbounded-result-set"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find growing lists that are said to come whole."""
    told: set[str] = set()
    for message, component, entity, cut in growing_lists(subject):
        if component.api is None or component.api.paging != "none" or cut or component.id in told:
            continue
        told.add(component.id)
        field = "growth" if entity.growth else "count"
        yield Hit(
            component.at("api", "paging"),
            f"'{message.name}' answers with every '{entity.id}' there is, and there are more each day",
            help="write paging: cursor",
            related=(
                (entity.at(field), f"{field} of '{entity.id}' stands here"),
                (message.place, "the list is asked for here"),
            ),
        )
