"""A distributed file system holds countless small files, or is reached by browsers.

Such a system keeps the list of its files in the memory of few machines and moves blocks of many megabytes: a hundred
million small files fill the list long before they fill the disks. It also speaks no protocol of the web. It is found
where a store with `data_model: file` keeps a hundred million or more records below a megabyte, and where an actor
with a browser or a phone calls it directly.

How to fix: keep small files, and whatever the web fetches, in an object store; or pack small files into large ones.

When to ignore: a file system that was built for small files and has an interface for the web.

*Bad*

```yaml
entities:
  thumbnail: {kind: blob, size: 20 KB, count: 400M}
components:
  picture-store:
    kind: store
    data_model: file
    stores: [thumbnail] # AK819
```

*Good*

```yaml
entities:
  thumbnail: {kind: blob, size: 20 KB, count: 400M}
components:
  picture-store:
    kind: object-store
    stores: [thumbnail]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK819",
    "misused-file-system",
    Severity.WARNING,
    "K. Shvachko, HDFS Scalability: The Limits to Growth, ;login: 35(2), 2010",
    related=("distributed-file-system", "object-storage"),
)
_COUNTLESS = 100_000_000
_SMALL = 1_000_000
_WEB = {"browser", "mobile"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find small files, and browsers, at a distributed file system."""
    cluster = {one.id: one for one in subject.stores.all if subject.stores.model(one) == "file"}
    for store in cluster.values():
        for index, ref in enumerate(store.stores):
            entity = subject.requirements.entities.get(ref.id)
            if entity is None or entity.size is None or entity.count is None:
                continue
            if entity.size.high < _SMALL and entity.count.high >= _COUNTLESS:
                yield Hit(
                    store.at("stores", index),
                    f"'{store.id}' is a file system and keeps {entity.count} files of {entity.size}: '{entity.id}'",
                    help="keep them in an object store, or pack them into large files",
                )
    for store, message in subject.stores.calls if cluster else ():
        actor = subject.parts.actor(message.source)
        if store.id in cluster and actor and _WEB.intersection(actor.clients):
            yield Hit(
                message.place,
                f"'{message.source}' reaches '{store.id}', a distributed file system, from {' and '.join(actor.clients)}",
                help="put a service before it, or keep what the web fetches in an object store",
            )
