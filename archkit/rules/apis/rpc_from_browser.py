"""A browser is to speak a protocol that browsers do not speak.

A page can call HTTP and open a WebSocket. gRPC needs trailers that no browser shows to a page, and queues, databases
and raw sockets are out of reach altogether; each of them needs a translator in between, which somebody builds after the
first demo failed. It is found where an actor whose `clients` are browsers only, or a component that runs in one, calls
a component with `interface: grpc`, `mqtt`, `tcp`, `udp` or `sql`.

How to fix: `rest` or `graphql` at the door and gRPC behind it, or a gateway that translates gRPC-Web.

When to ignore: the technology is gRPC-Web or Connect; name it in `technology`.

*Bad*

```yaml
actors:
  rider: {clients: [browser]}
components:
  matching:
    kind: service
    interface: grpc # AK531
use_cases:
  ride: {steps: [rider -> matching: Look for a lift]}
```

*Good*

```yaml
actors:
  rider: {clients: [browser]}
components:
  app: {kind: service, interface: rest}
  matching:
    kind: service
    interface: grpc
use_cases:
  ride: {steps: [rider -> app: Look for a lift, app -> matching: Match rider to driver]}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK531",
    "rpc-from-browser",
    Severity.WARNING,
    "gRPC documentation: gRPC-Web; Fetch Living Standard: no access to trailers",
    related=("rest", "rpc", "protocol-translation"),
)
_OUT_OF_REACH = {"grpc", "mqtt", "tcp", "udp", "sql"}
_TRANSLATED = re.compile(r"grpc-?web|connect|envoy|websocket", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Find calls that a page cannot make."""
    told: set[str] = set()
    for use_case, message in subject.messages:
        callee = subject.parts.own(message.target)
        if callee is None or callee.interface not in _OUT_OF_REACH or callee.id in told:
            continue
        actor = subject.parts.actor(message.source)
        source = subject.requirements.components.get(message.source)
        page = bool(actor and set(actor.clients) == {"browser"}) or bool(source and source.kind == "client")
        if page and not _TRANSLATED.search(callee.technology):
            told.add(callee.id)
            yield Hit(
                callee.at("interface"),
                f"'{message.source}' calls '{callee.id}' from a browser in '{use_case.id}', and browsers speak no "
                f"{callee.interface}",
                help="put rest or graphql at the door, or a gateway that translates",
                related=((message.place, "the call stands here"),),
            )
