"""Requests as the contract's examples have them: for tests, and for whoever wants to try an operation."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from .contract import BASE, CONTRACT, Operation, example_of, resolve


@dataclass(frozen=True)
class Trial:
    """A request that an operation should answer well."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    json: Any = None
    has_body: bool = False

    def but(self, **headers: str | None) -> "Trial":
        """Return it with other headers (underscores stand for hyphens); None leaves one out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in self.headers.items() if name.lower() not in named}
        added = {name: value for name, value in named.items() if value is not None}
        return replace(self, headers=kept | added)

    def asking(self, params: Mapping[str, str]) -> "Trial":
        """Return it with further parameters in the query."""
        return replace(self, params={**self.params, **params})

    def at(self, path: str) -> "Trial":
        """Return it at another path."""
        return replace(self, path=path)


@dataclass(frozen=True)
class Trials:
    """Makes requests for operations."""

    token: str
    """What lets the caller in."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Parameters of paths that are to be other ones than the examples."""

    def of(self, operation: Operation) -> Trial:
        """Return a request: what must be given, as the examples have it, with credentials."""
        path, params, headers = operation.path, dict[str, str](), dict[str, str]()
        for one in operation.parameters:
            name, where = one["name"], one["in"]
            value = self.values.get(name, _text(example_of(one)))
            if where == "path":
                path = path.replace("{" + name + "}", quote(value, safe=""))
            elif where == "query" and one.get("required"):
                params[name] = value
            elif where == "header" and name.lower() in {"idempotency-key", "if-match"}:
                headers[name] = "*" if name.lower() == "if-match" else "a-key-of-its-own-0001"
            elif where == "header" and one.get("required"):
                headers[name] = value
        body = None
        for media, one in operation.body.get("content", {}).items():
            headers["Content-Type"], body = media, example_of(one)
            break
        shown, asked = self._credentials(operation)
        return Trial(
            operation.method, BASE + path, params | asked, headers | shown, body, bool(operation.media_types)
        )

    def _credentials(self, operation: Operation) -> tuple[dict[str, str], dict[str, str]]:
        headers: dict[str, str] = {}
        params: dict[str, str] = {}
        for name in operation.security[0] if operation.security else ():
            scheme = resolve(CONTRACT["components"]["securitySchemes"][name])
            kind = scheme["type"]
            if kind == "apiKey" and scheme["in"] == "query":
                params[scheme["name"]] = self.token
            elif kind == "apiKey" and scheme["in"] == "cookie":
                headers["Cookie"] = f"{scheme['name']}={self.token}"
            elif kind == "apiKey":
                headers[scheme["name"]] = self.token
            elif kind == "mutualTLS":
                headers["X-Client-Cert"] = self.token
            elif kind == "http" and scheme["scheme"].lower() == "basic":
                pair = base64.b64encode(f"developer:{self.token}".encode()).decode()
                headers["Authorization"] = f"Basic {pair}"
            else:
                headers["Authorization"] = f"Bearer {self.token}"
        return headers, params


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
