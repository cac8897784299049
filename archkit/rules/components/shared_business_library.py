"""Several services share a library that works on the data of the business.

A rule in a shared library changes for all services at once, or for none: each waits for the other's release, or they
run with two versions of one truth. Infrastructure that seldom changes (logging, metrics, a protocol) is fine. It is
found where two or more services call a component of `kind: library` that owns, reads or writes entities.

How to fix: put the rule into the service that owns the data; copy what is small and stable.

When to ignore: the services are always released together.

*Bad*

```yaml
components:
  fares: {kind: library} # AK439
  rides: {kind: service}
  payment: {kind: service}
entities: {fare: {owner: fares}}
use_cases:
  pay: {steps: [rides -> fares: Compute the fare, payment -> fares: Compute the fare]}
```

*Good*

```yaml
components:
  tracing: {kind: library}
  rides: {kind: service}
  payment: {kind: service}
entities: {fare: {owner: rides}}
use_cases:
  pay: {steps: [rides -> tracing: Note the call, payment -> tracing: Note the call]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK439",
    "shared-business-library",
    Severity.WARNING,
    "S. Newman, Building Microservices (2021), chapter 5: DRY and the perils of code reuse",
    related=("shared-business-library", "shared-library", "shared-service"),
)
_RELEASED_ALONE = {"service", "function"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find libraries with data below several services."""
    known = subject.requirements
    libraries = {
        one.id: one for one in known.components.values() if one.kind == "library" and not one.is_external
    }
    if not libraries:
        return
    working = {one.owner.id for one in known.entities.values() if one.owner}
    callers: dict[str, list[str]] = {}
    for _, message in subject.messages:
        library = libraries.get(message.target)
        if library is None:
            continue
        if message.reads or message.writes:
            working.add(library.id)
        service = subject.parts.service(message.source)
        users = callers.setdefault(library.id, [])
        if service and service.kind in _RELEASED_ALONE and service.id not in users:
            users.append(service.id)
    for identifier, users in callers.items():
        if len(users) > 1 and identifier in working:
            yield Hit(
                libraries[identifier].place,
                f"'{users[0]}' and '{users[1]}' share the library '{identifier}', which works on data of the business",
                help="put the rule into the service that owns the data, or let one service serve it",
                key=True,
            )
