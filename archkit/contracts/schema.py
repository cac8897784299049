"""What travels through an interface, typed and free of any format: OpenAPI, protobuf and GraphQL are all written of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from archkit.diagnostics import Place
from archkit.model import Ref

Json = Mapping[str, "Json"] | tuple["Json", ...] | str | int | float | bool | None
"""A value as JSON has it, frozen."""

ScalarName = Literal[
    "string", "text", "integer", "number", "boolean", "uuid", "date", "datetime", "duration", "email", "phone",
    "url", "blob", "json",
]  # fmt: skip
"""The format's scalars, without those that have parts: money and geo-point are named schemas."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """A value without parts."""

    name: ScalarName


@dataclass(frozen=True, slots=True)
class Identifier:
    """The id of a record of another entity, or of this one."""

    entity: Ref
    """Whose id."""
    of: Primitive
    """What such an id is: the type of that entity's field ``id``, else a string."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values; formats in which an enumeration has a name use this one."""

    name: str
    """Unique in the contract, in PascalCase: ``RideState``."""
    values: tuple[str, ...]
    """In UPPER_SNAKE_CASE, in the order of the file."""
    words: tuple[str, ...]
    """The same values as the entity writes them."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """Values in an order."""

    of: "Type"


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values by a text as their key."""

    of: "Type"


@dataclass(frozen=True, slots=True)
class Named:
    """Another schema of the contract, by its name."""

    schema: str


Type = Primitive | Identifier | Choice | ListOf | MapOf | Named


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a property comes from: the field of an entity, or words of a step."""

    place: Place
    """Where it is written."""
    field: str
    """The name of the field, or the words, exactly as written."""
    entity: Ref | None = None
    """The entity whose field it is; None of words that no entity knows."""

    def __str__(self) -> str:
        return f"{self.entity}.{self.field}" if self.entity else self.field


@dataclass(frozen=True, slots=True)
class Property:
    """One part of a schema."""

    name: str
    """Words in small letters joined by hyphens, unique in its schema: ``card-reference``. Writers give it their case
    (``names.camel``, ``names.snake``)."""
    type: Type
    """What it holds."""
    description: str
    """What it means, in a sentence; user's words in it are as written."""
    origin: Origin | None = None
    """What it traces back to; None of what the conventions add, such as the token of the next page."""
    required: bool = True
    """Whether it is always there."""
    access: Literal["both", "read-only", "write-only"] = "both"
    """``read-only``: the server sets it; ``write-only``: it is never shown, such as a password."""
    example: Json = None
    """A value that it might have; None where its type has a named schema in it, which brings its own."""


Role = Literal["record", "input", "request", "page", "result", "value", "status", "message"]
"""What a schema is for: the representation of an entity, an entity inside a request, the body of a request, a page of
a collection, an answer that is no entity, a value with parts (Money), the state of long work, the payload of a message."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A named structure."""

    name: str
    """Unique in the contract, in PascalCase: ``Movie``, ``CreateUserRequest``, ``ReviewPage``."""
    role: Role
    """What it is for."""
    description: str
    """What it stands for, in a sentence."""
    properties: tuple[Property, ...]
    """Its parts, in the order of the file."""
    entity: Ref | None = None
    """The entity whose representation it is, or whose records it is made of."""
    place: Place | None = None
    """Where that entity is written."""
    open: bool = False
    """Whether records may have fields beside these: entities with ``schema: varies``."""

    def property(self, name: str) -> Property | None:
        """Return a part by its name."""
        return next((one for one in self.properties if one.name == name), None)
