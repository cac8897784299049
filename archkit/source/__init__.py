"""YAML bytes -> text -> data that remembers where each value stands; and back: splice a change in, save the file."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archkit.source.document import Comment, Document
    from archkit.source.faults import FAULTS, MAX_ALIAS_NODES, MAX_BYTES, MAX_DEPTH, Fault
    from archkit.source.grafting import graft, lines_of_item
    from archkit.source.reading import decode, encoding_of, parse, size_fault
    from archkit.source.saving import save
    from archkit.source.splice import (
        Edit,
        add_field,
        apply,
        insert_item,
        move_item,
        remove,
        rename_key,
        set_value,
    )

__all__ = [
    "FAULTS",
    "MAX_ALIAS_NODES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Comment",
    "Document",
    "Edit",
    "Fault",
    "add_field",
    "apply",
    "decode",
    "encoding_of",
    "graft",
    "insert_item",
    "lines_of_item",
    "move_item",
    "parse",
    "remove",
    "rename_key",
    "save",
    "set_value",
    "size_fault",
]

_HOMES = {
    "document": ("Comment", "Document"),
    "faults": ("FAULTS", "MAX_ALIAS_NODES", "MAX_BYTES", "MAX_DEPTH", "Fault"),
    "grafting": ("graft", "lines_of_item"),
    "reading": ("decode", "encoding_of", "parse", "size_fault"),
    "saving": ("save",),
    "splice": (
        "Edit", "add_field", "apply", "insert_item", "move_item", "remove", "rename_key", "set_value",
    ),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for: who only reads needs no splice, and a warm cache not even a parser."""
    for module, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"archkit.source.{module}"), name)
            return found
    raise AttributeError(name)
