"""Payloads become JSON Schema as AsyncAPI has it (draft 07): beside a reference stands nothing."""

from collections.abc import Callable

from archkit.contracts import Property, Schema
from archkit.generators._comments import sentence
from archkit.generators._openapi_schemas import data_of, plain_type
from archkit.generators._openapi_text import markdown, plain
from archkit.generators._yaml import Data


def schema_data(schema: Schema, key: Callable[[str], str]) -> Data:
    """Return a named schema.

    Args:
        schema: What travels, or a part of it.
        key: Gives names their case.
    """
    found: dict[str, Data] = {
        "type": "object",
        "description": sentence(markdown(schema.description, 1000)),
        "properties": {key(one.name): _property(one) for one in schema.properties},
    }
    if required := [key(one.name) for one in schema.properties if one.required]:
        found["required"] = required
    if schema.open:
        found["additionalProperties"] = True
    if schema.entity is not None:
        found["x-archkit-entity"] = schema.entity.id
    return found


def _property(one: Property) -> Data:
    found = plain_type(one.type)
    if "$ref" in found:
        return found
    found["description"] = sentence(markdown(one.description))
    if one.example is not None:
        found["examples"] = [data_of(one.example)]
    if one.origin is not None and one.origin.field:
        entity = f"{one.origin.entity.id}." if one.origin.entity else ""
        found["x-archkit-field"] = f"{entity}{plain(one.origin.field)}"
    return found
