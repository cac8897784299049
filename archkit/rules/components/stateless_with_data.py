"""A stateless component keeps data.

Stateless means that a replica can be lost or added without anybody noticing. Files on its disk, or entities that it
stores, are lost with it, and its sisters do not see them. It is found where `stateless: true` stands beside `stores`,
and where a flow writes into a stateless component data that no store keeps.

How to fix: put files into an object store, records into a database, and let the component reach them there; or write
`stateless: false`.

When to ignore: never; one of the two statements is wrong.

*Bad*

```yaml
components:
  app:
    kind: service
    stateless: true
    stores: [photo] # AK416
entities:
  photo: {kind: blob}
```

*Good*

```yaml
components:
  app: {kind: service, stateless: true}
  photos: {kind: object-store, stores: [photo]}
entities:
  photo: {kind: blob}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK416",
    "stateless-with-data",
    Severity.WARNING,
    "The Twelve-Factor App, factor VI: whatever must last is kept in a backing service",
    related=("stateless-server", "externalize-local-files", "object-storage"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find data in components that are said to have none."""
    known = subject.requirements
    stateless = {
        one.id: one
        for one in known.components.values()
        if one.stateless and not one.is_external and one.kind not in {"broker", "gateway", "cdn"}
    }
    for component in stateless.values():
        if component.stores and not component.is_store:
            yield Hit(
                component.at("stores"),
                f"'{component.id}' is stateless: true and keeps '{component.stores[0].id}'",
                help="let a store keep it, or write stateless: false",
                related=((component.at("stateless"), "stateless stands here"),),
            )
    kept = {ref.id for one in known.components.values() for ref in one.stores}
    for use_case, message in subject.messages:
        called = stateless.get(message.target)
        if called is None or called.is_store:
            continue
        for index, ref in enumerate(message.writes):
            entity = known.entities.get(ref.id)
            if entity and entity.kind == "blob" and ref.id not in kept:
                yield Hit(
                    message.field("writes", index),
                    f"'{use_case.id}' writes '{ref.id}' to '{called.id}', which is stateless: true and has no disk to keep it",
                    help="write it into an object store, or write stateless: false",
                    related=((called.at("stateless"), "stateless stands here"),),
                )
