"""A contract becomes the modules of Python packages: a server that keeps it, and a client that relies on it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from archkit.generators._python_client import client_module, methods_module
from archkit.generators._python_models import models_module, names_in
from archkit.generators._python_operations import calls_of, memory_module, operations_module, routes_module
from archkit.generators._python_refusals import refusals_module
from archkit.generators._python_source import imports, pascal
from archkit.generators._python_types import FORMATS, Types
from archkit.render import raw

SERVER = "stub/generated"
"""The folder of the templates with the modules that are alike for every server."""
_SERVER_FILES = (
    "__init__.py", "__main__.py", "contract.py", "exchange.py", "formats.py", "look.css", "markup.py", "pages.py",
    "problems.py", "security.py", "server.py", "shapes.py", "store.py", "try.js", "trying.py",
)  # fmt: skip
_CLIENT_FILES = ("problems.py", "testing/__init__.py", "testing/transport.py", "transport.py")

_FROM = {
    "abc": ("ABC", "abstractmethod"),
    "collections.abc": ("AsyncIterator", "Iterator", "Mapping"),
    "dataclasses": ("dataclass",),
    "datetime": ("date", "datetime", "time"),
    "typing": ("Annotated", "Any", "Literal", "Optional", "Self", "Union"),
    "uuid": ("UUID", "uuid4"),
    "fastapi": ("APIRouter", "Cookie", "Depends", "Header", "Path", "Query"),
    ".": ("models",),
    ".exchange": ("ContractRoute", "body_of", "optional_body_of", "serving"),
    ".formats": tuple(FORMATS),
    ".operations": ("Operations",),
    ".store": ("Memory",),
    ".transport": ("AsyncTransport", "Call", "Transport"),
}
"""Where a name comes from."""
_STANDARD = ("abc", "collections.abc", "dataclasses", "datetime", "typing", "uuid")


def contract_text(document: Mapping[str, Any]) -> str:
    """Return the contract as the package carries it: in ASCII, so that nothing in it turns or hides a text."""
    return json.dumps(document, indent=2) + "\n"


def server_modules(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the files of the server's generated package: name and text."""
    types = Types(document)
    calls = calls_of(types)
    yield from ((name, raw(f"{SERVER}/{name}")) for name in _SERVER_FILES)
    yield "openapi.json", contract_text(document)
    yield "models.py", models_module(types)
    yield (
        "operations.py",
        _module("What a service has to do, an operation a method.", operations_module(calls)),
    )
    yield "memory.py", _module("Every operation, answered from memory.", memory_module(calls))
    yield "refusals.py", _refusals(document, "for your service to raise", client=False)
    yield "routes.py", _module("Requests find the method that answers them.", routes_module(calls))


def client_modules(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Yield the files of the client's package: name and text.

    Args:
        document: The contract.
        name: The name of the component; the classes are called after it.
    """
    types = Types(document)
    calls = calls_of(types)
    ours = f"{pascal(name)}Client"
    servers = document.get("servers") or [{}]
    body = client_module(calls, ours, str(servers[0].get("url", "")))
    yield "models.py", models_module(types)
    yield "formats.py", raw(f"{SERVER}/formats.py")
    yield from ((one, raw(f"client/{one}")) for one in _CLIENT_FILES)
    yield "refusals.py", _refusals(document, "for your program to catch", client=True)
    yield "client.py", _module("The API as methods.", body)
    yield "__init__.py", _front_door(ours)
    yield "testing/openapi.json", contract_text(document)
    yield "testing/contract.py", raw(f"{SERVER}/contract.py")
    told = "What the methods of the client are called, by the operations of the contract."
    yield "testing/methods.py", _module(told, methods_module(calls))


def _refusals(document: Mapping[str, Any], purpose: str, *, client: bool) -> str:
    told = f'"""What the domain refuses, {purpose}. Written by archkit; change the contract instead."""'
    body = refusals_module(document, client=client)
    return "\n".join([told, *(["", *body] if body else [])]) + "\n"


def _front_door(ours: str) -> str:
    names = [f"Async{ours}", "ProblemError", "etag_of", "location_of", "models", ours]
    exported = sorted(names, key=lambda one: (not one[0].isupper(), one))
    return "\n".join([
        '"""A typed client. Written by archkit from the contract; change the contract instead."""',
        "",
        "from . import models",
        *imports(".client", (ours, f"Async{ours}")),
        "from .problems import ProblemError",
        "from .transport import etag_of, location_of",
        "",
        "__all__ = [",
        *(f'    "{one}",' for one in exported),
        "]",
    ])  # fmt: skip


def _module(title: str, body: list[str]) -> str:
    """Return a module with the imports that its lines need."""
    used = names_in(body)
    defined = {
        line.split("(")[0].removeprefix("class ").rstrip(":") for line in body if line.startswith("class ")
    }
    blocks: list[list[str]] = [[], [], []]
    for source, names in _FROM.items():
        block = 0 if source in _STANDARD else 2 if source.startswith(".") else 1
        blocks[block] += imports(source, used.intersection(names) - defined)
    if "httpx" in used:
        blocks[1].insert(0, "import httpx")
    head = [f'"""{title} Written by archkit; change the contract instead."""']
    for one in blocks:
        if one:
            head += ["", *one]
    return "\n".join([*head, *body]) + "\n"
