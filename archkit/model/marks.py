"""An element becomes a short mark that changes when what it says changes."""

from hashlib import blake2b
from typing import Any

from archkit.model.item import Item, Part

_BESIDE_THE_POINT = {"notes", "tags", "name", "title", "assumed"}
"""Fields that say nothing a decision could rest on."""


def mark_of(item: Item) -> str:
    """Return the mark of an element: eight characters, made from what it says, not from the order of its fields.

    A field at its default says nothing, so a format that grows by a field leaves the marks as they are.
    """
    return blake2b(_told(item).encode(), digest_size=4).hexdigest()


def _told(value: Any) -> str:
    if isinstance(value, Part):
        fields = {
            name: _told(getattr(value, name))
            for name, info in type(value).model_fields.items()
            if name not in _BESIDE_THE_POINT and getattr(value, name) not in (info.default, None, "", (), {})
        }
        return str(sorted(fields.items()))
    if isinstance(value, tuple):
        return str([_told(one) for one in value])
    if isinstance(value, dict):
        return str(sorted((key, _told(one)) for key, one in value.items()))
    return " ".join(str(value).split())
