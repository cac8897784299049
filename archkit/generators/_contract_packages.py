"""Where the packages of a contract go, how they are called, and what their READMEs tell."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from archkit.contracts import contracts_of
from archkit.generators._artifact import Dossier, safe_name
from archkit.generators._markdown import code, plain
from archkit.generators._openapi_document import document
from archkit.generators._python_operations import Call, calls_of
from archkit.generators._python_source import (
    Code,
    before,
    call,
    lines,
    literal,
    pascal,
    printable,
    sentence,
    snake,
)
from archkit.generators._python_types import Types
from archkit.generators._surroundings import Surroundings
from archkit.render import templates


@dataclass(frozen=True)
class Api:
    """A component's contract, and the names of what is made of it."""

    id: str
    """The id of the component."""
    document: Mapping[str, Any]
    """The contract as an OpenAPI document, of JSON's values alone."""
    own: Mapping[str, str] = field(default_factory=dict)
    """A team's own templates by path."""

    @property
    def folder(self) -> str:
        """Its folder below those of servers and clients."""
        return safe_name(self.id)

    def package(self, kind: str) -> str:
        """Return the name of the Python package: a kind behind it keeps it apart from every other package."""
        return f"{snake(self.id)}_{kind}"

    def distribution(self, kind: str) -> str:
        """Return the name under which the package is installed, and its command."""
        return self.package(kind).replace("_", "-")

    @property
    def title(self) -> str:
        """The name of the API."""
        return printable(str(self.document["info"]["title"]))

    @property
    def version(self) -> str:
        """Its version."""
        return str(self.document["info"]["version"])

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Its operations."""
        return calls_of(Types(self.document))

    @cached_property
    def credential(self) -> str:
        """How a caller shows the development token, as a header; empty where nobody has to."""
        schemes = self.document.get("components", {}).get("securitySchemes", {})
        for scheme in schemes.values():
            if scheme["type"] == "apiKey":
                return f"{scheme['name']}: development" if scheme["in"] == "header" else ""
            if scheme["type"] == "mutualTLS":
                return "X-Client-Cert: development"
            if scheme["type"] == "http" and str(scheme["scheme"]).lower() == "basic":
                return "Authorization: Basic ZGV2ZWxvcGVyOmRldmVsb3BtZW50"
            return "Authorization: Bearer development"
        return ""

    @property
    def class_name(self) -> str:
        """The name of the client's class."""
        return f"{pascal(self.id)}Client"

    @property
    def base(self) -> str:
        """The path of the first server, without its last slash: below it all operations stand."""
        servers = self.document.get("servers") or [{}]
        return quote(urlsplit(str(servers[0].get("url", ""))).path.rstrip("/"), safe="/%")

    @property
    def example_path(self) -> str:
        """The path of a request that reads something."""
        reads = [one for one in self.calls if one.method == "get"] or list(self.calls[:1])
        path = reads[0].path if reads else "/"
        for argument in reads[0].arguments if reads else ():
            path = path.replace("{" + argument.wire_name + "}", quote(str(argument.example), safe=""))
        return self.base + path

    @property
    def conditional(self) -> list[str]:
        """The operations that take an If-Match, for which a fuzzer makes up entity tags."""
        return [one.id for one in self.calls if _takes(one, "if-match")]

    @property
    def keyed(self) -> bool:
        """Whether an operation takes an idempotency key."""
        return any(_takes(one, "idempotency-key") for one in self.calls)

    @property
    def first_method(self) -> list[str]:
        """A method of a service, as a start."""
        if not self.calls:
            return ["..."]
        reads = [one for one in self.calls if one.method == "get"]
        one = min(reads or self.calls, key=lambda one: (len(one.seen), one.name))
        parts: list[Code] = [a.name for a in one.seen if a.where == "path"]
        parts += ["body"] if one.body else []
        parts += [f"{a.name}={a.name}" for a in one.seen if a.where != "path"]
        done = call(f"await super().{one.name}", *parts)
        return [*lines(one.signature()), *lines(before("return ", done), 1, "  # your code comes here")]

    @property
    def first_use(self) -> list[str]:
        """A call of the client, as a start."""
        one = next((one for one in self.calls if one.method == "get"), None)
        if one is None:
            return ["..."]
        values: list[Code] = [literal(a.example) for a in one.arguments if a.where == "path"]
        values += [f"{a.name}={literal(a.example)}" for a in one.seen if a.where != "path" and a.required]
        return [
            "try:",
            *lines(call("print", call(f"api.{one.name}", *values)), 1),
            "except ProblemError as problem:",
            "    print(problem.status, problem.detail)",
        ]

    def text(self, template: str, kind: str, **more: object) -> str:
        """Return a template filled in for this API."""
        environment = templates(self.own)
        environment.filters |= {"plain": plain, "code": code, "sentence": sentence, "json": json.dumps}
        page = environment.get_template(template)
        return page.render(api=self, package=self.package(kind), distribution=self.distribution(kind), **more)


def apis(dossier: Dossier) -> Iterator[Api]:
    """Yield the contracts of all components that are called over REST."""
    around = Surroundings.of(dossier.requirements)
    for contract in contracts_of(dossier.requirements):
        if contract.component.interface == "rest":
            # Through JSON once, so that tuples and frozen maps are the lists and objects that a reader will see.
            told = json.loads(json.dumps(document(contract, around), default=_json))
            yield Api(contract.id, told, dossier.attached.templates)


def _takes(one: Call, header: str) -> bool:
    return any(a.where == "header" and a.wire_name.lower() == header for a in one.arguments)


def _json(value: object) -> object:
    """Return as JSON what a document holds beside JSON's own values: exact numbers and frozen maps."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
