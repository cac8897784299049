"""One object is larger than object stores take.

Object stores limit a single object, most of them at five to ten terabytes; an upload fails at its very end. It is
found where an object store keeps an entity whose `size` is above 5 TB.

How to fix: cut it into parts, each an object, with a small one that lists them.

When to ignore: the limit of the product in use is higher, and no other one will ever be used.

*Bad*

```yaml
entities:
  disk-image: {kind: blob, size: 8 TB} # AK818
components:
  archive: {kind: object-store, stores: [disk-image]}
```

*Good*

```yaml
entities:
  disk-image-part: {kind: blob, size: 100 GB}
components:
  archive: {kind: object-store, stores: [disk-image-part]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK818",
    "oversized-object",
    Severity.WARNING,
    "Published quotas of the object stores of large cloud vendors",
    related=("object-storage", "splitter"),
)
_MOST = 5e12


def check(subject: Subject) -> Iterator[Hit]:
    """Find objects beyond the usual limit."""
    for store in subject.stores.all:
        for entity in subject.stores.kept(store) if subject.stores.model(store) == "object" else ():
            if entity.size and entity.size.high > _MOST:
                yield Hit(
                    entity.at("size"),
                    f"'{entity.id}' reaches {entity.size}, and most object stores take 5 TB at most",
                    help="cut it into parts, each an object, with a small one that lists them",
                )
