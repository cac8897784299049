"""A type becomes a value that it might have: the same one each time, plausible enough to be read."""

from collections.abc import Callable, Mapping
from uuid import NAMESPACE_URL, uuid5

from archkit.contracts.names import camel, spoken
from archkit.contracts.schema import (
    Choice,
    Identifier,
    Json,
    ListOf,
    MapOf,
    Named,
    Primitive,
    Property,
    Schema,
    Type,
)

_BY_NAME: Mapping[str, str] = {
    "title": "Second Spring", "city": "Lisbon", "country": "PT", "currency": "EUR", "language": "en",
    "address": "Rua do Sol 7, Lisbon", "street": "Rua do Sol 7", "postcode": "1200-001", "region": "eu-central",
    "reason": "Changed plans", "comment": "Kept me awake until the end.", "text": "Kept me awake until the end.",
    "description": "A quiet story about a loud summer.", "genre": "drama", "keyword": "summer", "query": "summer",
    "code": "A7-42", "number": "4200-0000-0000", "version": "1.4.2", "password": "correct horse battery staple",
    "vehicle": "Blue estate car", "show": "Evening performance", "row": "G", "holder": "Ada Lovelace",
    "expires": "2029-08", "subject": "Your order", "category": "outdoor", "token": "4f6b2c",
}  # fmt: skip
_PEOPLE = frozenset(
    {
        "user",
        "customer",
        "person",
        "patient",
        "rider",
        "driver",
        "actor",
        "director",
        "candidate",
        "doctor",
        "account",
    }
)
_INTEGERS: Mapping[str, int] = {"rating": 4, "seats": 3, "age": 36, "year": 2026, "quantity": 2, "pieces": 12}
_NUMBERS: Mapping[str, float] = {"average": 4.3, "latitude": 38.7223, "longitude": -9.1393, "score": 0.87}


def scalar_example(name: str, owner: str, kind: Primitive) -> Json:
    """Return a value of a type without parts.

    Args:
        name: The property, words joined by hyphens.
        owner: Whose property it is, in words.
        kind: The type.
    """
    last = name.rpartition("-")[2]
    match kind.name:
        case "uuid":
            return str(uuid5(NAMESPACE_URL, f"{owner}/{name}"))
        case "integer":
            return _INTEGERS.get(last, 7)
        case "number":
            return _NUMBERS.get(last, 12.5)
        case "boolean":
            return True
        case "json":
            return {"key": "value"}
        case "string" | "text":
            return _text_example(name, last, owner)
    return _FIXED[kind.name]


_FIXED: Mapping[str, Json] = {
    "date": "2026-03-14",
    "datetime": "2026-03-14T09:26:53Z",
    "duration": "PT30M",
    "email": "ada@mail.example",
    "phone": "+351210001000",
    "url": "https://media.example/picture.jpg",
    "blob": "aGVsbG8=",
}


def _text_example(name: str, last: str, owner: str) -> str:
    if last == "name":
        person = any(word in _PEOPLE for word in owner.lower().replace("-", " ").split())
        return "Ada Lovelace" if person else f"Example {spoken(owner)}"[:60]
    if last == "id":
        return f"{owner.lower().replace(' ', '-')[:20]}-7"
    return _BY_NAME.get(last) or spoken(name).capitalize()[:60]


def type_example(kind: Type, name: str, owner: str) -> Json:
    """Return a value of a type; None where a named schema in it brings its own."""
    match kind:
        case Primitive():
            return scalar_example(name, owner, kind)
        case Identifier():
            return identifier_example(kind)
        case Choice():
            return kind.values[0]
        case ListOf():
            inner = type_example(kind.of, name, owner)
            return None if inner is None else (inner,)
        case MapOf():
            inner = type_example(kind.of, name, owner)
            return None if inner is None else {"key": inner}
        case Named():
            return None


def identifier_example(kind: Identifier) -> Json:
    """Return an id: the same for one entity wherever it stands, so that examples fit together."""
    return scalar_example("id", kind.entity.id, kind.of)


def example_of(
    schemas: Mapping[str, Schema],
    name: str,
    key: Callable[[str], str] = camel,
    *,
    wanted: Callable[[Property], bool] = lambda _: True,
) -> dict[str, Json]:
    """Return a value of a named schema, made of the examples of its properties.

    Args:
        schemas: Those of the contract.
        name: The schema.
        key: Gives a property's name the case of the format.
        wanted: Tells which properties to show: an answer has no write-only ones, say.
    """
    return _example(schemas, name, key, wanted, ())


def _example(
    schemas: Mapping[str, Schema],
    name: str,
    key: Callable[[str], str],
    wanted: Callable[[Property], bool],
    above: tuple[str, ...],
) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for one in schemas[name].properties:
        if not wanted(one):
            continue
        value = (
            one.example if one.example is not None else _inner(schemas, one.type, key, wanted, (*above, name))
        )
        if value is not None:
            found[key(one.name)] = value
    return found


def _inner(
    schemas: Mapping[str, Schema],
    kind: Type,
    key: Callable[[str], str],
    wanted: Callable[[Property], bool],
    above: tuple[str, ...],
) -> Json:
    match kind:
        case Named():
            return None if kind.schema in above else _example(schemas, kind.schema, key, wanted, above)
        case ListOf():
            inner = _inner(schemas, kind.of, key, wanted, above)
            return () if inner is None else (inner,)
        case MapOf():
            inner = _inner(schemas, kind.of, key, wanted, above)
            return {} if inner is None else {"key": inner}
        case _:
            return type_example(kind, "value", "value")
