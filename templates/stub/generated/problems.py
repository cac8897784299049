"""Everything that goes wrong leaves as problem details (RFC 9457)."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from .contract import Operation, allowed

MEDIA_TYPE = "application/problem+json"

_INSTEAD = {
    406: (400,),
    413: (400,),
    415: (400,),
    428: (412, 400),
    409: (412, 422, 400),
    412: (409, 400),
    422: (400,),
    410: (404,),
    400: (422,),
}
"""What an operation answers when the contract does not let it answer the fitting status."""


class ProblemError(Exception):
    """Ends a request with problem details; raise it in your service too."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str = "about:blank",
        title: str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        """Say what is wrong.

        Args:
            status: The HTTP status.
            detail: What is wrong this time, for the caller to read.
            kind: The address that names the kind of problem.
            title: The kind of problem in words; that of the status when not given.
            headers: Headers of the response.
            more: Further members of the problem details.
        """
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.title = title
        self.headers = dict(headers or {})
        self.more = more

    def response(self, request: Request, operation: Operation | None = None) -> Response:
        """Return the response, with a status that the contract has for the operation."""
        status = self.status
        if operation is not None and not operation.documented(status):
            status = next((one for one in _INSTEAD.get(status, ()) if operation.documented(one)), status)
        content = {
            "type": self.kind,
            "title": self.title or HTTPStatus(status).phrase,
            "status": status,
            "detail": self.detail,
            "instance": quote(request.url.path),
            **self.more,
        }
        return JSONResponse(content, status, self.headers, MEDIA_TYPE)


class RefusalError(ProblemError):
    """A kind of problem that the domain knows: each class of ``refusals.py`` is one."""

    STATUS: ClassVar[int]
    KIND: ClassVar[str]
    TITLE: ClassVar[str]

    def __init__(self, detail: str = "", *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        """Say what happened this time.

        Args:
            detail: For the caller to read; the title when not given.
            headers: Headers of the response.
            more: Members for programs: which seat, until when.
        """
        super().__init__(
            self.STATUS, detail or self.TITLE, kind=self.KIND, title=self.TITLE, headers=headers, **more
        )


def invalid(errors: Sequence[Any]) -> ProblemError:
    """Say which parts of a request do not fit the contract."""
    found = [{"pointer": _pointer(one["loc"]), "detail": str(one["msg"])} for one in errors[:20]]
    told = "; ".join(f"{one['pointer']}: {one['detail']}" for one in found[:3])
    return ProblemError(400, told or "The request does not fit the contract.", errors=found)


def _pointer(location: Sequence[object]) -> str:
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in location)


def install(app: FastAPI) -> None:
    """Let whatever FastAPI and Starlette raise leave as problem details."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(allowed(request.url.path)) or headers.get("Allow", "")
        return ProblemError(error.status_code, str(error.detail), headers=headers).response(request)

    async def misfit(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it alone
        return invalid(error.errors()).response(request)

    async def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, ProblemError)  # noqa: S101 - registered for it alone
        return error.response(request)

    async def failed(request: Request, _error: Exception) -> Response:
        return ProblemError(500, "The server failed; its log says how.").response(request)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, misfit)
    app.add_exception_handler(ProblemError, told)
    app.add_exception_handler(Exception, failed)


LOG = logging.getLogger(__package__)
