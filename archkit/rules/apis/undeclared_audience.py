"""Somebody outside calls an API, and nothing says for whom it is.

A public API has strangers as callers: it needs registration, limits and versions that live for years. A private one
changes with its callers on the same day. A partner API stands on an agreement. Asked of components with
`interface: rest`, `grpc`, `graphql` or `soap` that an outside system, device or person calls, without `api: {kind: ...}`.

How to fix: `api: {kind: public}`, `private` for your own front ends and services, or `partner`.

When to ignore: the interface goes away with the old system.

*Bad*

```yaml
system: {stage: growth}
actors: {dispatcher: {kind: system}}
components:
  rides: {kind: service, interface: rest} # AK501
use_cases:
  order: {steps: [dispatcher -> rides: Order a ride]}
```

*Good*

```yaml
system: {stage: growth}
actors: {dispatcher: {kind: system}}
components:
  rides: {kind: service, interface: rest, api: {kind: partner, agreement: Contract 2026-17 with the taxi guild}}
use_cases:
  order: {steps: [dispatcher -> rides: Order a ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK501",
    "undeclared-audience",
    Severity.QUESTION,
    "D. Jacobson, G. Brail, D. Woods, APIs: A Strategy Guide (2011): private, partner and public APIs",
    stage="growth",
    several="for whom are these APIs: the public, partners, or your own parts only? Not said of {names}",
    related=("public-api", "private-api", "partner-api"),
)
_CALLED = {"rest", "grpc", "graphql", "soap"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for whom an API is that outsiders call."""
    asked: set[str] = set()
    for _, message in subject.messages:
        component = subject.parts.own(message.target)
        if component is None or component.id in asked or component.interface not in _CALLED:
            continue
        if subject.parts.is_outside(message.source) and not (component.api and component.api.kind):
            asked.add(component.id)
            yield Hit(
                component.place,
                f"for whom is the API of '{component.id}', which '{message.source}' calls?",
                help="who may call decides on registration, limits and versions: write api: {kind: public | partner | private}",
                key=True,
            )
