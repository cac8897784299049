"""Requests are answered with the examples of the contract: give the transport to the HTTP client of the API's client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from .contract import BASE, NEXT, OPERATIONS, Node, Operation, example_of, template_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKENS = frozenset({"pageToken", "page_token"})
_PROBLEM = "application/problem+json"


class ContractTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers as the contract's examples do, and remembers what was asked."""

    def __init__(self) -> None:
        """Answer well, until told otherwise."""
        self.requests: list[httpx.Request] = []
        """What was asked so far."""
        self._failures: dict[str, Node] = {}
        self._lost = 0
        self._more: Mapping[str, object] = {}

    def fail(self, operation_id: str, failure: str) -> None:
        """Let an operation fail from now on.

        Args:
            operation_id: As the contract has it: ``createUser``.
            failure: The name of an example of the contract, ``emailTaken``, or a documented status, ``409``.

        Raises:
            KeyError: The contract knows no such operation, or no such failure of it.
        """
        self._failures[operation_id] = OPERATIONS[operation_id].failures[failure]

    def lose(self, answers: int) -> None:
        """Do what is asked, and lose the next answers on their way back."""
        self._lost = answers

    def say_more(self, **members: object) -> None:
        """Add members to every answer that is an object, as a later version of the API may."""
        self._more = members

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to a request."""
        self.requests.append(request)
        if self._lost:
            self._lost -= 1
            raise httpx.ReadError("The answer is lost.", request=request)
        operation = _operation_of(request)
        if operation is None:
            told = {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "detail": "The contract has no such path.",
            }
            return _problem(told)
        if operation.id in self._failures:
            return _problem(self._failures[operation.id])
        return self._answer(operation, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to a request."""
        return self.handle_request(request)

    def _answer(self, operation: Operation, request: httpx.Request) -> httpx.Response:
        headers = {name: _text(example_of(one)) for name, one in operation.headers(operation.success).items()}
        if not operation.answer or operation.method == "HEAD":
            return httpx.Response(operation.success, headers=headers)
        content = example_of(operation.answer)
        if isinstance(content, dict):
            last = not _TOKENS.isdisjoint(request.url.params)  # after the first page comes the last
            content = {name: one for name, one in content.items() if not (last and name in NEXT)}
            content |= self._more
        return httpx.Response(operation.success, headers=headers, json=content)


def _operation_of(request: httpx.Request) -> Operation | None:
    """Return the operation that a request is about, wherever the API is said to be."""
    parts = request.url.raw_path.decode("ascii").partition("?")[0].split("/")
    for start in range(1, len(parts) + 1):
        template = template_of("/".join([BASE, *parts[start:]]))
        for one in OPERATIONS.values():
            if template and (one.method, one.path) == (request.method, template):
                return one
    return None


def _problem(told: Node) -> httpx.Response:
    return httpx.Response(int(told["status"]), headers={"Content-Type": _PROBLEM}, json=told)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
