"""A public API speaks a protocol that its callers first have to install.

Strangers try an API with a browser and a line of curl. What needs a compiler for stubs, or shows bytes where text could
be read, loses most of them on the first evening. It is found where `api: {kind: public}` meets `interface: grpc`,
`soap`, `tcp`, `udp` or `sql`, and no gateway with another interface stands before it.

How to fix: `interface: rest` (or `graphql`) for the public, with JSON; gRPC beside it for those who ask.

When to ignore: a trade that speaks nothing else.

*Bad*

```yaml
components:
  rates:
    kind: service
    interface: grpc # AK534
    api: {kind: public, version: v1, auth: api-key}
```

*Good*

```yaml
components:
  rates:
    kind: service
    interface: rest
    api: {kind: public, version: v1, auth: api-key}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK534",
    "rpc-for-public",
    Severity.WARNING,
    "D. Jacobson, G. Brail, D. Woods, APIs: A Strategy Guide (2011): pragmatic REST for public APIs",
    related=("rest", "json", "public-api"),
)
_HARD = {"grpc", "soap", "tcp", "udp", "sql"}
_EASY = {"rest", "graphql", "html"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find public APIs that are hard to try."""
    components = subject.requirements.components
    translated = {
        message.target
        for _, message in subject.messages
        if (source := components.get(message.source))
        and source.kind == "gateway"
        and source.interface in _EASY
    }
    for component in components.values():
        public = component.api is not None and component.api.kind == "public" and not component.is_external
        if public and component.interface in _HARD and component.id not in translated:
            yield Hit(
                component.at("interface"),
                f"the public API of '{component.id}' speaks {component.interface}, which strangers cannot try by hand",
                help="write interface: rest with JSON for the public, and offer the other one beside it",
            )
