"""YAML bytes -> text -> data that remembers where each value stands; and back: splice a change in, save the file."""

from archkit.source.document import Comment, Document
from archkit.source.faults import FAULTS, MAX_ALIAS_NODES, MAX_BYTES, MAX_DEPTH, Fault
from archkit.source.reading import decode, encoding_of, parse, size_fault
from archkit.source.save import save
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
    "insert_item",
    "move_item",
    "parse",
    "remove",
    "rename_key",
    "save",
    "set_value",
    "size_fault",
]
