"""Types of a contract become types of Protocol Buffers: messages, enums, wrappers for what a field cannot hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from archkit.contracts import (
    Choice,
    Contract,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Primitive,
    Property,
    Schema,
    Type,
    pascal,
    snake,
    words,
)
from archkit.contracts.names import free
from archkit.generators._comments import traced

_SCALARS: Mapping[str, tuple[str, str]] = {
    "string": ("string", ""),
    "text": ("string", ""),
    "integer": ("int64", ""),
    "number": ("double", ""),
    "boolean": ("bool", ""),
    "uuid": ("string", "A UUID as text (RFC 9562)."),
    "date": ("string", "A day as YYYY-MM-DD (ISO 8601)."),
    "datetime": ("google.protobuf.Timestamp", ""),
    "duration": ("google.protobuf.Duration", ""),
    "email": ("string", "An e-mail address."),
    "phone": ("string", "A telephone number (E.164)."),
    "url": ("string", "A web address."),
    "blob": ("bytes", ""),
    "json": ("google.protobuf.Value", ""),
}
"""The contract's scalars to the type and to what the type does not say by itself."""
_IMPORTS = {
    "google.protobuf.Timestamp": "google/protobuf/timestamp.proto",
    "google.protobuf.Duration": "google/protobuf/duration.proto",
    "google.protobuf.Value": "google/protobuf/struct.proto",
    "google.protobuf.Struct": "google/protobuf/struct.proto",
    "google.protobuf.FieldMask": "google/protobuf/field_mask.proto",
}
_MESSAGES = frozenset(_IMPORTS)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message, all but its number."""

    name: str
    """In lower_snake_case, unique in the message."""
    type: str
    """Type with its label: ``repeated Review``."""
    comment: tuple[str, ...]
    """Paragraphs."""
    number: int = 0
    """The number that the conventions fix; 0 where it is stated or made of the name."""


class ProtoTypes:
    """Knows the type of everything in one contract, and collects what the types need."""

    def __init__(self, contract: Contract, taken: set[str]) -> None:
        """Name the messages of the contract.

        Args:
            contract: Whose schemas are written.
            taken: Names that the service and its requests and responses have; those found here are added.
        """
        self._contract = contract
        self._taken = taken
        self._names = {name: self._free(name) for name in contract.schemas}
        self._enums: dict[str, str] = {}
        self.imports: set[str] = set()
        self.enums: dict[str, Choice] = {}
        """Enum name to its values, as far as asked for."""
        self.wrappers: dict[str, Field] = {}
        """Name of a message that holds a list or map where a field cannot, to its one field."""
        self.wanted: dict[str, Schema] = {}
        """Message name to schema, as far as asked for."""

    def message(self, schema: str) -> str:
        """Return the name of a schema's message, and want it."""
        name = self._names[schema]
        self.wanted.setdefault(name, self._contract.schemas[schema])
        return name

    def field(self, one: Property, name: str = "") -> Field:
        """Return a property as a field, its name in snake_case and not yet unique."""
        kind, note = self._label(one.type, optional=not one.required)
        if one.description and isinstance(one.type, Identifier):
            note = ""  # the description names what it identifies
        return Field(snake(name or one.name), kind, (_joined(one.description, note), traced(one.origin)))

    def external(self, kind: str) -> str:
        """Return a type of Google's, and import it."""
        self.imports.add(_IMPORTS[kind])
        return kind

    def _free(self, name: str) -> str:
        return free(f"{name}Record" if name in self._taken else name, self._taken)

    def _label(self, kind: Type, *, optional: bool) -> tuple[str, str]:
        if isinstance(kind, ListOf):
            inner, note = self._single(kind.of)
            return f"repeated {inner}", note
        if isinstance(kind, MapOf):
            inner, note = self._single(kind.of)
            return f"map<string, {inner}>", note
        name, note = self._single(kind)
        presence = optional and not isinstance(kind, Named) and name not in _MESSAGES
        return (f"optional {name}" if presence else name), note

    def _single(self, kind: Type) -> tuple[str, str]:
        """Return the name of a type that can stand alone, in a list, or in a map."""
        match kind:
            case Primitive():
                name, note = _SCALARS[kind.name]
                return (self.external(name) if name in _IMPORTS else name), note
            case Identifier():
                return self._single(kind.of)[0], f"The id of {kind.entity}."
            case Choice():
                return self._enum(kind), ""
            case Named():
                return self.message(kind.schema), ""
            case ListOf() | MapOf():
                return self._wrapper(kind), ""

    def _enum(self, kind: Choice) -> str:
        if kind.name not in self._enums:
            self._enums[kind.name] = self._free(kind.name)
            self.enums[self._enums[kind.name]] = kind
        return self._enums[kind.name]

    def _wrapper(self, kind: ListOf | MapOf) -> str:
        label, note = self._label(kind, optional=False)
        word = "values" if isinstance(kind, ListOf) else "entries"
        inner = label.removeprefix("repeated ").removeprefix("map<string, ").rstrip(">").rpartition(".")[2]
        name = pascal(words(inner)) + ("List" if isinstance(kind, ListOf) else "Map")
        text = "The values, in their order." if isinstance(kind, ListOf) else "The values by their keys."
        field = Field(word, label, (_joined(text, note),))
        while self.wrappers.get(name, field) != field or (name in self._taken and name not in self.wrappers):
            name += "Wrapper"
        self._taken.add(name)
        self.wrappers[name] = field
        return name


def _joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)
