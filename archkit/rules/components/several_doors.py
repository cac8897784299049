"""One client calls several services directly, and no gateway stands before them.

A client that knows each service ties all of them to its releases, opens a connection to each, and each service repeats
the same checks of who calls. One entry hides how the system is cut. Asked of actors from outside, and clients in their
hands, that call two or more services of yours which do not each state how they check and limit their callers.

How to fix: put a `kind: gateway` between, or a backend for each kind of client.

When to ignore: the services are products of their own, with their own addresses and customers.

*Bad*

```yaml
actors: {rider: {clients: [mobile]}} # AK421
components: {rides: {kind: service}, payment: {kind: service}}
use_cases:
  ride: {steps: [rider -> rides: Find a ride, rider -> payment: Pay the ride]}
```

*Good*

```yaml
actors: {rider: {clients: [mobile]}}
components: {entry: {kind: gateway}, rides: {kind: service}, payment: {kind: service}}
use_cases:
  ride: {steps: [rider -> entry: Find a ride, entry -> rides: Find a ride, entry -> payment: Pay the ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK421",
    "several-doors",
    Severity.QUESTION,
    "C. Richardson, Microservices Patterns (2018), chapter 8: external API patterns",
    stage="mvp",
    several="through which one entry do these reach the services? Several are called directly by {names}",
    related=("api-gateway", "backends-for-frontends", "client-knows-servers"),
)
_NO_SERVICES = {"application", "job"}
"""Kinds that are programs of their own rather than parts of one system that a client puts together."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for one entry before several services."""
    called: dict[str, list[str]] = {}
    for _, message in subject.messages:
        service = subject.parts.service(message.target)
        if service and not _stands_alone(service) and subject.parts.is_outside(message.source):
            services = called.setdefault(message.source, [])
            if service.id not in services:
                services.append(service.id)
    for source, services in called.items():
        somebody = subject.requirements.participant(source)
        if somebody is not None and len(services) > 1:
            named = " and ".join(f"'{one}'" for one in services[:3])
            yield Hit(
                somebody.place,
                f"through which one entry does '{source}' reach {named}? It calls each of them directly",
                help="each service repeats checks and keeps its address: put a component of kind gateway between",
                key=True,
            )


def _stands_alone(service: Component) -> bool:
    """Tell whether a service does for itself what an entry would do for it."""
    guarded = service.api is not None and bool(service.api.auth) and service.api.rate_limit is not None
    return guarded or service.kind in _NO_SERVICES
