"""Schemas of an OpenAPI document become Python's types: exact ones for what crosses the wire, plain ones for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archkit.generators._python_source import (
    BUILT_IN,
    Code,
    Group,
    after,
    call,
    literal,
    pascal,
    subscript,
    unique,
)

Node = Mapping[str, Any]
"""A part of an OpenAPI document."""

_FORMATS = {
    "uuid": "Uuid",
    "date": "Date",
    "date-time": "DateTime",
    "time": "Time",
    "duration": "Duration",
    "email": "Email",
    "uri": "Uri",
    "url": "Uri",
}
_PLAIN = {
    "Uuid": "UUID",
    "Date": "date",
    "DateTime": "datetime",
    "Time": "time",
    "Duration": "str",
    "Email": "str",
    "Uri": "str",
}
_SCALARS = {"string": "str", "integer": "Integer", "number": "Number", "boolean": "bool", "null": "None"}
_PLAIN_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_FROM_TEXT = {"Integer": "IntegerText", "Number": "NumberText", "bool": "BooleanText"}
"""What stands in a path, a query or a header is a text."""

FORMATS = frozenset({
    "BooleanText", "Date", "DateTime", "Duration", "Email", "Integer", "IntegerText", "Matching", "Model", "NeverNull", "Number",
    "NumberText", "Time", "Unique", "Uri", "Uuid",
})  # fmt: skip
"""Names of the generated module ``formats``."""

IMPORTED = FORMATS | {
    "Annotated", "Any", "ConfigDict", "Field", "Literal", "Mapping", "Optional", "SCHEMAS", "TypeAlias", "Union",
}  # fmt: skip
"""Names that a class of a user's schema must not take."""

_BOUNDS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minProperties": "min_length",
    "maxProperties": "max_length",
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
}


_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
"""What an integer of a format holds."""


@dataclass(frozen=True)
class Types:
    """The types of one document."""

    document: Node
    classes: Mapping[str, str] = field(init=False)
    """The name of the class by that of the schema."""

    def __post_init__(self) -> None:
        names = list(self.document.get("components", {}).get("schemas", {}))
        found = unique((pascal(name) for name in names), BUILT_IN | IMPORTED, suffix="Record")
        object.__setattr__(self, "classes", dict(zip(names, found, strict=True)))

    def resolve(self, node: Node) -> Node:
        """Follow references until there is something."""
        while "$ref" in node:
            found: Any = self.document
            for part in str(node["$ref"]).removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def is_object(self, schema: Node) -> bool:
        """Tell whether a schema becomes a class."""
        return bool(self.properties(schema))

    def properties(self, schema: Node) -> dict[str, Node]:
        """Return the properties of an object, those of its parts included."""
        schema = self.resolve(schema)
        found: dict[str, Node] = {}
        for part in schema.get("allOf", ()):
            found |= self.properties(part)
        return found | dict(schema.get("properties", {}))

    def required(self, schema: Node) -> frozenset[str]:
        """Return the names of the properties that are always there."""
        schema = self.resolve(schema)
        parts = [self.required(part) for part in schema.get("allOf", ())]
        return frozenset(schema.get("required", ())).union(*parts)

    def wire(self, schema: Node, *extra: Code, text: bool = False) -> Code:
        """Return the exact type of a value.

        Args:
            schema: What it is.
            extra: Further marks of ``Annotated``.
            text: It arrives as text: in a path, a query or a header.
        """
        kind = self._kind(schema, text=text)
        marks = (*self._marks(schema), *extra)
        return subscript("Annotated", kind, *marks) if marks else kind

    def plain(self, schema: Node, prefix: str = "") -> Code:
        """Return the type that people write.

        Args:
            schema: What it is.
            prefix: What stands before the name of a class: the module and a dot.
        """
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            return prefix + self.classes[name] if name in self.classes else "Any"
        if schema.get("enum"):
            return self._choice(schema)
        kinds, nullable = _kinds(schema)
        if kinds == ["array"]:
            found: Code = subscript("list", self.plain(schema.get("items", {}), prefix))
        elif kinds == ["object"]:
            found = "dict[str, Any]"
        elif len(kinds) == 1:
            exact = _FORMATS.get(schema.get("format", "")) if kinds == ["string"] else None
            found = _PLAIN[exact] if exact else _PLAIN_SCALARS[kinds[0]]
        else:
            return "Any"
        return optional(found) if nullable else found

    def _kind(self, schema: Node, *, text: bool = False) -> Code:
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            return self.classes.get(name, "Any")
        if "const" in schema:
            return subscript("Literal", literal(schema["const"])) if _is_choice(schema["const"]) else "Any"
        if schema.get("enum"):
            return self._choice(schema)
        for key in ("oneOf", "anyOf"):
            if schema.get(key):
                return subscript("Union", *(self.wire(one) for one in schema[key]))
        if len(schema.get("allOf", ())) == 1:
            return self._kind(schema["allOf"][0])
        kinds, nullable = _kinds(schema)
        options = [self._of_kind(kind, schema, text=text) for kind in kinds]
        if not options:
            return "None" if nullable else "Any"
        found = options[0] if len(options) == 1 else subscript("Union", *options)
        return optional(found) if nullable else found

    def _of_kind(self, kind: str, schema: Node, *, text: bool) -> Code:
        if kind == "array":
            return subscript("list", self.wire(schema.get("items", {}), text=text))
        if kind == "object":
            more = schema.get("additionalProperties")
            return (
                subscript("dict", "str", self.wire(more)) if isinstance(more, Mapping) else "dict[str, Any]"
            )
        exact = _FORMATS.get(schema.get("format", "")) if kind == "string" else None
        found = exact or _SCALARS.get(kind, "Any")
        return _FROM_TEXT.get(found, found) if text else found

    def _choice(self, schema: Node) -> Code:
        values = list(schema["enum"])
        if not all(one is None or _is_choice(one) for one in values):
            return "Any"
        found: Code = subscript("Literal", *(literal(one) for one in values if one is not None))
        return optional(found) if None in values else found

    def _marks(self, schema: Node) -> Iterator[Code]:
        if "$ref" in schema or schema.get("enum") or "const" in schema:
            return
        bounds: dict[str, Code] = {
            ours: literal(schema[theirs]) for theirs, ours in _BOUNDS.items() if theirs in schema
        }
        for bound, value in zip(("ge", "le"), _RANGES.get(str(schema.get("format")), ()), strict=False):
            if not bounds.keys() & ({"ge", "gt"} if bound == "ge" else {"le", "lt"}):
                bounds[bound] = literal(value)
        exact = schema.get("format") in _FORMATS and _FORMATS[schema["format"]] in {
            "Uuid",
            "Date",
            "DateTime",
            "Time",
        }
        if bounds and not exact:
            yield call("Field", **bounds)
        if "pattern" in schema and not exact:
            yield call("Matching", literal(schema["pattern"]))
        if schema.get("uniqueItems"):
            yield "Unique"


def optional(code: Code) -> Code:
    """Return the type that may be None as well."""
    if isinstance(code, Group):
        return subscript("Optional", code)
    return code if code in {"Any", "None"} else after(code, " | None")


def _is_choice(value: object) -> bool:
    """Tell whether Pydantic can compare with a value: half a character is none."""
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)
    return isinstance(value, bool | int)


def _kinds(schema: Node) -> tuple[list[str], bool]:
    """Return the types of a schema without null, and whether null is among them."""
    stated = schema.get("type", [])
    kinds = [stated] if isinstance(stated, str) else list(stated)
    if not kinds:
        kinds = ["object"] if "properties" in schema or "additionalProperties" in schema else []
    return [one for one in kinds if one != "null"], "null" in kinds
