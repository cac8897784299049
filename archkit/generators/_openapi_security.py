"""How callers prove who they are, as OpenAPI's security schemes and requirements."""

from archkit.contracts import Contract, Operation
from archkit.generators._openapi_text import Texts, markdown
from archkit.generators._yaml import Data

_NAMES = {
    "oauth2": "oauth2",
    "openid": "openIdConnect",
    "api-key": "apiKey",
    "mutual-tls": "mutualTLS",
    "bearer": "bearer",
    "basic": "basic",
}

_SPOKEN = {
    "oauth2": "OAuth 2.0",
    "openid": "OpenID Connect",
    "api-key": "an API key",
    "mutual-tls": "a client certificate (mutual TLS)",
    "bearer": "a bearer token",
    "basic": "name and password (HTTP Basic)",
}


def required(contract: Contract, operation: Operation) -> list[Data]:
    """Return what one operation demands; nothing of a caller who has no credentials yet."""
    name = _NAMES.get(contract.security.scheme)
    if name is None or operation.anonymous:
        return []
    scopes = list(operation.scopes) if name == "oauth2" else []  # only there does the scheme list them
    return [{name: scopes}]


def schemes(contract: Contract, domain: str, texts: Texts) -> dict[str, Data]:
    """Return the one scheme of a contract by its name; none where no operation demands it."""
    scheme = contract.security.scheme
    if scheme == "none" or all(one.anonymous for one in contract.operations):
        return {}
    found: dict[str, Data]
    match scheme:
        case "oauth2":
            scopes = dict.fromkeys(scope for one in contract.operations for scope in one.scopes)
            flow: dict[str, Data] = {"tokenUrl": f"https://login.{domain}/token"}
            if contract.audience == "public":
                flow = {"authorizationUrl": f"https://login.{domain}/authorize", **flow}
            flow["scopes"] = {scope: _scope(scope) for scope in sorted(scopes)}
            kind = "authorizationCode" if contract.audience == "public" else "clientCredentials"
            found = {"type": "oauth2", "flows": {kind: flow}}
        case "openid":
            found = {
                "type": "openIdConnect",
                "openIdConnectUrl": f"https://login.{domain}/.well-known/openid-configuration",
            }
        case "api-key":
            found = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
        case "mutual-tls":
            found = {"type": "mutualTLS"}
        case "basic":
            found = {"type": "http", "scheme": "basic"}
        case _:
            found = {"type": "http", "scheme": "bearer"}
    text = f"How callers of {markdown(contract.name, 80)} prove who they are."
    return {_NAMES[scheme]: {**found, "description": texts.own(text, "security")}}


def proof(contract: Contract) -> str:
    """Say in a sentence how callers prove who they are, and that nobody has stated it where nobody has."""
    security = contract.security
    if security.scheme == "none":
        return "Callers need not prove who they are."
    why = "" if security.stated else f": nothing is stated, and this suits {contract.audience} callers"
    return f"Callers prove who they are by {_SPOKEN[security.scheme]}{why}."


def _scope(scope: str) -> str:
    tag, _, kind = scope.partition(":")
    return f"{'Read' if kind == 'read' else 'Change'} what stands below /{tag}"
