"""The operations of a contract become Python: what a server promises, the routes to it, and its life in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from archkit.generators._python_source import (
    BUILT_IN,
    Code,
    Group,
    after,
    before,
    call,
    docstring,
    lines,
    literal,
    printable,
    snake,
    subscript,
    unique,
)
from archkit.generators._python_types import Node, Types, optional

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_OURS = frozenset({"idempotency-key", "if-none-match"})
"""Headers that the exchange deals with, whatever the operation."""
_TAKEN = BUILT_IN | {
    "self", "cls", "body", "models", "service", "router", "request", "page", "item", "uuid4", "date",
    "datetime", "time", "httpx", "serving", "body_of", "optional_body_of", "abstractmethod",
}  # fmt: skip
"""Names that neither a parameter nor an operation may have: the generated modules use them."""
_PLACES = {"path": "Path", "query": "Query", "header": "Header", "cookie": "Cookie"}


@dataclass(frozen=True)
class Argument:
    """A parameter of an operation."""

    name: str
    """In Python."""
    node: Node
    """In the contract."""
    schema: Node
    """What it is."""

    @property
    def wire_name(self) -> str:
        """In the contract."""
        return str(self.node["name"])

    @property
    def where(self) -> str:
        """Its place: path, query, header or cookie."""
        return str(self.node["in"])

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.where == "path" or bool(self.node.get("required"))

    @property
    def is_ours(self) -> bool:
        """Whether the exchange deals with it, and no operation sees it."""
        return self.where == "header" and self.wire_name.lower() in _OURS

    @property
    def example(self) -> str | int | float:
        """A value that it might have."""
        stated = [self.node.get("example"), *self.schema.get("examples", ()), self.schema.get("example")]
        scalars = (str, int, float)
        return next((one for one in stated if isinstance(one, scalars)), "1")

    @property
    def default(self) -> str:
        """What it is when it is not given."""
        value = self.schema.get("default")
        return literal(value) if isinstance(value, str | int | float) else "None"


@dataclass(frozen=True)
class Call:
    """An operation of the contract, as Python calls it."""

    name: str
    """In Python."""
    types: Types
    method: str
    """In small letters."""
    path: str
    node: Node
    shared: tuple[Node, ...]
    """Parameters of all operations at this path."""

    @property
    def id(self) -> str:
        """Its id in the contract."""
        return str(self.node["operationId"])

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """Its parameters: those of the path first."""
        stated = [self.types.resolve(one) for one in (*self.shared, *self.node.get("parameters", ()))]
        once = list({(one["in"], one["name"]): one for one in stated}.values())
        once.sort(key=lambda one: one["in"] != "path")
        names = unique((snake(str(one["name"])) for one in once), _TAKEN)
        return tuple(
            Argument(name, one, self.types.resolve(one.get("schema", {})))
            for name, one in zip(names, once, strict=True)
        )

    @property
    def seen(self) -> tuple[Argument, ...]:
        """The parameters that the operation itself sees."""
        return tuple(one for one in self.arguments if not one.is_ours)

    @cached_property
    def responses(self) -> Mapping[str, Node]:
        """The documented responses by status."""
        return {
            str(status): self.types.resolve(one) for status, one in self.node.get("responses", {}).items()
        }

    @property
    def success(self) -> int:
        """The status when all went well."""
        return min((int(one) for one in self.responses if one.isdigit() and one.startswith("2")), default=200)

    @property
    def answer_schema(self) -> Node | None:
        """The schema of what comes back; None where nothing does."""
        return _json_schema(self.responses.get(str(self.success), {}))

    def returns(self) -> Code:
        """Return the type of what comes back."""
        schema = self.answer_schema
        return "None" if schema is None else self.types.plain(schema, "models.")

    @cached_property
    def body(self) -> tuple[Node, bool, str] | None:
        """The body's schema, whether it must be there, and its media type."""
        stated = self.types.resolve(self.node.get("requestBody", {}))
        for media, one in stated.get("content", {}).items():
            if "json" in media:
                return one.get("schema", {}), bool(stated.get("required")), str(media)
        return None

    def body_type(self) -> Code:
        """Return the type of the body."""
        return self.types.plain(self.body[0], "models.") if self.body else "None"

    @property
    def text(self) -> str:
        """What it does, for a docstring."""
        stated = (printable(str(self.node.get(key, ""))) for key in ("summary", "description"))
        return (next(filter(None, stated), "") or f"Answer {self.name}").rstrip(".") + "."

    def signature(self, *, asynchronous: bool = True, extra: tuple[Code, ...] = ()) -> Group:
        """Return the head of a method that does it."""
        parts: list[Code] = ["self"]
        parts += [
            before(f"{one.name}: ", self.types.plain(one.schema)) for one in self.seen if one.where == "path"
        ]
        if self.body:
            kind = self.body_type()
            parts.append(before("body: ", kind if self.body[1] else after(optional(kind), " = None")))
        named = [one for one in self.seen if one.where != "path"]
        if named or extra:
            parts.append("*")
        parts += [self._named(one) for one in named if one.required]
        parts += [self._named(one) for one in named if not one.required]
        parts += extra
        word = "async def" if asynchronous else "def"
        return Group(f"{word} {self.name}(", tuple(parts), f") -> {self.returns()}:")

    def _named(self, one: Argument) -> Code:
        kind = self.types.plain(one.schema)
        if one.required:
            return before(f"{one.name}: ", kind)
        wide = optional(kind) if one.default == "None" else kind
        return before(f"{one.name}: ", after(wide, f" = {one.default}"))


def calls_of(types: Types) -> tuple[Call, ...]:
    """Return all operations, each with a name of its own."""
    found = [
        (method, path, item[method], tuple(item.get("parameters", ())))
        for path, item in types.document.get("paths", {}).items()
        for method in METHODS
        if method in item
    ]
    names = unique((snake(str(one[2]["operationId"])) for one in found), _TAKEN | {"close", "memory"})
    return tuple(Call(name, types, *one) for name, one in zip(names, found, strict=True))


def _json_schema(response: Node) -> Node | None:
    for media, one in response.get("content", {}).items():
        if "json" in media:
            schema: Node = one.get("schema", {})
            return schema
    return None


def operations_module(calls: tuple[Call, ...]) -> list[str]:
    """Return the lines of the module that says what a service has to do."""
    body = [
        "",
        "",
        "class Operations(ABC):",
        '    """What the contract promises; a service keeps it."""',
    ]
    for one in calls:
        body += ["", "    @abstractmethod", *lines(one.signature(), 1), *docstring(one.text, 2)]
    return body


def memory_module(calls: tuple[Call, ...]) -> list[str]:
    """Return the lines of the module in which every operation answers from memory."""
    body = [
        "",
        "",
        "class InMemory(Operations):",
        '    """Answers every operation from memory; derive from it, and give one after the other a life of its own."""',
        "",
        "    def __init__(self) -> None:",
        '        """Begin with the examples of the contract."""',
        "        self.memory = Memory()",
    ]
    for one in calls:
        values = Group("{", tuple(before(f"{literal(a.wire_name)}: ", a.name) for a in one.seen), "}")
        parts: list[Code] = [_model(one), literal(one.id), values, *(["body"] if one.body else [])]
        answer = call("self.memory.answer", *parts)
        returned = before("return ", answer) if one.returns() != "None" else answer
        body += ["", *lines(one.signature(), 1), *docstring(one.text, 2), *lines(returned, 2)]
    return body


def _model(one: Call) -> Code:
    kind = one.returns()
    return "type(None)" if kind == "None" else kind


def routes_module(calls: tuple[Call, ...]) -> list[str]:
    """Return the lines of the module that leads requests to the service."""
    body = [
        "",
        "router = APIRouter(route_class=ContractRoute)",
        "Service = Annotated[Operations, Depends(serving)]",
    ]
    for one in calls:
        named: dict[str, Code] = {"operation_id": literal(one.id), "response_model_exclude_unset": "True"}
        if one.success != 200:
            named["status_code"] = str(one.success)
        head = f"@router.{one.method}"
        if one.method == "trace":
            head, named["methods"] = "@router.api_route", '["TRACE"]'
        passed: list[Code] = [a.name for a in one.seen if a.where == "path"]
        passed += ["body"] if one.body else []
        passed += [f"{a.name}={a.name}" for a in one.seen if a.where != "path"]
        done = call(f"await service.{one.name}", *passed)
        result = before("return ", done) if one.returns() != "None" else done
        decorator = call(head, literal(one.path), **named)
        body += ["", "", *lines(decorator), *lines(_route(one)), *docstring(one.text, 1), *lines(result, 1)]
    return body


def _route(one: Call) -> Group:
    parts: list[Code] = ["service: Service"]
    optional_ones: list[Code] = []
    for argument in one.arguments:
        code = _parameter(one.types, argument)
        (parts if argument.required else optional_ones).append(code)
    if one.body:
        kind = one.body_type()
        reader = "body_of" if one.body[1] else "optional_body_of"
        wide = kind if one.body[1] else optional(kind)
        parts.append(before("body: ", subscript("Annotated", wide, call("Depends", call(reader, kind)))))
    return Group(f"async def {one.name}(", (*parts, *optional_ones), f") -> {one.returns()}:")


def _parameter(types: Types, one: Argument) -> Code:
    kind: Any = types.wire(one.schema, text=True)
    marks: tuple[Code, ...] = ()
    if isinstance(kind, Group) and kind.head == "Annotated[":
        kind, marks = kind.parts[0], kind.parts[1:]
    place = call(_PLACES[one.where], alias=literal(one.wire_name))
    for mark in marks:
        if isinstance(mark, Group) and mark.head == "Field(":
            place = replace(place, parts=(*place.parts, *mark.parts))
    marks = tuple(mark for mark in marks if not (isinstance(mark, Group) and mark.head == "Field("))
    wide = kind if one.required or one.default != "None" else optional(kind)
    code = before(f"{one.name}: ", subscript("Annotated", wide, place, *marks))
    return code if one.required else after(code, f" = {one.default}")
