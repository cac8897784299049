"""What HTTP asks of every operation alike: admission, rate limits, repeated requests, entity tags, headers."""

import hashlib
import json
import math
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from .contract import OPERATIONS, Operation, example_of, location_of, template_of
from .problems import LOG, ProblemError, invalid
from .security import Authenticate, Caller, let_in

Body = TypeVar("Body")

_WISH = re.compile(r'\b(?:code|example)="?([\w-]+)')
_WISHED: ContextVar[str] = ContextVar("wished")
_POLICY = re.compile(r";\s*q=(\d+)(?:.*?;\s*w=(\d+))?")


@dataclass
class Limiter:
    """Counts calls in windows of fixed length, one caller at a time."""

    enabled: bool = True
    clock: Callable[[], float] = time.monotonic
    """Tells seconds; a test puts one here that stands still."""
    counts: dict[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)

    def spend(self, caller: Caller, quota: int, window: int) -> tuple[int, int]:
        """Count a call; return how many are left, below zero where none was, and the seconds to the next window."""
        now = self.clock()
        start = int(now // window)
        key = (caller.name, quota, window)
        last, spent = self.counts.get(key, (start, 0))
        spent = 1 if last != start else spent + 1
        self.counts[key] = (start, spent)
        return (quota - spent if self.enabled else quota), max(1, math.ceil((start + 1) * window - now))


@dataclass
class Ledger:
    """Remembers which requests were answered, by their idempotency keys."""

    most: int = 10_000
    entries: OrderedDict[tuple[str, str, str], tuple[str, Response | None]] = field(
        default_factory=OrderedDict
    )

    def find(self, key: tuple[str, str, str], digest: str) -> Response | None:
        """Return the answer that was given; without one, note that the work begins.

        Raises:
            ProblemError: 409, the first request is under way; 422, the key stood for another request.
        """
        if key not in self.entries:
            self.entries[key] = (digest, None)
            while len(self.entries) > self.most:
                self.entries.popitem(last=False)
            return None
        known, answer = self.entries[key]
        if known != digest:
            raise ProblemError(422, "This idempotency key was used for another request.")
        if answer is None:
            raise ProblemError(409, "The first request with this idempotency key is still under way.")
        return answer


@dataclass
class Policy:
    """What the server knows while it runs; it hangs on ``app.state``."""

    authenticate: Authenticate
    limiter: Limiter = field(default_factory=Limiter)
    ledger: Ledger = field(default_factory=Ledger)


def tag_of(content: object) -> str:
    """Return the entity tag of a representation: it changes when the content does."""
    plain = content.model_dump(mode="json", exclude_unset=True) if isinstance(content, BaseModel) else content
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def require_match(if_match: str | None, current: object) -> None:
    """Refuse a change of what has changed meanwhile.

    Raises:
        ProblemError: 412.
    """
    if if_match is not None and not _matches(if_match, tag_of(current)):
        raise ProblemError(412, "It has changed since you read it; read it again.")


def _matches(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in header.split(","))


def body_of(model: type[Body]) -> Callable[[Request], Awaitable[Body]]:
    """Return what reads a request's body as JSON, exactly as the contract says."""
    adapter: TypeAdapter[Body] = TypeAdapter(model)

    async def read(request: Request) -> Body:
        raw = await request.body()
        try:
            return adapter.validate_json(raw, strict=True, context="wire", by_alias=True, by_name=False)
        except ValidationError as error:
            raise invalid(error.errors(include_url=False, include_context=False)) from None

    return read


def optional_body_of(model: type[Body]) -> Callable[[Request], Awaitable[Body | None]]:
    """Return what reads a body that may be missing."""
    required = body_of(model)

    async def read(request: Request) -> Body | None:
        return await required(request) if await request.body() else None

    return read


def refuse_as_wished(operation: Operation) -> None:
    """Fail as the caller wants to see it: ``Prefer: example=seatTaken``, or ``Prefer: code=409``.

    Raises:
        ProblemError: As the contract's example has it.
    """
    for found in _WISH.finditer(_WISHED.get("")):
        told = operation.failures.get(found[1])
        if told is not None:
            raise ProblemError(told["status"], told["detail"], kind=told["type"], title=told["title"])


async def serving(request: Request) -> Any:
    """Return the service that answers."""
    return request.app.state.service


class ContractRoute(APIRoute):
    """A route that does for its operation what the contract says of HTTP."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Leave a path to the template that it belongs to: ``/things/new`` is no ``/things/{id}`` where both are there."""
        found, more = super().matches(scope)
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        operation = OPERATIONS[self.operation_id or ""]
        if found is not Match.NONE and template_of(path) not in {"", operation.path}:
            return Match.NONE, {}
        return found, more

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        inner = super().get_route_handler()
        operation = OPERATIONS[self.operation_id or ""]

        async def answer(request: Request) -> Response:
            extra: dict[str, str] = {}
            try:
                response = await _admitted(request, operation, inner, extra)
            except ProblemError as error:
                response = error.response(request, operation)
            except RequestValidationError as error:
                response = invalid(error.errors()).response(request, operation)
            except HTTPException as error:
                told = ProblemError(error.status_code, str(error.detail), headers=error.headers)
                response = told.response(request, operation)
            except Exception:  # noqa: BLE001 - whatever fails, the caller gets problem details
                LOG.exception("%s failed", operation.id)
                response = ProblemError(500, "The server failed; its log says how.").response(
                    request, operation
                )
            return _finished(request, response, operation, extra)

        return answer


async def _admitted(
    request: Request,
    operation: Operation,
    inner: Callable[[Request], Awaitable[Response]],
    extra: dict[str, str],
) -> Response:
    policy = cast("Policy", request.app.state.policy)
    caller = await let_in(request, operation, policy.authenticate)
    _spend(policy.limiter, caller, operation, extra)
    _check_form(request, operation)
    _WISHED.set(request.headers.get("prefer", ""))
    key = request.headers.get("idempotency-key")
    if not key or not operation.parameter("header", "Idempotency-Key"):
        return await inner(request)
    entry = (caller.name, operation.id, key)
    digest = tag_of([request.url.path, request.url.query, (await request.body()).decode("utf-8", "replace")])
    known = policy.ledger.find(entry, digest)
    if known is not None:
        return Response(known.body, known.status_code, dict(known.headers))
    try:
        response = await inner(request)
    except BaseException:
        policy.ledger.entries.pop(entry, None)
        raise
    policy.ledger.entries[entry] = (digest, response)
    return response


def _spend(limiter: Limiter, caller: Caller, operation: Operation, extra: dict[str, str]) -> None:
    stated = operation.headers(operation.success).get("ratelimit-policy")
    found = _POLICY.search(str(example_of(stated))) if stated else None
    if found is None:
        return
    quota, window = int(found[1]), int(found[2] or 1)
    left, reset = limiter.spend(caller, quota, window)
    extra["ratelimit-policy"] = found.string
    extra["ratelimit"] = f"{found.string.partition(';')[0]};r={max(left, 0)};t={reset}"
    if left < 0:
        extra["retry-after"] = str(reset)
        raise ProblemError(429, f"More than {quota} calls in {window} s.")


def _check_form(request: Request, operation: Operation) -> None:
    """Refuse what no reader of parameters would notice: a parameter given twice, a body of another kind."""
    for name in set(request.query_params):
        schema = operation.parameter("query", name).get("schema", {})
        if len(request.query_params.getlist(name)) > 1 and schema.get("type") != "array":
            raise ProblemError(400, f"The parameter {name} is given more than once.")
    if not operation.media_types:
        return
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    if has_body and sent not in operation.media_types:
        raise ProblemError(415, f"The body has to be {' or '.join(operation.media_types)}.")


def _finished(request: Request, response: Response, operation: Operation, extra: dict[str, str]) -> Response:
    """Give a response the headers that the contract has for it."""
    status = response.status_code
    if status < 300 and not operation.json_of(str(status)):
        response = Response(status_code=status)
    stated = operation.headers(status)
    is_json = "json" in response.headers.get("content-type", "")
    if not response.body and is_json:
        del response.headers["content-type"]
    content = json.loads(bytes(response.body)) if response.body and is_json else None
    if status < 300 and "etag" in stated and content is not None:
        tag = response.headers.setdefault("etag", tag_of(content))
        asked = request.headers.get("if-none-match")
        if request.method == "GET" and asked and _matches(asked, tag) and operation.documented(304):
            kept = {
                name: response.headers[name] for name in ("etag", "cache-control") if name in response.headers
            }
            return _finished(request, Response(status_code=304, headers=kept), operation, extra)
    if status in {201, 202} and "location" in stated and "location" not in response.headers:
        place = location_of(operation, request.path_params, content)
        response.headers["location"] = place or request.url.path
    for name, header in stated.items():
        if name in extra:
            response.headers[name] = extra[name]
        elif name not in response.headers and name not in {"location", "etag", "www-authenticate"}:
            response.headers[name] = str(example_of(header))
    return response
