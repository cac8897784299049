"""An API keeps the state of its callers in the memory of one server.

A request that carries all it needs can be answered by any server, repeated after a crash, and understood from its log
line. With a session in memory the second server cannot be added, and each release logs everybody out. It is found where
`interface: rest`, `grpc` or `graphql` meets `session_state: memory`; where several replicas run already, AK415 tells it.

How to fix: `session_state: none` with a signed token that the caller sends, or `external` for a store that is shared.

When to ignore: a prototype on one machine; it is worth a question before the second one.

*Bad*

```yaml
components:
  app:
    kind: service
    interface: rest
    session_state: memory # AK527
```

*Good*

```yaml
components:
  app:
    kind: service
    interface: rest
    session_state: none
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK527",
    "sessioned-api",
    Severity.WARNING,
    "R. Fielding, Architectural Styles and the Design of Network-based Software Architectures (2000), 5.1.3: stateless",
    related=("stateless-server", "stateless-session-token", "external-session-store"),
)
_CALLED = {"rest", "grpc", "graphql"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find sessions of a single server."""
    for component in subject.requirements.components.values():
        if component.session_state != "memory" or component.interface not in _CALLED or component.is_external:
            continue
        told_already = component.stateless or (component.replicas or 1) > 1 or component.scaling == "auto"
        if not told_already and "sticky-sessions" not in subject.chosen:
            yield Hit(
                component.at("session_state"),
                f"callers of '{component.id}' depend on the memory of one server",
                help="write session_state: none with a token that the caller sends, or external",
            )
