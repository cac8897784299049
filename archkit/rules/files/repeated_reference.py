"""The same reference twice in one list.

The second one says nothing, and whoever takes out the first later believes that the link is gone. It is found where a
list of references, such as `affects`, `stores`, `reads` or `addresses`, names one element twice.

How to fix: `archkit lint --fix` takes out the later one.

When to ignore: never; it costs nothing to take out.

*Bad*

```yaml
components: {app: {}, shop: {}}
constraints:
  in-the-union:
    affects:
      - component:app
      - component:shop
      - component:app # AK032
```

*Good*

```yaml
components: {app: {}, shop: {}}
constraints:
  in-the-union:
    affects:
      - component:app
      - component:shop
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.model import Item, Message, Ref, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK032",
    "repeated-reference",
    Severity.INFO,
    "ISO/IEC/IEEE 29148: a set of requirements says everything once",
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find references that stand in their list already."""
    for item in subject.requirements.items():
        for place, ref in _repeated_in(item):
            yield Hit(
                place,
                f"'{ref.id}' stands in this list already",
                help="take it out; archkit lint --fix does",
            )


def _repeated_in(item: Item) -> Iterator[tuple[Place, Ref]]:
    yield from _repeated(item, item.place)
    for message in item.messages() if isinstance(item, UseCase) else ():
        yield from _repeated(message, message.field())


def _repeated(part: Item | Message, place: Place) -> Iterator[tuple[Place, Ref]]:
    """Yield what the lists of one part say twice; most have none, and are told by their length."""
    for name, value in part.__dict__.items():
        if (
            type(value) is tuple
            and len(value) > 1
            and isinstance(value[0], Ref)
            and len(set(value)) < len(value)
        ):
            for index, ref in enumerate(value):
                if ref in value[:index]:
                    yield place.at(name, index), ref
