"""A list carries whole records that are large.

Fifty records of 200 KB are ten megabytes, of which the caller shows fifty titles. A phone on a poor line waits, and the
store reads what nobody looks at. It is found where an operation that answers with a list of an entity would carry
100 KB and more for each record, by its `size`, or has a field of type `blob` that is not hidden. Lists that steps
state are judged, and those that archkit derives.

How to fix: return what the list shows (`returns: [title, preview]`), and the whole record one by one; or a link to the
file instead of the file.

When to ignore: the caller copies all of it, at night, over a good line.

*Bad*

```yaml
actors: {viewer: {clients: [mobile]}}
entities:
  photo: {fields: {id: uuid, title: string, picture: blob}}
components:
  app: {kind: service, interface: rest}
use_cases:
  browse:
    steps:
      - viewer -> app: # AK508
          action: Browse the photos
          returns: [list of photo]
          operation: GET /photos
```

*Good*

```yaml
actors: {viewer: {clients: [mobile]}}
entities:
  photo: {fields: {id: uuid, title: string, picture: blob}}
components:
  app: {kind: service, interface: rest}
use_cases:
  browse:
    steps:
      - viewer -> app:
          action: Browse the photos
          returns: [list of title]
          operation: GET /photos
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity
from archkit.rules import Hit, Rule, Subject, entities_named

RULE = Rule(
    "AK508",
    "heavy-list",
    Severity.WARNING,
    "Microsoft Azure Architecture Center: extraneous fetching; Google AIP-157: partial responses",
    related=("minimal-exposure", "extraneous-fetching", "claim-check"),
)
_HEAVY = 100_000.0
"""Bytes: a page of fifty is then 5 MB."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find lists of large records."""
    heavy = {one.id: said for one in subject.requirements.entities.values() if (said := _weight(one))}
    told: set[tuple[str, str]] = set()
    for _, message in subject.messages if heavy else ():
        component = subject.parts.own(message.target)
        listed = [text for text in message.returns if text.startswith("list of ")]
        if component is None or component.is_store or not subject.parts.is_outside(message.source):
            continue
        for entity in entities_named(listed, subject.requirements):
            if entity.id in heavy and (message.target, message.name) not in told:
                told.add((message.target, message.name))
                yield Hit(
                    message.place,
                    f"'{message.name}' answers with whole records of '{entity.id}', {heavy[entity.id]}",
                    help="return what a list shows, and the whole record one by one, or a link to the file",
                    key=True,
                    related=((entity.place, f"'{entity.id}' stands here"),),
                )


def _weight(entity: Entity) -> str:
    if entity.size is not None and entity.size.low >= _HEAVY:
        return f"{entity.size.text} each"
    blob = next(
        (name for name, kind in entity.fields.items() if str(kind) == "blob" and name not in entity.hidden),
        "",
    )
    return f"each with its '{blob}'" if blob else ""
