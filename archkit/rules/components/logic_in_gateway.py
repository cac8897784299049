"""A gateway or load balancer does work of the domain: it owns data or writes it.

A gateway routes, checks who calls, limits, translates, caches. Rules of the business in it belong to no team and to
all of them; each change of a service waits for the gateway, which has become the monolith. It is found where a
gateway or load balancer is the `owner` of an entity, keeps entities, or writes to a store.

How to fix: give data and rules to a service behind the gateway.

When to ignore: it writes technical data of its own, such as counters of its limits; leave these out of the model.

*Bad*

```yaml
components:
  entry: {kind: gateway}
entities:
  order:
    owner: entry # AK419
```

*Good*

```yaml
components:
  entry: {kind: gateway}
  orders: {kind: service}
entities:
  order:
    owner: orders
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK419",
    "logic-in-gateway",
    Severity.WARNING,
    "Thoughtworks Technology Radar: overambitious API gateways (hold)",
    related=("business-logic-in-gateway", "api-gateway"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find entries that own or change data."""
    entries = {
        one.id: one
        for one in subject.requirements.components.values()
        if one.kind in _ENTRIES and not one.is_external
    }
    if not entries:
        return
    help_text = "give the data and its rules to a service behind it"
    for entity in subject.requirements.entities.values():
        if entity.owner and entity.owner.id in entries:
            kind = entries[entity.owner.id].kind
            yield Hit(
                entity.at("owner"),
                f"the {kind} '{entity.owner.id}' owns '{entity.id}'; it would need the rules for it too",
                help=help_text,
            )
    for entry in entries.values():
        if entry.stores:
            yield Hit(
                entry.at("stores"),
                f"the {entry.kind} '{entry.id}' keeps '{entry.stores[0].id}'",
                help=help_text,
            )
    for _, message in subject.messages:
        if message.source in entries and message.writes and subject.parts.store(message.target):
            yield Hit(
                message.place,
                f"the {entries[message.source].kind} '{message.source}' writes '{message.writes[0].id}' to '{message.target}'",
                help=help_text,
            )
