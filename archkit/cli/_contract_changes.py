"""A plan of files becomes what changes for callers in the contracts among them, and which of it breaks them."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from archkit.contracts import Change
    from archkit.write import Plan

CONTRACTS = ("apis/*/openapi.yaml", "apis/*/asyncapi.yaml", "apis/*/proto/*.proto", "apis/*/schema.graphql")
"""The files that hold one."""


def contract_changes(plan: "Plan") -> "Iterator[tuple[str, Change]]":
    """Yield each change of a contract with the file it is in: the one that lies there against the one that was made.

    A file that cannot be read is no contract to compare with; that it is stale is told anyway.
    """
    for step in plan.stale:
        if any(fnmatchcase(step.path, pattern) for pattern in CONTRACTS):
            before = plan.before(step.path)
            if before is not None:
                for one in _compared(step.path, before, plan.contents.get(step.path, b"")):
                    yield step.path, one


def _compared(path: str, before: bytes, after: bytes) -> "tuple[Change, ...]":
    from archkit.contracts import changes, graph_changes, message_changes, proto_changes  # noqa: PLC0415 - when one changed

    if path.endswith(".proto"):
        return proto_changes(before.decode(errors="replace"), after.decode())
    if path.endswith(".graphql"):
        return graph_changes(before.decode(errors="replace"), after.decode())
    compare = message_changes if path.endswith("asyncapi.yaml") else changes
    return compare(_read(path, before), _read(path, after or b"{}"))


def _read(path: str, data: bytes) -> "Mapping[str, Any]":
    from archkit.source import decode, parse  # noqa: PLC0415 - same reason

    text, _ = decode(path, data)
    document, _ = parse(path, text or "")
    return document.data if document is not None and isinstance(document.data, dict) else {}
