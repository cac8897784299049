"""Nobody comes in whom the contract does not let in: credentials are read as it says and judged by your ``access.py``."""

import asyncio
import base64
import binascii
import hmac
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from fastapi import Request

from .contract import CONTRACT, Node, Operation, resolve
from .problems import ProblemError


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls."""

    name: str
    """Tells callers apart: in rate limits, with idempotency keys and in logs."""
    scopes: frozenset[str] | None = None
    """What the caller may do; None: all that there is."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a caller shows."""

    scheme: str
    """The name of the security scheme in the contract."""
    value: str
    """The token or key; of HTTP Basic, the user and the password with a colon between them."""


Authenticate = Callable[[Credential], Caller | Awaitable[Caller | None] | None]
"""Tells who shows a credential; None refuses. It may be a coroutine function."""

_CALLER: ContextVar[Caller] = ContextVar("caller")

TOKEN = "STUB_TOKEN"  # noqa: S105 - the name of a variable
"""The environment variable that holds the development token."""

_KNOWN = "development"


def developer(credential: Credential) -> Caller | None:
    """Let in who shows the development token, or has it as the password: for your own machine alone."""
    shown = credential.value.rpartition(":")[2] if credential.value.count(":") == 1 else credential.value
    token = os.environ.get(TOKEN) or _KNOWN
    return Caller("developer") if hmac.compare_digest(shown.encode(), token.encode()) else None


def knows_everybody(authenticate: Authenticate) -> bool:
    """Tell whether the development token that stands in the README lets anybody in."""
    schemes = CONTRACT.get("components", {}).get("securitySchemes", {})

    async def ask() -> bool:
        found = [await _judged(authenticate, Credential(name, _KNOWN)) for name in schemes]
        return any(one is not None for one in found)

    return asyncio.run(ask())


def current_caller() -> Caller:
    """Return who makes the request that a service is answering."""
    return _CALLER.get(ANYBODY)


ANYBODY = Caller("anybody", frozenset())


async def let_in(request: Request, operation: Operation, authenticate: Authenticate) -> Caller:
    """Return who calls, and let the service know it.

    Raises:
        ProblemError: 401, nobody known; 403, somebody who may not do this.
    """
    caller = await _admitted(request, operation, authenticate)
    _CALLER.set(caller)
    return caller


async def _admitted(request: Request, operation: Operation, authenticate: Authenticate) -> Caller:
    if not operation.security or {} in operation.security:
        return ANYBODY
    known = None
    for way in operation.security:
        callers = [await _caller(request, name, authenticate) for name in way]
        if any(one is None for one in callers):
            continue
        known = callers[0]
        if known and all(_may(one, way[name]) for one, name in zip(callers, way, strict=True)):
            return known
    if known is not None:
        needed = sorted({scope for way in operation.security for scopes in way.values() for scope in scopes})
        raise ProblemError(403, f"This needs the scope {' or '.join(needed)}.")
    raise ProblemError(
        401, "Credentials are missing or wrong.", headers={"WWW-Authenticate": _asked(operation)}
    )


def _may(caller: Caller | None, scopes: list[str]) -> bool:
    return caller is not None and (caller.scopes is None or set(scopes) <= caller.scopes)


def _scheme(name: str) -> Node:
    return resolve(CONTRACT["components"]["securitySchemes"][name])


async def _caller(request: Request, name: str, authenticate: Authenticate) -> Caller | None:
    value = _shown(request, _scheme(name))
    return await _judged(authenticate, Credential(name, value)) if value else None


async def _judged(authenticate: Authenticate, credential: Credential) -> Caller | None:
    found = authenticate(credential)
    return await found if isinstance(found, Awaitable) else found


def _shown(request: Request, scheme: Mapping[str, str]) -> str:
    """Return what is shown, empty where nothing is."""
    kind = scheme["type"]
    if kind == "apiKey":
        places = {"header": request.headers, "query": request.query_params, "cookie": request.cookies}
        return places[scheme["in"]].get(scheme["name"], "")
    if kind == "mutualTLS":
        return request.headers.get(CERTIFICATE, "")
    word, _, rest = request.headers.get("authorization", "").partition(" ")
    if kind == "http" and scheme["scheme"].lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode() if word.lower() == "basic" else ""
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return rest.strip() if word.lower() == "bearer" else ""


CERTIFICATE = "x-client-cert"
"""Where the proxy that ends mutual TLS says who the client is; it must take the header off what comes from outside."""


def _asked(operation: Operation) -> str:
    return ", ".join(dict.fromkeys(_challenges(operation)))


def _challenges(operation: Operation) -> Iterator[str]:
    for way in operation.security:
        for name in way:
            scheme = _scheme(name)
            basic = scheme["type"] == "http" and scheme["scheme"].lower() == "basic"
            key = {"apiKey": "ApiKey", "mutualTLS": "Mutual"}.get(scheme["type"], "Bearer")
            yield 'Basic realm="api", charset="UTF-8"' if basic else f'{key} realm="api"'
