"""Calls become HTTP requests and responses become values; what may be repeated is, after a while."""

import asyncio
import base64
import random
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_json, to_jsonable_python

from .formats import Model, arrived, header_of
from .problems import problem_of
from .refusals import KINDS

Answer = TypeVar("Answer")

LONGEST_PAUSE = 30.0
"""Seconds that a call waits at most before it is repeated."""
_AGAIN = frozenset({
    HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT
})  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A call of one operation."""

    method: str
    path: str
    """The template, below the base address."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills the template."""
    query: Mapping[str, object] = field(default_factory=dict)
    """What is None is left out."""
    headers: Mapping[str, object] = field(default_factory=dict)
    """What is None is left out."""
    body: object = None
    media_type: str = ""
    """What the body is; empty where there is none."""
    shows: str = ""
    """How the caller is named: ``bearer``, ``basic``, ``header NAME``, ``query NAME`` or ``cookie NAME``."""
    repeatable: bool = False
    """Whether doing it twice is doing it once."""

    def request(self, credential: str | None) -> "Request":
        """Return it as HTTP.

        Raises:
            ValueError: A value would lead to another path than the operation's.
        """
        headers = {name: _text(value) for name, value in self.headers.items() if value is not None}
        query = {name: _texts(value) for name, value in self.query.items() if value is not None}
        content = b""
        if self.media_type and self.body is not None:
            headers["Content-Type"] = self.media_type
            content = _json(self.body)
        if credential is not None:
            _show(self.shows, credential, headers, query)
        return Request(self.method, self._filled(), headers, query, content)

    def _filled(self) -> str:
        path = self.path
        for name, value in self.values.items():
            text = _text(value)
            if text in {"", ".", ".."}:
                raise ValueError(f"{name} cannot be {text!r}: it is a part of a path")
            path = path.replace("{" + name + "}", quote(text, safe=""))
        return path

    def pause(self, attempt: int, retries: int, response: httpx.Response | None = None) -> float | None:
        """Return the seconds to wait before it is sent again; None when it is not."""
        if attempt >= retries or not self.repeatable:
            return None
        if response is not None and response.status_code not in _AGAIN:
            return None
        asked = response.headers.get("retry-after", "") if response is not None else ""
        if asked.isdigit():
            return float(asked) if float(asked) <= LONGEST_PAUSE else None
        return random.uniform(0, min(0.2 * 2**attempt, LONGEST_PAUSE))  # noqa: S311 - spreads callers, hides nothing

    def read(self, model: type[Answer], response: httpx.Response) -> Answer:
        """Return what a response says.

        Raises:
            ProblemError: It tells of a failure.
        """
        if not response.is_success:
            raise problem_of(response, KINDS)
        adapter: TypeAdapter[Answer] = TypeAdapter(model)
        found = adapter.validate_json(response.content or b"null")
        if isinstance(found, Model):
            arrived(found, response.headers)
        return found


@dataclass(frozen=True)
class Request:
    """A call as HTTP."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, list[str]]
    content: bytes

    def at(self, base_url: str) -> dict[str, Any]:
        """Return it as the arguments of an HTTP client."""
        return {
            "method": self.method,
            "url": base_url + self.path,
            "params": self.query,
            "headers": self.headers,
            "content": self.content,
        }


def turns(
    call: Call, model: type[Answer], credential: str | None, retries: int
) -> Generator[Request | float, httpx.Response | httpx.TransportError | None, Answer]:
    """Yield what is to be sent, and the seconds to wait before it is sent again; return the answer in the end.

    Whoever drives it sends in what came: a response, or the error that came instead.

    Raises:
        TransportError: No answer came, and asking again may do harm or has done no good.
        ProblemError: The answer tells of a failure.
    """
    request = call.request(credential)
    attempt = 0
    while True:
        came = yield request
        response = came if isinstance(came, httpx.Response) else None
        pause = call.pause(attempt, retries, response)
        if pause is not None:
            yield pause
            attempt += 1
        elif response is not None:
            return call.read(model, response)
        elif isinstance(came, httpx.TransportError):
            raise came


class Transport:
    """Sends calls and waits for the answers."""

    def __init__(
        self, base_url: str, credential: str | None, http: httpx.Client | None, retries: int
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._credential = credential
        self._http = http or httpx.Client(timeout=10.0)
        self._retries = retries

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, model: type[Answer], call: Call) -> Answer:
        """Return the answer of a call."""
        steps = turns(call, model, self._credential, self._retries)
        step = next(steps)
        while True:
            try:
                step = steps.send(self._done(step))
            except StopIteration as end:
                answer: Answer = end.value
                return answer

    def _done(self, step: Request | float) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, float):
            time.sleep(step)
            return None
        try:
            return self._http.request(**step.at(self._base_url))
        except httpx.TransportError as error:
            return error


class AsyncTransport:
    """Sends calls and waits for the answers, while others go on."""

    def __init__(
        self, base_url: str, credential: str | None, http: httpx.AsyncClient | None, retries: int
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._credential = credential
        self._http = http or httpx.AsyncClient(timeout=10.0)
        self._retries = retries

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, model: type[Answer], call: Call) -> Answer:
        """Return the answer of a call."""
        steps = turns(call, model, self._credential, self._retries)
        step = next(steps)
        while True:
            try:
                step = steps.send(await self._done(step))
            except StopIteration as end:
                answer: Answer = end.value
                return answer

    async def _done(self, step: Request | float) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, float):
            await asyncio.sleep(step)
            return None
        try:
            return await self._http.request(**step.at(self._base_url))
        except httpx.TransportError as error:
            return error


def etag_of(value: object) -> str | None:
    """Return the entity tag with which something came; give it as ``if_match`` when you change it."""
    return header_of(value, "etag")


def location_of(value: object) -> str | None:
    """Return where a created resource is, or where to see how far accepted work is."""
    return header_of(value, "location")


def _show(how: str, credential: str, headers: dict[str, str], query: dict[str, list[str]]) -> None:
    kind, _, name = how.partition(" ")
    if kind == "bearer":
        headers["Authorization"] = f"Bearer {credential}"
    elif kind == "basic":
        headers["Authorization"] = f"Basic {base64.b64encode(credential.encode()).decode()}"
    elif kind == "header":
        headers[name] = credential
    elif kind == "query":
        query[name] = [credential]
    elif kind == "cookie":
        headers["Cookie"] = f"{name}={credential}"


def _json(value: object) -> bytes:
    if isinstance(value, BaseModel):
        return value.model_dump_json(exclude_unset=True).encode()
    return to_json(value)


def _text(value: object) -> str:
    plain = to_jsonable_python(value)
    return str(plain).lower() if isinstance(plain, bool) else str(plain)


def _texts(value: object) -> list[str]:
    return [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
