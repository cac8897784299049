"""Clients of three kinds share one API, and nothing says how each gets what it needs.

A phone wants little at a time, a browser wants more, a partner's server wants everything. One API for all of them grows
fields and switches, or makes one of them call ten times. Backends for frontends keep that out of the services, GraphQL
lets each ask for its own. Asked of components with `interface: rest` that three kinds of clients or more call, where no
decision has looked at either.

How to fix: a decision that chooses `backends-for-frontends` or `graphql`, or that `considered` both and stays with one API.

When to ignore: all of them show the same.

*Bad*

```yaml
system: {stage: growth}
actors:
  rider: {clients: [browser, mobile]}
  dispatcher: {kind: system, clients: [server]}
components:
  app: {kind: service, interface: rest} # AK535
use_cases:
  ride: {steps: [rider -> app: Look for a lift, dispatcher -> app: Order a ride]}
```

*Good*

```yaml
system: {stage: growth}
actors:
  rider: {clients: [browser, mobile]}
  dispatcher: {kind: system, clients: [server]}
components:
  app: {kind: service, interface: rest}
use_cases:
  ride: {steps: [rider -> app: Look for a lift, dispatcher -> app: Order a ride]}
decisions:
  one-api: {title: One API for all, considered: {backends-for-frontends: two teams for it are missing, graphql: nobody knows it}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK535",
    "many-clients-one-api",
    Severity.QUESTION,
    "S. Newman, Building Microservices (2021), chapter 14: backends for frontends and GraphQL",
    stage="growth",
    several="how does each kind of client get what it needs from these? Several kinds share {names}",
    related=("backends-for-frontends", "graphql", "api-gateway"),
)
_ANSWERS = {"backends-for-frontends", "graphql", "gateway-plus-bff"}
_SEVERAL = 3
_ALIKE = {"desktop": "browser"}
"""Kinds with the same large screen and good line."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how different clients are served."""
    looked_at = {name for one in subject.decisions for name in (*one.patterns, *one.considered)}
    if _ANSWERS & looked_at:
        return
    kinds: dict[str, set[str]] = {}
    for _, message in subject.messages:
        component, actor = subject.parts.own(message.target), subject.parts.actor(message.source)
        if component is not None and component.interface == "rest" and actor is not None:
            kinds.setdefault(component.id, set()).update(_ALIKE.get(one, one) for one in actor.clients)
    for identifier, clients in kinds.items():
        if len(clients) >= _SEVERAL:
            names = ", ".join(sorted(clients))
            yield Hit(
                subject.requirements.components[identifier].place,
                f"how does each kind of client get what it needs from '{identifier}'? It serves {names}",
                help="weigh backends-for-frontends and graphql in a decision, also when one API for all wins",
                key=True,
            )
