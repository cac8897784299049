"""A component says neither what it is responsible for nor how others speak to it.

A component is a black box: what it does and how it is called is all that the others may know. Without these two the
box on the diagram is a name, and everybody fills it with something else. Asked of components of the system without
`description`, or without `interface` where others call them. A store that says what it keeps, and what only carries
messages, is described by that.

How to fix: write a sentence of responsibility, and `interface: rest | grpc | events | ...`.

When to ignore: a first sketch; the rule asks from the stage mvp on.

*Bad*

```yaml
components:
  matching: {kind: service} # AK401
```

*Good*

```yaml
components:
  matching:
    kind: service
    description: Finds drivers on a rider's way.
    interface: rest
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK401",
    "undescribed-component",
    Severity.QUESTION,
    "D. Parnas, On the Criteria To Be Used in Decomposing Systems into Modules (1972)",
    stage="mvp",
    several="what are these responsible for, and how are they called? Description or interface is not given for {names}",
    related=("black-box-components", "information-hiding"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the responsibility and the interface of components."""
    called = {m.target for use_case in subject.use_cases for m in use_case.messages() if m.source != m.target}
    for component in subject.requirements.components.values():
        if component.is_external:
            continue
        told = component.description or (component.is_store and component.stores)
        evident = told or subject.parts.carrier(component.id)
        missing = [] if evident else [f"what is '{component.id}' responsible for?"]
        if not component.interface and component.id in called:
            missing.append(f"how do others speak to '{component.id}'?")
        if missing:
            yield Hit(
                component.place,
                " And ".join(missing),
                help="a component is known by what it does and how it is called: write description and interface",
                key=True,
            )
