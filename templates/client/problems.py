"""What an API answers when it does not do what was asked: problem details (RFC 9457) as exceptions."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx


class ProblemError(Exception):
    """The API answered with a failure; its class tells the kind of problem or the status, its members tell the rest."""

    def __init__(self, response: httpx.Response) -> None:
        """Take the response apart."""
        content = _content(response)
        self.status: int = response.status_code
        content.pop("status", None)
        self.kind: str = str(content.pop("type", "about:blank"))
        """The address that names the kind of problem."""
        self.title: str = str(content.pop("title", "") or _phrase(self.status))
        self.detail: str = str(content.pop("detail", ""))
        """What is wrong this time, for a person to read."""
        self.instance: str = str(content.pop("instance", ""))
        self.more: Mapping[str, Any] = content
        """Further members of the problem details."""
        self.headers: Mapping[str, str] = response.headers
        super().__init__(f"{self.status} {self.title}: {self.detail}".rstrip(": "))


class BadRequestError(ProblemError):
    """400: the request does not fit the contract."""


class UnauthorizedError(ProblemError):
    """401: credentials are missing or wrong."""


class ForbiddenError(ProblemError):
    """403: the caller may not do this."""


class NotFoundError(ProblemError):
    """404: there is nothing at this address."""


class ConflictError(ProblemError):
    """409: it contradicts what is there."""


class PreconditionFailedError(ProblemError):
    """412: it has changed since it was read."""


class UnprocessableError(ProblemError):
    """422: it can be read, and what it says cannot be done."""


class RateLimitedError(ProblemError):
    """429: too many calls, even after waiting."""


class ServerError(ProblemError):
    """5xx: the server failed or is not there."""


_CLASSES: Mapping[int, type[ProblemError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    412: PreconditionFailedError,
    422: UnprocessableError,
    429: RateLimitedError,
}


def problem_of(response: httpx.Response, kinds: Mapping[str, type[ProblemError]]) -> ProblemError:
    """Return the exception for a response that is no success.

    Args:
        response: What came.
        kinds: The problem types of the contract; a path among them may be on whatever host has answered.
    """
    otherwise = ServerError if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR else ProblemError
    by_status = _CLASSES.get(response.status_code, otherwise)
    told = str(_content(response).get("type", ""))
    return kinds.get(told, kinds.get(_path(told), by_status))(response)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _content(response: httpx.Response) -> dict[str, Any]:
    try:
        content = json.loads(response.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unexpected answer"
