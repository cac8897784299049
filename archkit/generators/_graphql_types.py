"""Types of a contract become types of GraphQL: objects, inputs, enums, scalars with the standard that they follow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archkit.contracts.names import camel, free
from archkit.contracts.schema import (
    Choice,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Primitive,
    Property,
    Schema,
    Type,
)
from archkit.generators._comments import comment_lines, sentence, traced

BUILT_IN = frozenset({"Query", "Mutation", "Subscription", "Int", "Float", "String", "Boolean", "ID"})
_SCALARS: Mapping[str, str] = {
    "string": "String", "text": "String", "integer": "Long", "number": "Float", "boolean": "Boolean", "uuid": "UUID",
    "date": "Date", "datetime": "DateTime", "duration": "Duration", "email": "String", "phone": "String",
    "url": "URL", "blob": "Base64", "json": "JSON",
}  # fmt: skip
_CUSTOM: Mapping[str, tuple[str, str]] = {
    "Long": ("A whole number of up to 64 bits; GraphQL's Int ends at 32.", ""),
    "UUID": ("A universally unique identifier.", "https://www.rfc-editor.org/rfc/rfc9562"),
    "Date": ("A day of the calendar: 2026-03-14.", "https://www.rfc-editor.org/rfc/rfc3339"),
    "DateTime": (
        "A moment, with its offset from UTC: 2026-03-14T09:26:53Z.",
        "https://www.rfc-editor.org/rfc/rfc3339",
    ),
    "Duration": (
        "A length of time as ISO 8601 writes it: PT30M.",
        "https://www.rfc-editor.org/rfc/rfc3339#appendix-A",
    ),
    "URL": ("A web address.", "https://www.rfc-editor.org/rfc/rfc3986"),
    "Base64": ("Bytes as text.", "https://www.rfc-editor.org/rfc/rfc4648#section-4"),
    "JSON": ("Any JSON value.", "https://www.rfc-editor.org/rfc/rfc8259"),
}
"""Scalars that GraphQL does not bring: what they are, and the document that specifies them."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field, or a field of an input."""

    name: str
    type: str
    description: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class GraphField:
    """A field of an object type."""

    name: str
    type: str
    description: tuple[str, ...]
    """Paragraphs."""
    arguments: tuple[Argument, ...] = ()


class GraphTypes:
    """Knows the type of everything in one contract, and collects the definitions that the types need."""

    def __init__(self, schemas: Mapping[str, Schema], taken: set[str]) -> None:
        """Name the types.

        Args:
            schemas: Those of the contract.
            taken: Names that operations and conventions have; those found here are added.
        """
        self._schemas = schemas
        self._taken = taken | BUILT_IN | _CUSTOM.keys()
        self._names: dict[tuple[str, bool], str] = {}
        self._enums: dict[str, str] = {}
        self._scalars: set[str] = set()
        self._definitions: dict[str, list[str]] = {}

    def definitions(self) -> Iterator[list[str]]:
        """Yield the lines of each definition: types by name, then scalars."""
        for name in sorted(self._definitions):
            yield self._definitions[name]
        for name in sorted(self._scalars):
            text, link = _CUSTOM[name]
            yield [
                *described([text]),
                f'scalar {name} @specifiedBy(url: "{link}")' if link else f"scalar {name}",
            ]

    def name(self, wanted: str) -> str:
        """Return a name for a type that nothing else has, as near to the wanted one as can be."""
        name = free(f"{wanted}Record" if wanted in self._taken else wanted, self._taken)
        self._taken.add(name)
        return name

    def define(self, name: str, lines: Iterable[str]) -> str:
        """Keep a definition and return its name."""
        self._definitions[name] = list(lines)
        return name

    def field(self, one: Property, *, nullable: bool = False) -> GraphField:
        """Return a property as a field of an object."""
        kind = self.type(one.type, own_id=one.name == "id")
        required = "!" if one.required and not nullable else ""
        return GraphField(
            camel(one.name), f"{kind}{required}", (one.description, _note(one), traced(one.origin))
        )

    def argument(self, one: Property, *, nullable: bool = False) -> Argument:
        """Return a property as an argument or a field of an input."""
        kind = self.type(one.type, given=True, own_id=one.name == "id")
        required = "!" if one.required and not nullable else ""
        return Argument(
            camel(one.name), f"{kind}{required}", " ".join(filter(None, (one.description, _note(one))))
        )

    def type(self, kind: Type, *, given: bool = False, own_id: bool = False) -> str:
        """Return the name of a type, as it may be null.

        Args:
            kind: The type.
            given: Whether a caller gives it: then objects are inputs.
            own_id: Whether it identifies the record in which it stands.
        """
        match kind:
            case Primitive():
                return "ID" if own_id else self.scalar(_SCALARS[kind.name])
            case Identifier():
                return "ID"
            case Choice():
                return self._enum(kind)
            case ListOf():
                return f"[{self.type(kind.of, given=given)}!]"
            case MapOf():
                return self.scalar("JSON")
            case Named():
                return self._object(kind.schema, given=given)

    def scalar(self, name: str) -> str:
        """Return the name of a scalar, and define it where GraphQL does not bring it."""
        if name in _CUSTOM:
            self._scalars.add(name)
        return name

    def _enum(self, kind: Choice) -> str:
        if kind.name not in self._enums:
            name = self._enums[kind.name] = self.name(kind.name)
            lines = [*described([f"The values of {name}."]), f"enum {name} {{"]
            for value, word in zip(kind.values, kind.words, strict=True):
                lines += [*described([sentence(word)], "  "), f"  {value}"]
            self.define(name, [*lines, "}"])
        return self._enums[kind.name]

    def _object(self, schema: str, *, given: bool) -> str:
        found = self._schemas[schema]
        if not found.properties:
            return self.scalar("JSON")
        key = schema, given
        if key not in self._names:
            name = f"{schema}Input" if given and not schema.endswith("Input") else schema
            self._names[key] = self.name(name)
            lines = self._input(found) if given else self._output(found)
            self.define(self._names[key], lines)
        return self._names[key]

    def _output(self, schema: Schema) -> list[str]:
        fields = [self.field(one) for one in schema.properties if one.access != "write-only"]
        if schema.open:
            text = "What this record has beside these fields; not all records have the same."
            fields.append(GraphField("otherFields", self.scalar("JSON"), (text,)))
        return object_lines(self._names[schema.name, False], _about(schema), unique(fields))

    def _input(self, schema: Schema) -> list[str]:
        given = [
            self.argument(one, nullable=self._reaches(one.type, schema.name))
            for one in schema.properties
            if one.access != "read-only"
        ]
        return input_lines(self._names[schema.name, True], _about(schema), given)

    def _reaches(self, kind: Type, goal: str, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether a record would have to hold itself: no input could ever be written down."""
        if not isinstance(kind, Named) or kind.schema in seen:
            return False
        inner = self._schemas[kind.schema].properties
        return kind.schema == goal or any(
            one.required and self._reaches(one.type, goal, seen | {kind.schema}) for one in inner
        )


def unique(fields: Iterable[GraphField]) -> tuple[GraphField, ...]:
    """Return fields with names of their own."""
    taken: set[str] = set()
    found = []
    for one in fields:
        name, number = one.name, 1
        while name in taken:
            number += 1
            name = f"{one.name}{number}"
        taken.add(name)
        found.append(replace(one, name=name))
    return tuple(found)


def object_lines(
    name: str, about: Iterable[str], fields: Iterable[GraphField], head: str = "type"
) -> list[str]:
    """Return the lines of an object type."""
    lines = [*described(about), f"{head} {name} {{"]
    for one in fields:
        lines += described(one.description, "  ")
        if one.arguments:
            lines.append(f"  {one.name}(")
            for argument in one.arguments:
                lines += described([argument.description], "    ")
                default = f" = {argument.default}" if argument.default else ""
                lines.append(f"    {argument.name}: {argument.type}{default}")
            lines.append(f"  ): {one.type}")
        else:
            lines.append(f"  {one.name}: {one.type}")
        lines.append("")
    return [*lines[:-1], "}"]


def input_lines(name: str, about: Iterable[str], given: Iterable[Argument]) -> list[str]:
    """Return the lines of an input type."""
    fields = unique(GraphField(one.name, one.type, (one.description,)) for one in given)
    return object_lines(name, about, fields, "input")


def described(paragraphs: Iterable[str | Sequence[str]], indent: str = "") -> list[str]:
    """Return a description as a block string, whose only syntax are three quotes in a row."""
    lines = [line.replace('"""', '\\"""') for line in comment_lines(paragraphs, 96 - len(indent))] or ["–"]
    if len(lines) == 1 and not lines[0].endswith(('"', "\\")) and not lines[0].startswith('"'):
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""', *(f"{indent}{line}".rstrip() for line in lines), f'{indent}"""']


def _about(schema: Schema) -> tuple[str, str]:
    return sentence(schema.description), f"From {schema.entity}." if schema.entity else ""


def _note(one: Property) -> str:
    """Say of a property what neither its type nor its description says."""
    match one.type:
        case Identifier():
            return "" if one.description else f"The id of {one.type.entity}."
        case MapOf():
            return "An object: by each key its value."
        case Primitive(name="email"):
            return "An e-mail address."
        case Primitive(name="phone"):
            return "A telephone number (E.164)."
        case _:
            return ""
