"""The contract that this server keeps, and what it says about each operation."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

Node = dict[str, Any]
"""A part of the contract."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PARAMETER = re.compile(r"\{([^{}]*)\}")


def _load() -> Node:
    document: Node = json.loads(files(__package__).joinpath("openapi.json").read_text("utf-8"))
    return document


CONTRACT = _load()
"""The OpenAPI document as archkit derived it."""


def base_path() -> str:
    """Return the path of the first server, without its last slash: below it all operations stand."""
    servers = CONTRACT.get("servers") or [{}]
    address = str(servers[0].get("url", ""))
    for name, variable in servers[0].get("variables", {}).items():
        address = address.replace("{" + name + "}", str(variable.get("default", "")))
    return quote(urlsplit(address).path.rstrip("/"), safe="/%")


BASE = base_path()

PROBLEMS: Sequence[Node] = CONTRACT.get("x-archkit-problems", [])
"""The kinds of problems that the domain knows, each with its type, title, status and conditions."""


def served() -> Node:
    """Return the contract with this server as the first one, so that a browser tries it out here."""
    here = {"url": BASE or "/", "description": "The server that serves this document."}
    return CONTRACT | {"servers": [here, *CONTRACT.get("servers", [])]}


def resolve(node: Node) -> Node:
    """Follow references until there is something."""
    while "$ref" in node:
        found: Any = CONTRACT
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


@dataclass(frozen=True)
class Operation:
    """One operation, as the contract describes it."""

    id: str
    method: str
    """In capitals."""
    path: str
    """The template, below the base path."""
    node: Node
    """Its part of the contract."""
    parameters: tuple[Node, ...]
    """Those of the operation and of its path, references followed."""

    @cached_property
    def responses(self) -> Mapping[str, Node]:
        """The documented responses by status."""
        return {str(status): resolve(one) for status, one in self.node["responses"].items()}

    @cached_property
    def success(self) -> int:
        """The status of the answer when all went well."""
        return min((int(one) for one in self.responses if one.startswith("2") and one.isdigit()), default=200)

    @cached_property
    def body(self) -> Node:
        """The request's body; empty where there is none."""
        return resolve(self.node.get("requestBody", {}))

    @cached_property
    def media_types(self) -> tuple[str, ...]:
        """What a request's body may be."""
        return tuple(self.body.get("content", {}))

    @cached_property
    def answer(self) -> Node:
        """The JSON media type of the answer when all went well; empty where it has no body."""
        return self.json_of(str(self.success))

    @property
    def schema(self) -> Node:
        """The schema of that body, as it is written; most often a reference."""
        return dict(self.answer.get("schema", {}))

    @cached_property
    def security(self) -> tuple[Mapping[str, list[str]], ...]:
        """The ways to be let in, each a set of schemes with their scopes; empty where all may."""
        return tuple(self.node["security"] if "security" in self.node else CONTRACT.get("security") or ())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the paths of this operation."""
        parts = re.split(r"\{[^{}]*\}", BASE + self.path)
        return re.compile("[^/]+".join(re.escape(part) for part in parts))

    @cached_property
    def path_names(self) -> tuple[str, ...]:
        """The parameters of the path in their order."""
        return tuple(_PARAMETER.findall(self.path))

    def json_of(self, status: str) -> Node:
        """Return the JSON media type of a response; empty where it has none."""
        content = self.responses.get(status, {}).get("content", {})
        return next((resolve(one) for name, one in content.items() if "json" in name), {})

    def documented(self, status: int) -> bool:
        """Tell whether the contract lets the operation answer with a status."""
        return not {str(status), f"{status // 100}XX", "default"}.isdisjoint(self.responses)

    def headers(self, status: int) -> Mapping[str, Node]:
        """Return the documented headers of a response by their names in small letters."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.responses:
                stated = self.responses[key].get("headers", {})
                return {name.lower(): resolve(one) for name, one in stated.items()}
        return {}

    @cached_property
    def failures(self) -> Mapping[str, Node]:
        """Problem documents as the contract shows them, by the names of their examples and by their statuses."""
        found: dict[str, Node] = {}
        for status in self.responses:
            if not status.isdigit() or int(status) < 400:
                continue
            shown = self.json_of(status)
            named = {name: resolve(one).get("value") for name, one in shown.get("examples", {}).items()}
            for name, value in {**named, status: example_of(shown)}.items():
                if isinstance(value, dict) and value.get("status") == int(status):
                    found.setdefault(name, value)
        return found

    def parameter(self, where: str, name: str) -> Node:
        """Return a parameter; empty where there is none."""
        for one in self.parameters:
            if one["in"] == where and (
                one["name"] == name or (where == "header" and one["name"].lower() == name.lower())
            ):
                return one
        return {}

    def fill(self, values: Mapping[str, object]) -> str:
        """Return the path with its parameters filled in."""
        return _PARAMETER.sub(lambda found: quote(str(values[found[1]]), safe=""), self.path)


def _operations() -> Iterator[Operation]:
    for path, item in CONTRACT["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            node = item[method]
            stated = [resolve(one) for one in (*item.get("parameters", ()), *node.get("parameters", ()))]
            unique = {(one["in"], one["name"]): one for one in stated}
            yield Operation(node["operationId"], method.upper(), path, node, tuple(unique.values()))


OPERATIONS: Mapping[str, Operation] = {one.id: one for one in _operations()}
"""All operations by their id."""


def template_of(path: str) -> str:
    """Return the template that a path belongs to: names come before parameters, as OpenAPI has it; empty without one."""
    found = {one.path for one in OPERATIONS.values() if one.pattern.fullmatch(path)}
    return min(found, key=lambda one: [part.startswith("{") for part in one.split("/")], default="")


def allowed(path: str) -> list[str]:
    """Return the methods that the contract has for a path."""
    template = template_of(path)
    return sorted({one.method for one in OPERATIONS.values() if template and one.path == template})


def of_items(path: str) -> Operation | None:
    """Return the operation that reads one item of the collection at a path's template."""
    start = path + "/{"
    for one in OPERATIONS.values():
        if one.method == "GET" and one.path.startswith(start) and "/" not in one.path[len(start) :]:
            return one
    return None


def about_items(path: str) -> Operation | None:
    """Return an operation that shows one item of the collection at a path's template: the reading one, else another."""
    start = path + "/{"
    shown = [
        one
        for one in OPERATIONS.values()
        if one.path.startswith(start) and "/" not in one.path[len(start) :] and one.schema
    ]
    return of_items(path) or next(iter(shown), None)


def reader_of(path: str) -> Operation | None:
    """Return the operation that reads what a path's template names."""
    return next((one for one in OPERATIONS.values() if (one.method, one.path) == ("GET", path)), None)


def state_reader(operation: Operation) -> Operation | None:
    """Return the operation that tells how far accepted work is: it shows what the acceptance showed."""
    for one in OPERATIONS.values():
        if one.method == "GET" and one.path.endswith("}") and one.schema and one.schema == operation.schema:
            return one
    return None


def location_of(operation: Operation, values: Mapping[str, object], content: object) -> str:
    """Return the path of what an operation made, or of what tells how far it is; empty where neither has one."""
    reader = state_reader(operation) if operation.success == 202 else of_items(operation.path)
    if reader is None or not isinstance(content, dict):
        return ""
    last = reader.path_names[-1]
    known = {**values, last: next((content[name] for name in ("id", last) if name in content), None)}
    if any(known.get(name) is None for name in reader.path_names):
        return ""
    return BASE + reader.fill(known)


def id_property(schema: Node, parameter: str) -> str:
    """Return the property that holds what a path calls ``parameter``; empty where none does."""
    known = properties(schema)
    return next((name for name in ("id", parameter) if name in known), "")


NEXT = ("nextPageToken", "next_page_token")
"""How a page calls the token of the next one."""


def is_page(operation: Operation) -> bool:
    """Tell whether an operation answers with a page of a collection, and not with a record that has ``items``."""
    known = properties(operation.schema)
    return known.get("items", {}).get("type") == "array" and not known.keys().isdisjoint(NEXT)


def properties(schema: Node) -> Mapping[str, Node]:
    """Return the properties of an object's schema, those of its parts included."""
    schema = resolve(schema)
    found: dict[str, Node] = {}
    for part in schema.get("allOf", ()):
        found |= properties(part)
    return found | {name: resolve(one) for name, one in schema.get("properties", {}).items()}


def example_of(holder: Node) -> Any:
    """Return the example that a media type, parameter or header states, or else that of its schema."""
    if "example" in holder:
        return holder["example"]
    for one in holder.get("examples", {}).values():
        return resolve(one).get("value")
    return sample(holder.get("schema", {}))


def sample(schema: Node, depth: int = 0) -> Any:
    """Return a value that fits a schema: its example where it states one."""
    schema = resolve(schema)
    for key in ("const", "example", "default"):
        if key in schema:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("oneOf", "anyOf"):
        if schema.get(key):
            return sample(schema[key][0], depth + 1)
    kind = schema.get("type")
    kind = next((one for one in kind if one != "null"), "null") if isinstance(kind, list) else kind
    if kind == "object" or "properties" in schema or "allOf" in schema:
        required = schema.get("required", ())
        return {
            name: sample(one, depth + 1)
            for name, one in properties(schema).items()
            if name in required or depth == 0
        }
    if kind == "array":
        return [sample(schema.get("items", {}), depth + 1)] * int(schema.get("minItems", 0))
    return _scalar(schema, kind)


def _scalar(schema: Node, kind: object) -> Any:
    if kind in {"integer", "number"}:
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        return max(least, 0) if "maximum" not in schema else min(max(least, 0), schema["maximum"])
    if kind == "boolean":
        return False
    if kind == "null":
        return None
    texts = {
        "uuid": "6f1f9a0e-3c52-4c0b-9a51-0b5ad5b8c0de",
        "date": "2026-01-31",
        "date-time": "2026-01-31T12:00:00Z",
        "email": "someone@mail.test",
        "uri": "https://mail.test/",
    }
    return texts.get(schema.get("format", ""), "text".ljust(int(schema.get("minLength", 0)), "."))
