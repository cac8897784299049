"""A plan of files becomes what changes for callers in the contracts among them, and which of it breaks them."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from archkit.contracts import Change
    from archkit.write import Plan

CONTRACTS = "apis/*/openapi.yaml"
"""The files that hold one."""


def contract_changes(plan: "Plan") -> "Iterator[tuple[str, Change]]":
    """Yield each change of a contract with the file it is in: the one that lies there against the one that was made.

    A file that cannot be read as YAML is no contract to compare with; that it is stale is told anyway.
    """
    for step in plan.stale:
        if fnmatchcase(step.path, CONTRACTS):
            before = plan.before(step.path)
            if before is None:
                continue
            from archkit.contracts import changes  # noqa: PLC0415 - only where a contract changed

            after = plan.contents.get(step.path, b"{}")
            for one in changes(_read(step.path, before), _read(step.path, after)):
                yield step.path, one


def _read(path: str, data: bytes) -> "Mapping[str, Any]":
    from archkit.source import decode, parse  # noqa: PLC0415 - same reason

    text, _ = decode(path, data)
    document, _ = parse(path, text or "")
    return document.data if document is not None and isinstance(document.data, dict) else {}
