"""Records are looked up by a field that no index leads to.

Without an index that begins with a field of the question, the store reads every record. An index on city and state
serves questions by city, and by city and state, but none by state alone. It is found where a step says `by` which
fields it looks something up, the entity lists its `indexes`, and none of them begins with one of these fields. Keys
named `id` are indexed anyway, and entities of fewer than ten thousand records need no index.

How to fix: add the index, or put the field first in one that is there.

When to ignore: the query runs once a night and may read everything.

*Bad*

```yaml
entities:
  ride: {count: 40M, indexes: [[city, state]]}
components:
  app: {kind: service}
  ride-store: {kind: database, stores: [ride]}
use_cases:
  list-open-rides:
    steps:
      - app -> ride-store:
          action: Read the open rides
          reads: [ride]
          by: [state] # AK814
```

*Good*

```yaml
entities:
  ride: {count: 40M, indexes: [[state, city]]}
components:
  app: {kind: service}
  ride-store: {kind: database, stores: [ride]}
use_cases:
  list-open-rides:
    steps:
      - app -> ride-store:
          action: Read the open rides
          reads: [ride]
          by: [state]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Entity, Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK814",
    "unindexed-query",
    Severity.WARNING,
    "M. Winand, SQL Performance Explained (2012): concatenated indexes",
    related=("indexing", "composite-index", "full-table-scan"),
)
_FEW = 10_000


def check(subject: Subject) -> Iterator[Hit]:
    """Find questions that no index answers."""
    for _, message in subject.stores.calls:
        for ref in message.reads if message.by else ():
            entity = subject.requirements.entities.get(ref.id)
            if entity and entity.indexes and not _is_served(message, entity):
                first = " and ".join(f"'{one[0]}'" for one in entity.indexes if one)
                yield Hit(
                    message.field("by"),
                    f"'{message.name}' looks '{entity.id}' up by '{', '.join(message.by)}', "
                    f"and its indexes begin with {first}",
                    help="add an index that begins with the field, or change the order of one that is there",
                    related=((entity.at("indexes"), f"the indexes of '{entity.id}'"),),
                )


def _is_served(message: Message, entity: Entity) -> bool:
    if entity.count and entity.count.high < _FEW:
        return True
    begins = {one[0] for one in entity.indexes if one} | {"id"}
    return bool(begins.intersection(message.by)) or not any(entity.indexes)
