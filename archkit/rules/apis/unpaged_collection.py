"""A list grows without end, and nothing says how it is cut.

The list that has twenty entries in the test has two million in three years, and then the call that always worked takes
a minute, the memory of the server and the battery of the phone. Asked once of the components that state a list of an
entity that grows, or has more than a thousand records, where neither the data of the step nor `api: {paging: ...}` nor
a decision says how it is cut.

How to fix: `api: {paging: cursor}`; `offset` and `page` are easier to read and skip or repeat records while others write.

When to ignore: the list is short by the rules of the business; say so as an invariant of the entity.

*Bad*

```yaml
entities: {ride: {growth: 1M/day}}
components:
  app: {kind: service, interface: rest} # AK522
use_cases:
  look: {steps: [rider -> app: {action: List my rides, returns: [list of ride], operation: GET /rides}]}
```

*Good*

```yaml
entities: {ride: {growth: 1M/day}}
components:
  app: {kind: service, interface: rest, api: {paging: cursor}}
use_cases:
  look: {steps: [rider -> app: {action: List my rides, returns: [list of ride], operation: GET /rides}]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._lists import growing_lists

RULE = Rule(
    "AK522",
    "unpaged-collection",
    Severity.QUESTION,
    "Google AIP-158: pagination; M. Nygard, Release It! (2018): unbounded result sets",
    stage="mvp",
    several="how are the growing lists of these APIs cut? Not said of {names}",
    related=("pagination", "unbounded-result-set"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how growing lists are cut, once a component."""
    if "pagination" in subject.chosen:
        return
    asked: set[str] = set()
    for message, component, entity, cut in growing_lists(subject):
        if cut or component.id in asked or (component.api and component.api.paging):
            continue
        asked.add(component.id)
        yield Hit(
            component.place,
            f"how is the list of '{message.name}' cut? Each '{entity.id}' that comes makes it longer",
            help="write api: {paging: cursor}, or page size and page token among the data of the step",
            key=True,
        )
