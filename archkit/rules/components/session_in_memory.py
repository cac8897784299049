"""A session lives in the memory of one replica, and others may get the next call.

A call that reaches another replica finds no session: the user is logged out, or the cart is empty. Each lost machine
takes its sessions with it, and nothing can be added or removed without loss. It is found where
`session_state: memory` meets several replicas, automatic scaling, `stateless: true`, or a decision for `round-robin`;
`sticky-sessions` hide the fault until the first machine dies, and count as an answer.

How to fix: `session_state: external` (a store that all replicas share) or `none` (a signed token that the client
sends).

When to ignore: a lost session costs nothing but a reload.

*Bad*

```yaml
components:
  app:
    kind: service
    replicas: 3
    session_state: memory # AK415
```

*Good*

```yaml
components:
  app:
    kind: service
    replicas: 3
    session_state: external
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK415",
    "session-in-memory",
    Severity.WARNING,
    "The Twelve-Factor App, factor VI: processes are stateless and share nothing",
    related=(
        "stateless-server",
        "external-session-store",
        "sticky-sessions",
        "stateless-session-token",
        "round-robin",
    ),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find sessions that only one replica knows."""
    sticky = "sticky-sessions" in subject.chosen
    for component in subject.requirements.components.values():
        if component.session_state != "memory" or component.is_external:
            continue
        said = _against(component, spread="round-robin" in subject.chosen)
        if said and (not sticky or component.stateless):
            yield Hit(
                component.at("session_state"),
                f"'{component.id}' keeps sessions in memory, and {said}",
                help="write session_state: external for a shared store, or none for a token that the client sends",
            )


def _against(component: Component, *, spread: bool) -> str:
    """Return what cannot be while sessions live in memory."""
    if component.stateless:
        return "stateless: true says that any replica can serve any call"
    if (component.replicas or 1) > 1:
        return f"the next call may reach another one of its {component.replicas} replicas"
    if component.scaling == "auto":
        return "with scaling: auto its replicas come and go"
    return "round-robin sends the next call elsewhere" if spread else ""
