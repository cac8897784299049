"""An entity is described, and no step makes it, shows it or changes it.

Either a use case was forgotten, or the entity is not needed. Asked once of the entities that no step sends, returns,
reads, writes or tells as an event, that no other entity refers to, embeds or is a part of, in systems that have flows.

How to fix: add the use case in which it comes into being, or drop it.

When to ignore: another system fills it; a step from that system says so.

*Bad*

```yaml
system: {stage: growth}
entities:
  ride: {}
  voucher: {} # AK530
use_cases:
  ride: {steps: [rider -> app: {action: Ask for a ride, data: [ride]}]}
```

*Good*

```yaml
system: {stage: growth}
entities:
  ride: {}
  voucher: {}
use_cases:
  ride: {steps: [rider -> app: {action: Ask for a ride, data: [ride, voucher code], reads: [voucher]}]}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import entities_in
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK530",
    "unserved-entity",
    Severity.QUESTION,
    "L. Richardson, M. Amundsen, RESTful Web APIs (2013): every resource has an address, a representation and methods",
    stage="growth",
    several="which steps make, show or change these? None names {names}",
    related=("rest", "resource-representation"),
)
_WORDS = re.compile(r"[a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what entities are for that no flow touches."""
    if not subject.messages:
        return
    entities = subject.requirements.entities
    served = {ref.id for _, message in subject.messages for ref in (*message.reads, *message.writes)}
    for entity in entities.values():
        served.update(one.entity for kind in entity.fields.values() for one in entities_in(kind))
        served.update(ref.id for ref in entity.view_of)
        served.update({entity.id} if entity.view_of or entity.part_of else ())
        served.update({entity.part_of.id} if entity.part_of else ())
    left = [one for one in entities.values() if one.id not in served]
    said = f" {_said(subject)} " if left else ""
    for entity in left:
        name = " ".join(_WORDS.findall(entity.id))
        if f" {name} " not in said and f" {name}s " not in said and not _fields_said(entity.fields, said):
            yield Hit(
                entity.place,
                f"which step makes, shows or changes '{entity.id}'?",
                help="a use case was forgotten, or it is not needed: name it in data, returns, reads or writes of a step",
                key=True,
            )


def _said(subject: Subject) -> str:
    """Return everything that steps say, as words in small letters."""
    texts = (
        text
        for _, message in subject.messages
        for text in (message.action, message.event, message.operation, *message.data, *message.returns)
    )
    return " ".join(word for text in texts for word in _WORDS.findall(_HUMP.sub(" ", text).lower()))


def _fields_said(fields: object, said: str) -> bool:
    names = (
        (" ".join(_WORDS.findall(str(name).lower())) for name in fields) if isinstance(fields, dict) else ()
    )
    return any(name not in {"id", "name", "date", "time", "state"} and f" {name} " in said for name in names)
