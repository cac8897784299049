"""A use case says what somebody wants and not how it goes.

The steps show who talks to whom and which data moves. Calls, events, load on each component and the sequence diagram
are all read from them; without steps a use case is a title. Use cases that will not be built are left out. Asked of
use cases without `steps`.

How to fix: write the steps in order, one arrow each; `FROM -> TO` waits, `FROM ~> TO` does not.

When to ignore: a use case whose turn comes later; a question does not fail a run anyway.

*Bad*

```yaml
use_cases:
  find-a-ride: {goal: Get a lift.} # AK103
```

*Good*

```yaml
use_cases:
  find-a-ride:
    goal: Get a lift.
    steps:
      - rider -> app: Look for a driver
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK103",
    "missing-flow",
    Severity.QUESTION,
    "A. Cockburn, Writing Effective Use Cases (2000): the main success scenario",
    several="how do these use cases go, step by step? No steps yet: {names}",
    related=("sequence-diagram",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the steps of use cases that have none."""
    for use_case in subject.use_cases:
        if not use_case.steps:
            yield Hit(
                use_case.place,
                f"how does '{use_case.id}' go, step by step?",
                help="calls, events and load are read from the steps: write FROM -> TO: action for each",
                key=True,
            )
