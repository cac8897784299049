"""What is written is separated from what is read, and nothing brings one to the other.

With CQRS the read side lives by what the write side tells it. Asked where a decision chooses CQRS and the model shows
no way: no message between components that nobody waits for (`~>`), no broker, and no entity with `view_of`.

How to fix: write the step that tells the read side (`orders ~> order-view`, with its event), or name the view with
`view_of` and `refresh`.

When to ignore: both sides read the same tables, and only the code is separated; say so in the decision, and ignore it.

*Bad*

```yaml
decisions:
  split-reads: # AK823
    patterns: [cqrs]
```

*Good*

```yaml
entities:
  order: {kind: structured}
  order-list: {view_of: [order], refresh: on-event}
decisions:
  split-reads:
    patterns: [cqrs]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._views import CQRS, viewed

RULE = Rule(
    "AK823",
    "unfed-read-model",
    Severity.QUESTION,
    "G. Young, CQRS Documents (2010)",
    whole=True,
    stage="mvp",
    several="what brings changes to the read side? Not to be seen for {names}",
    related=("cqrs", "domain-event", "change-data-capture", "materialized-view"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how the read side learns of changes."""
    decisions = {one.id: one for pattern in CQRS for one in subject.chosen.get(pattern, ())}
    if not decisions or viewed(subject.requirements) or _tells(subject):
        return
    for decision in decisions.values():
        yield Hit(
            decision.place,
            f"what brings changes to the read side of '{decision.id}'?",
            help="write the step that tells it (FROM ~> TO, with its event), or name the view with view_of and refresh",
            key=True,
        )


def _tells(subject: Subject) -> bool:
    components = subject.requirements.components
    if any(one.kind == "broker" for one in components.values()):
        return True
    return any(
        not one.waits and one.source in components and one.target in components for _, one in subject.messages
    )
