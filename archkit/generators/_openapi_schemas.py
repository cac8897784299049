"""Schemas of a contract become JSON Schema 2020-12 as OpenAPI 3.1 embeds it: named, bounded, described, with examples."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from archkit.contracts import (
    Choice,
    Contract,
    Identifier,
    Json,
    ListOf,
    MapOf,
    Named,
    Primitive,
    Property,
    Schema,
    Type,
    example_of,
)
from archkit.generators._openapi_text import Texts, markdown
from archkit.generators._yaml import Data

_PRIMITIVES: Mapping[str, Mapping[str, Data]] = {
    "string": {"type": "string", "maxLength": 200},
    "text": {"type": "string", "maxLength": 10_000},
    "integer": {"type": "integer", "format": "int64"},
    "number": {"type": "number", "format": "double"},
    "boolean": {"type": "boolean"},
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "duration": {"type": "string", "format": "duration"},
    "email": {"type": "string", "format": "email", "maxLength": 254},
    "phone": {"type": "string", "maxLength": 32, "pattern": "^[+]?[0-9][0-9 ().-]{2,30}$"},
    "url": {"type": "string", "format": "uri", "maxLength": 2048},
    "blob": {"type": "string", "contentEncoding": "base64", "contentMediaType": "application/octet-stream"},
    "json": {
        "type": ["object", "array", "string", "number", "boolean", "null"],
        "items": {"type": ["object", "string", "number", "boolean", "null"]},
    },
}
_NARROWER: Mapping[tuple[str, str], Mapping[str, Data]] = {
    ("Money", "amount"): {"type": "string", "maxLength": 24, "pattern": "^-?[0-9]{1,15}([.][0-9]{1,6})?$"},
    ("Money", "currency"): {"type": "string", "minLength": 3, "maxLength": 3, "pattern": "^[A-Z]{3}$"},
    ("GeoPoint", "latitude"): {"type": "number", "format": "double", "minimum": -90, "maximum": 90},
    ("GeoPoint", "longitude"): {"type": "number", "format": "double", "minimum": -180, "maximum": 180},
}
"""Parts of the conventions' own values, which are bounded more tightly than their type."""


def plain_type(kind: Type) -> dict[str, Data]:
    """Return a type as JSON Schema, without description and examples."""
    match kind:
        case Primitive():
            return dict(_PRIMITIVES[kind.name])
        case Identifier():
            found = dict(_PRIMITIVES[kind.of.name])
            return {**found, "maxLength": 64} if kind.of.name == "string" else found
        case Choice():
            return {"type": "string", "enum": list(kind.values)}
        case ListOf():
            return {"type": "array", "items": plain_type(kind.of)}
        case MapOf():
            return {"type": "object", "additionalProperties": plain_type(kind.of)}
        case Named():
            return {"$ref": f"#/components/schemas/{kind.schema}"}


def data_of(value: Json) -> Data:
    """Return a value of an example as the YAML writer takes it."""
    if isinstance(value, Mapping):
        return {key: data_of(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [data_of(inner) for inner in value]
    return Decimal(str(value)) if isinstance(value, float) else value


def shown_example(
    contract: Contract, name: str, key: Callable[[str], str], side: Literal["sent", "answered"] | None = None
) -> Data:
    """Return an example of a schema: as a request, as an answer, or with all its parts.

    The state of long work is one that still runs, so it has neither an outcome nor a failure.
    """
    hidden = {"sent": "read-only", "answered": "write-only"}.get(side or "")
    if contract.schemas[name].role == "status":
        return data_of(example_of(contract.schemas, name, key, wanted=lambda one: one.required))
    return data_of(example_of(contract.schemas, name, key, wanted=lambda one: one.access != hidden))


class Schemas:
    """Writes the schemas of one contract."""

    def __init__(self, contract: Contract, key: Callable[[str], str], texts: Texts) -> None:
        self._contract = contract
        self._key = key
        self._texts = texts

    def all(self) -> dict[str, Data]:
        """Return every schema by its name."""
        return {name: self._schema(one) for name, one in self._contract.schemas.items()}

    def _schema(self, schema: Schema) -> dict[str, Data]:
        found: dict[str, Data] = {
            "type": "object",
            "description": self._texts.own(markdown(schema.description, 1000), schema.name),
        }
        required = [self._key(one.name) for one in schema.properties if one.required]
        if required:
            found["required"] = required
        found["properties"] = {self._key(one.name): self._property(schema, one) for one in schema.properties}
        if schema.open:
            found["additionalProperties"] = True
        found["examples"] = [shown_example(self._contract, schema.name, self._key)]
        if schema.entity is not None:
            found["x-archkit-entity"] = schema.entity.id
        return found

    def _property(self, schema: Schema, one: Property) -> dict[str, Data]:
        narrow = _NARROWER.get((schema.name, one.name))
        found: dict[str, Data] = {**(narrow or plain_type(one.type))}
        where = f"{schema.name}.{self._key(one.name)}"
        found["description"] = self._texts.own(markdown(one.description), where)
        if one.access == "read-only":
            found["readOnly"] = True
        if one.access == "write-only":
            found["writeOnly"] = True
        example = one.example
        if example is None and not isinstance(one.type, Named):
            whole = example_of(self._contract.schemas, schema.name, self._key)
            example = whole.get(self._key(one.name))
        if example is not None:
            found["examples"] = [data_of(example)]
        if one.origin is not None:
            entity = f"{one.origin.entity.id}." if one.origin.entity else ""
            found["x-archkit-field"] = f"{entity}{one.origin.field}"
        return found
