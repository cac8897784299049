"""The data of a step looks like an entity, and one letter is different.

`data` and `returns` may say in words what is sent, so an entity that is spelled wrong is not an error of form; it is
simply not counted: the payload of the API has no fields, the load on the store is too small. It is found where one
letter is missing, too many, changed or swapped.

How to fix: write the entity's id.

When to ignore: a word that is close to an entity by chance.

*Bad*

```yaml
entities:
  ride-request: {kind: structured}
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [ride-reqest]} # AK115
```

*Good*

```yaml
entities:
  ride-request: {kind: structured}
use_cases:
  find-a-ride:
    steps:
      - rider -> app: {action: Look for a driver, data: [ride-request]}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK115",
    "misspelled-data",
    Severity.WARNING,
    "F. Damerau, A technique for computer detection and correction of spelling errors (1964)",
    related=("descriptive-names",),
)
_WRAPPED = re.compile(r"^(?:(?:list of|map of|optional|ref)\s+)+")
_SHORTEST = 5
"""Shorter words are close to each other by chance."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find data one letter away from an entity."""
    entities = subject.requirements.entities
    spoken = {
        _plain(name) for entity in entities.values() for name in (entity.id, entity.name, *entity.fields)
    }
    spoken |= {_plain(term) for term in subject.requirements.glossary}
    near: dict[str, str] = {}
    for identifier in entities:
        near |= dict.fromkeys(_shortened(_plain(identifier)), identifier)
    for use_case in subject.use_cases:
        for message in use_case.messages():
            for field in ("data", "returns"):
                for index, written in enumerate(getattr(message, field)):
                    word = _plain(_WRAPPED.sub("", written.strip()))
                    if len(word) < _SHORTEST or word in spoken or word.removesuffix("s") in spoken:
                        continue
                    meant = next((near[each] for each in _shortened(word) if each in near), "")
                    if meant and f"{word}s" != _plain(meant) and _differ_by_one(word, _plain(meant)):
                        yield Hit(
                            message.field(field, index),
                            f"'{written}' is no entity, and '{meant}' is one",
                            help=f"write '{meant}' if that is meant",
                        )


def _plain(word: str) -> str:
    return re.sub(r"[-_\s]+", "", word.casefold())


def _shortened(word: str) -> set[str]:
    """Return the word and all that is left of it without one letter: near words share one of them."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))} if len(word) >= _SHORTEST else set()


def _differ_by_one(one: str, other: str) -> bool:
    """Tell whether a letter is missing, too many, changed, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
