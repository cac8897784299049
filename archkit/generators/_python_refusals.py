"""The problem types of a contract become exceptions: for a server to raise and for a client to catch."""

from collections.abc import Mapping, Sequence
from typing import Any

from archkit.generators._python_source import docstring, imports, lines, literal, pascal, unique

_BY_STATUS: Mapping[int, str] = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    412: "PreconditionFailedError",
    422: "UnprocessableError",
    429: "RateLimitedError",
}
"""The classes of the client's module ``problems``."""
_TAKEN = frozenset({"ProblemError", "ServerError", "RefusalError", "KINDS", "Mapping", *_BY_STATUS.values()})

Stated = Mapping[str, Any]
"""An entry of the document's ``x-archkit-problems``."""


def refusals_of(document: Mapping[str, Any]) -> list[tuple[str, Stated]]:
    """Return the problem types of a document, each with the name of its class."""
    stated = list(document.get("x-archkit-problems", ()))
    names = unique((f"{pascal(str(one['name'])).removesuffix('Error')}Error" for one in stated), _TAKEN)
    return list(zip(names, stated, strict=True))


def refusals_module(document: Mapping[str, Any], *, client: bool) -> list[str]:
    """Return the lines of the module with a class for each problem type."""
    stated = refusals_of(document)
    bases = {name: _base(int(one["status"])) if client else "RefusalError" for name, one in stated}
    head = imports("collections.abc", ["Mapping"]) if client else []
    needed = imports(".problems", {*bases.values(), *(["ProblemError"] if client else [])})
    body = [*head, *([""] if head else []), *needed]
    for name, one in stated:
        body += ["", "", f"class {name}({bases[name]}):", *docstring(_said(one), 1)]
        if not client:
            body += ["", *_constants(one)]
    return [*body, *_table(stated)] if client else body


def _base(status: int) -> str:
    return _BY_STATUS.get(status, "ServerError" if status >= 500 else "ProblemError")


def _said(one: Stated) -> str:
    title = str(one["title"]).rstrip(".")
    conditions = [str(condition["when"]).rstrip(".") for condition in one["conditions"]]
    others = [text for text in conditions if text.lower() != title.lower()]
    return f"{one['status']}: {title}{', when ' if others else ''}{'; or when '.join(others)}."


def _constants(one: Stated) -> list[str]:
    return [
        f"    STATUS = {int(one['status'])}",
        *lines(f"KIND = {literal(one['type'])}", 1),
        *lines(f"TITLE = {literal(one['title'])}", 1),
    ]


def _table(stated: Sequence[tuple[str, Stated]]) -> list[str]:
    entries = [f"    {literal(one['type'])}: {name}," for name, one in stated]
    table = ["KINDS: Mapping[str, type[ProblemError]] = {", *entries, "}"] if entries else [
        "KINDS: Mapping[str, type[ProblemError]] = {}"
    ]  # fmt: skip
    return ["", *([""] if stated else []), *table, '"""The classes by the types of the contract."""']
