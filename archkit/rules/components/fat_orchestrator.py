"""An orchestrator owns data of the domain.

An orchestrator knows which step comes next, and where each run stands. Once it owns orders and prices it needs their
rules as well, and the services below it become hands without a head. It is found where a component that is named an
orchestrator (id, name or tag) is the `owner` of an entity other than the state of its runs.

How to fix: give the entity to the service whose rules it follows; keep the state of the run.

When to ignore: the word in its name means something else; then the rule is wrong here.

*Bad*

```yaml
components: {order-orchestrator: {kind: service}}
entities:
  customer:
    owner: order-orchestrator # AK449
```

*Good*

```yaml
components: {order-orchestrator: {kind: service}, customers: {kind: service}}
entities:
  customer: {owner: customers}
  order-flow-state: {owner: order-orchestrator}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._orchestrators import orchestrators

RULE = Rule(
    "AK449",
    "fat-orchestrator",
    Severity.WARNING,
    "S. Newman, Building Microservices (2021), chapter 6: orchestrated sagas",
    related=("fat-orchestrator", "execution-orchestrator"),
)
_OF_A_RUN = re.compile(r"flow|saga|process|state|run|execution|instance|task|step|progress")


def check(subject: Subject) -> Iterator[Hit]:
    """Find orchestrators that own more than the state of runs."""
    leading = {one.id for one in orchestrators(subject)}
    for entity in subject.requirements.entities.values() if leading else ():
        if entity.owner and entity.owner.id in leading and not _OF_A_RUN.search(entity.id):
            yield Hit(
                entity.at("owner"),
                f"the orchestrator '{entity.owner.id}' owns '{entity.id}', so it needs the rules for it too",
                help="give it to the service whose rules it follows, and keep the state of the run",
            )
