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

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import entities_in, singular
from archkit.rules import Hit, Rule, Subject, words_of

RULE = Rule(
    "AK530",
    "unserved-entity",
    Severity.QUESTION,
    "L. Richardson, M. Amundsen, RESTful Web APIs (2013): every resource has an address, a representation and methods",
    stage="growth",
    several="which steps make, show or change these? None names {names}",
    related=("rest", "resource-representation"),
)
_PLAIN = {"id", "name", "date", "time", "state"}
"""Fields that so many records have that they tell nothing."""
_LONGEST = 3
"""Words of a run that is looked up."""


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
    said = _said(subject) if left else set()
    for entity in left:
        if not _is_said(entity.id, said) and not any(
            _is_said(one, said) for one in entity.fields if one not in _PLAIN
        ):
            yield Hit(
                entity.place,
                f"which step makes, shows or changes '{entity.id}'?",
                help="a use case was forgotten, or it is not needed: name it in data, returns, reads or writes of a step",
                key=True,
            )


def _said(subject: Subject) -> set[str]:
    """Return everything that steps say, as runs of up to three words in their singular."""
    texts = {
        text
        for _, message in subject.messages
        for text in (message.action, message.event, message.operation, *message.data, *message.returns)
    }
    found: set[str] = set()
    for text in texts:
        words = [singular(word) for word in words_of(text)]
        found.update(" ".join(words[start:end]) for start, end in _runs(len(words)))
    return found


def _runs(count: int) -> Iterator[tuple[int, int]]:
    return (
        (start, end) for start in range(count) for end in range(start + 1, min(start + _LONGEST, count) + 1)
    )


def _is_said(name: str, said: set[str]) -> bool:
    """Tell whether a name was said; a longer one than the runs, whether each of its words was."""
    words = [singular(word) for word in words_of(name)]
    return " ".join(words) in said if len(words) <= _LONGEST else said.issuperset(words)
