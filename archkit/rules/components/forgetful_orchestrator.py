"""An orchestrator runs once, or keeps nothing, and flows rest on it.

When it crashes, all flows that it leads stop in the middle: charged, and not delivered. Another instance can go on
only from what was saved. Asked of components that are named an orchestrator (id, name or tag), with `replicas: 1`,
with `session_state: memory`, or whose flows are written and show no store that they save to.

How to fix: two replicas, and a step that saves the state of the run before the next one begins.

When to ignore: the orchestrator is a product that saves its runs itself; say so in its description and ignore this.

*Bad*

```yaml
components:
  order-orchestrator: {kind: service, replicas: 1} # AK450
```

*Good*

```yaml
components:
  order-orchestrator: {kind: service, replicas: 2}
  run-store: {kind: database}
use_cases:
  buy: {steps: [order-orchestrator -> run-store: Save the step]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._orchestrators import orchestrators

RULE = Rule(
    "AK450",
    "forgetful-orchestrator",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 4: saga orchestrators are state machines that are saved",
    whole=True,
    stage="mvp",
    several="how do flows go on when these crash? They run once or save nothing: {names}",
    related=("persisted-flow-state", "execution-orchestrator"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how the flows of an orchestrator survive it."""
    leading = orchestrators(subject)
    speaking: set[str] = set()
    saving: set[str] = set()
    for _, message in subject.messages if leading else ():
        speaking.add(message.source)
        callee = subject.requirements.components.get(message.target)
        if callee is not None and callee.is_store:
            saving.add(message.source)
    for component in leading:
        if component.replicas == 1:
            why = "it has replicas: 1"
        elif component.session_state == "memory":
            why = "it has session_state: memory"
        elif component.id in speaking - saving:
            why = "no flow shows where it saves its runs"
        else:
            continue
        yield Hit(
            component.place,
            f"how do flows go on when '{component.id}' crashes? {why[:1].upper()}{why[1:]}",
            help="what it led stops in the middle: write replicas: 2, and the step that saves each run",
            key=True,
        )
