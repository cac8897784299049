"""A call from outside names no operation of the API.

Where somebody outside calls a component that speaks REST, gRPC or GraphQL, the step is an operation of its API.
Naming it makes the API document follow from the flow, so that neither promises what the other does not have. Asked
from the stage growth on, of steps whose data name no entity: where they do, archkit derives the operation from it.

How to fix: write `operation: POST /ride-requests`, or the name of the procedure where the callee speaks gRPC.

When to ignore: an interface that others define and that has its own document.

*Bad*

```yaml
system: {stage: growth}
actors:
  rider: {name: Rider}
components:
  app: {interface: rest}
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [origin]} # AK110
```

*Good*

```yaml
system: {stage: growth}
actors:
  rider: {name: Rider}
components:
  app: {interface: rest}
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [origin], operation: POST /ride-requests}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK110",
    "step-without-operation",
    Severity.QUESTION,
    "API-first design: operations are derived from the interactions of the use cases",
    stage="growth",
    several="which operations of the API carry the calls from outside? Not said everywhere in {names}",
    related=("api-driven-architecture",),
)
_CALLED = {"rest", "grpc", "graphql", "soap"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask which operations carry the calls of actors, once a use case."""
    known = subject.requirements
    called = {one.id for one in known.components.values() if one.interface in _CALLED and not one.is_external}
    derived = {
        call.message.place
        for component, calls in subject.calls
        for call in calls
        if call.entity is not None or (component.api and component.api.kind in {"public", "partner"})
    }  # of APIs for strangers, AK538 tells where nothing is named
    for use_case in subject.use_cases:
        bare = [
            message
            for message in use_case.messages()
            if message.source in known.actors
            and known.actors[message.source].kind != "timer"
            and message.target in called
            and message.waits
            and not message.operation
            and message.place not in derived
        ]
        if bare:
            more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
            yield Hit(
                bare[0].place,
                f"which operation of '{bare[0].target}' carries '{bare[0].name}'{more} of '{use_case.id}'?",
                help="the API document follows from it: write operation: METHOD /path, or a procedure's name",
                key=True,
            )
