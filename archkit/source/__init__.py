"""YAML bytes -> text -> data that remembers where each value stands."""

from archkit.source.document import Comment, Document
from archkit.source.faults import FAULTS, MAX_ALIAS_NODES, MAX_BYTES, MAX_DEPTH, Fault
from archkit.source.reading import decode, encoding_of, parse, size_fault

__all__ = [
    "FAULTS",
    "MAX_ALIAS_NODES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Comment",
    "Document",
    "Fault",
    "decode",
    "encoding_of",
    "parse",
    "size_fault",
]
