"""Users or outside systems speak with the message broker directly.

A broker trusts its clients: it neither checks their messages nor limits them, and its topics are the inner structure
of the system. What users send belongs through a service or a gateway that checks it. It is found where an actor from
outside, or a client in its hands, stands at one end of an arrow and a broker at the other, or sends with `channel`.
A broker with `interface: mqtt` is made for devices, and counts as checked when it states `api: {auth: ...}`.

How to fix: let a service or a gateway take the message and publish it.

When to ignore: a partner's integration over a broker that stands apart for exactly that.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}}
components: {bus: {kind: broker}}
use_cases:
  report:
    steps:
      - rider ~> bus: Report the position # AK429
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
components: {app: {kind: service}, bus: {kind: broker}}
use_cases:
  report:
    steps:
      - rider ~> app: Report the position
      - app ~> bus: Publish the position
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK429",
    "exposed-broker",
    Severity.WARNING,
    "OWASP: attack surface analysis; practice of message brokers",
    related=("message-broker", "api-gateway", "gatekeeper"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find messages between the outside and a broker."""
    parts = subject.parts
    for use_case, message in subject.messages:
        ends = (
            (message.source, message.target),
            (message.target, message.source),
            (message.source, message.channel),
        )
        for outside, inside in ends:
            broker = parts.own(inside) if inside else None
            if broker is None or broker.kind != "broker" or not parts.is_outside(outside):
                continue
            if broker.interface == "mqtt" and broker.api and broker.api.auth:
                continue
            yield Hit(
                message.place,
                f"'{outside}' speaks with the broker '{broker.id}' in '{use_case.id}', and nothing checks what comes",
                help="let a service or a gateway take the message and publish it",
                key=True,
            )
            break
