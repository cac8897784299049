"""Representations: what is kept becomes what a schema of the contract shows, and what a caller sends changes it."""

import json
import uuid
from collections.abc import Container, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .contract import Node, properties, resolve, sample
from .models import SCHEMAS

Item = dict[str, Any]

DONE = ("SUCCEEDED", "COMPLETED", "DONE", "FINISHED", "SUCCESS")
BEGUN = ("PENDING", "ACCEPTED", "NOT_STARTED", "QUEUED", "RUNNING", "IN_PROGRESS", "STARTED")


def shown(item: Item, schema: Node) -> Item:
    """Return an item as a schema shows it: with its properties alone, and examples where a value does not fit."""
    known = properties(schema)
    chosen = {name: value for name, value in item.items() if name in known}
    try:
        return _normal(chosen, schema)
    except ValidationError as error:
        bad = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        other = sample(schema)
        kept = {name: value for name, value in chosen.items() if name not in bad}
        return _normal({**{name: other[name] for name in bad if name in other}, **kept}, schema)


def _normal(item: Item, schema: Node) -> Item:
    """Return an item as its model writes it, so that its entity tag is that of the response."""
    model = SCHEMAS.get(str(schema.get("$ref", "")).rpartition("/")[2])
    if model is None:
        return item
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    written: Item = adapter.dump_python(
        adapter.validate_json(json.dumps(item)), mode="json", by_alias=True, exclude_unset=True
    )
    return written


def replaced(current: Item, sent: Item, request: Node) -> Item:
    """Return an item after PUT: what the request's schema knows is as sent, the rest as it was."""
    theirs = properties(request)
    return {name: value for name, value in current.items() if name not in theirs} | sent


def merged(current: Item, sent: Item) -> Item:
    """Return an item after PATCH with a JSON merge patch (RFC 7396)."""
    result = dict(current)
    for name, value in sent.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            before = result.get(name)
            result[name] = merged(before if isinstance(before, dict) else {}, value)
        else:
            result[name] = value
    return result


def fits(item: Item, wanted: Mapping[str, object]) -> bool:
    """Tell whether an item has the values that a query asks for."""
    return all(_text(item.get(name)) == _text(value) for name, value in wanted.items())


def _text(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) or value is None else str(value)


def new_id(schema: Node, taken: Container[str]) -> str | int:
    """Return an id that a schema allows and nothing has."""
    schema = resolve(schema)
    count = 1
    while schema.get("type") == "integer":
        count += 1
        if str(count) not in taken:
            return count
    text = str(uuid.uuid4())
    return text if schema.get("format") == "uuid" else text[: int(schema.get("maxLength", 36))]


def varied(value: object, place: int, schema: Node) -> object:
    """Return an id for a further example: like the first one, and another."""
    if isinstance(value, int):
        return value + place
    if resolve(schema).get("format") == "uuid":
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{value}/{place}"))
    return f"{value}-{place + 1}"


def states(schema: Node) -> tuple[str, tuple[str, ...]]:
    """Return the property that tells how far long work is, and what it may say; empty where there is none."""
    for name in ("status", "state"):
        choices = properties(schema).get(name, {}).get("enum", ())
        if any(one in DONE for one in choices):
            return name, tuple(choices)
    return "", ()
