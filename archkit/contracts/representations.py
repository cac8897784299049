"""Entities and what steps send become named schemas, each property tracing back to the field that it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archkit.contracts.data import Datum
from archkit.contracts.examples import identifier_example, type_example
from archkit.contracts.names import camel, constant, free, pascal, spoken, with_article, words
from archkit.contracts.schema import (
    Choice,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Origin,
    Primitive,
    Property,
    Role,
    ScalarName,
    Schema,
    Type,
)
from archkit.contracts.values import GEO_POINT, MONEY, VALUES
from archkit.model import (
    ChoiceType,
    EmbeddedType,
    Entity,
    FieldType,
    ListType,
    MapType,
    OptionalType,
    Ref,
    RefType,
    Requirements,
    ScalarType,
    entities_in,
    is_plural,
    plural,
    singular,
)

RESERVED = frozenset({MONEY, GEO_POINT, "Problem", "OperationStatus"})
"""Names of schemas that the conventions bring; an entity of such a name gets another."""

_SECRET = ("password", "passwd", "secret", "hash", "salt", "pin", "cvv")
"""Words in the name of a field that no interface shows, whether or not ``hidden`` says so."""
_PARTICIPLES = frozenset(
    {
        "written",
        "sent",
        "taken",
        "paid",
        "begun",
        "sold",
        "bought",
        "made",
        "seen",
        "read",
        "born",
        "known",
        "set",
        "left",
    }
)
_SERVER_SET = frozenset(
    {"created", "updated", "changed", "modified", "registered", "written", "booked", "issued", "asked", "received",
     "posted", "started", "finished", "recorded", "joined", "opened", "closed", "paid", "sent", "saved"}
)  # fmt: skip
"""Moments that the server notes when it happens: a caller who sends a whole record does not choose them."""
_NO_NOUNS = frozenset(
    {"until", "since", "from", "to", "by", "via", "expires", "valid", "up-to", "notify-by", "caused-by"}
)
"""Names of fields that do not read well behind an article."""
_STATES = frozenset({"state", "status", "phase", "stage"})
_WORDS: Mapping[str, ScalarName] = {
    "email": "email", "mail": "email", "phone": "phone", "url": "url", "link": "url", "day": "date", "date": "date",
    "birthday": "date", "until": "datetime", "time": "datetime", "since": "datetime", "from": "datetime",
    "count": "integer", "attempts": "integer", "pieces": "integer", "seats": "integer", "rating": "integer",
    "text": "text", "comment": "text", "reason": "text", "description": "text", "duration": "duration",
}  # fmt: skip
"""The last of mere words to the type that they probably have."""
_MONEY_WORDS = frozenset({"amount", "price", "fare", "fee", "cost", "tip", "sum", "total"})
_PLACE_WORDS = frozenset({"point", "location", "coordinates", "position"})


class SchemaNames:
    """What the schemas of entities and of their choices are called, in every contract of a workspace."""

    def __init__(self, requirements: Requirements) -> None:
        """Find a name for each, in the order of the ids."""
        taken = set(RESERVED)
        self.entities = {one: _entity_name(one, taken) for one in sorted(requirements.entities)}
        self.choices = {
            (one, field): free(self.entities[one] + pascal(words(field)), taken)
            for one in self.entities
            for field in requirements.entities[one].fields
        }
        self.taken = frozenset(taken)


def _entity_name(identifier: str, taken: set[str]) -> str:
    name = pascal(words(identifier))
    return free(f"{name}Record" if name in RESERVED else name, taken)


class _Taken(set[str]):
    """Names that one contract took, beside those that all of them know."""

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def __contains__(self, name: object) -> bool:
        return name in self._known or super().__contains__(name)


class Representations:
    """The schemas of one contract; each is made when it is first asked for."""

    def __init__(self, requirements: Requirements, names: SchemaNames | None = None) -> None:
        """Name the requirements, and the names of their schemas where these are made already."""
        self._requirements = requirements
        self._schemas: dict[str, Schema] = {}
        self._building: list[str] = []
        self._identified: set[str] = set()
        names = names or SchemaNames(requirements)
        self._taken = _Taken(names.taken)
        self._names, self._choices = names.entities, names.choices

    @property
    def schemas(self) -> Mapping[str, Schema]:
        """All that were asked for, and those inside them, by name."""
        return dict(sorted(self._schemas.items()))

    def identify(self, entity: Entity) -> None:
        """Give records of an entity without an id one: they have an address of their own."""
        if "id" not in {words(one) for one in entity.fields}:
            self._identified.add(entity.id)

    def record(self, entity: Entity) -> str:
        """Return the name of the schema of a record as it is shown."""
        name = self._names[entity.id]
        if name not in self._schemas and name not in self._building:
            self._building.append(name)
            description = entity.description or f"{with_article(entity.label)}.".capitalize()
            properties = self._fields(entity, "record")
            if entity.id in self._identified:
                properties = (self._own_id(entity), *properties)
            self._building.pop()
            self._schemas[name] = Schema(
                name, "record", description, properties, entity.ref, entity.place, entity.schema_ == "varies"
            )
        return name

    def _own_id(self, entity: Entity) -> Property:
        kind = self.identifier(entity)
        text = f"Identifies the {spoken(words(entity.label))}; the service assigns it."
        return Property("id", kind, text, access="read-only", example=identifier_example(kind))

    def input(self, entity: Entity) -> str:
        """Return the name of the schema of a record inside a request: without what only the server sets."""
        name = f"{self._names[entity.id]}Input"
        if name not in self._schemas and name not in self._building:
            self._building.append(name)
            properties = tuple(self.writable(entity))
            self._building.pop()
            noun = with_article(spoken(words(entity.label)))
            self._schemas[name] = Schema(
                name,
                "input",
                f"{noun.capitalize()} as callers send it.",
                properties,
                entity.ref,
                entity.place,
            )
        return name

    def writable(self, entity: Entity, *, creating: bool = False) -> Iterator[Property]:
        """Yield the parts of a record that a caller may set.

        Args:
            entity: Whose record.
            creating: The record is new: its state is the server's to choose.
        """
        for one in self._fields(entity, "input"):
            if one.access == "read-only" or (
                creating and one.name in _STATES and isinstance(one.type, Choice)
            ):
                continue
            yield one

    def add(
        self,
        name: str,
        role: Role,
        description: str,
        properties: Iterable[Property],
        entity: Entity | None = None,
    ) -> str:
        """Keep a schema of one's own, under its name or, where that is an entity's, the next free one."""
        found = (
            name
            if self._schemas.get(name, None) is None and name not in self._taken
            else free(name, self._taken)
        )
        self._taken.add(found)
        self._schemas[found] = Schema(
            found,
            role,
            description,
            tuple(unique(properties)),
            entity.ref if entity else None,
            entity.place if entity else None,
        )
        return found

    def keep(self, name: str, role: Role, description: str, properties: Iterable[Property]) -> None:
        """Keep a schema of the conventions under its reserved name."""
        self._schemas[name] = Schema(name, role, description, tuple(properties))

    def parts(self, name: str) -> tuple[Property, ...]:
        """Return the parts of a schema that stand for themselves, without those that are schemas again."""
        return tuple(
            one
            for one in self._schemas[name].properties
            if isinstance(one.type, Primitive | Choice | Identifier)
        )

    def page_name(self, entity: Entity) -> str:
        """Return what a page of an entity's records is called."""
        return f"{self._names[entity.id]}Page"

    def page(self, item: Type, noun: str, name: str, extras: Iterable[Property] = ()) -> str:
        """Return the name of the schema of a page; two lists of the same records share one."""
        others = tuple(extras)
        if name in self._schemas and not others:
            return name
        items = Property(
            "items",
            ListOf(item),
            f"The {plural(noun)} of this page; there may be fewer than asked for, or none.",
        )
        example = type_example(item, singular(words(noun)), noun)
        if example is not None:
            items = replace(items, example=(example,))
        token = Property(
            "next-page-token",
            Primitive("string"),
            f"Asks for the next page of {plural(noun)} when it is sent back; absent on the last page.",
            required=False,
            access="read-only",
            example="b2Zmc2V0PTUw",
        )
        return self.add(name, "page", f"One page of {plural(noun)}.", (items, *others, token))

    def property_of(self, datum: Datum, mode: Role, noun: str = "", tail: str = "") -> Property:
        """Return what one thing of a step is as a part of a schema.

        Args:
            datum: What the step names.
            mode: ``request`` or ``input`` where a caller sends it, else where it is shown.
            noun: What it is a part of, in words: ``new user``; the entity of the field when not given.
            tail: What the sentence about it ends with: ``, left out where it is to stay``.
        """
        sent = mode in {"request", "input"}
        entity = datum.entity
        if entity is not None and datum.field:
            found = self._field(entity, datum.field, mode, shown_anyway=True)
            found = replace(found, name=words(datum.name) if isinstance(found.type, Named) else found.name)
            text = meaning(datum.field, entity.fields[datum.field], noun, tail) if noun else found.description
            if found.access == "read-only" or not sent:
                found = replace(found, access="both")
            return replace(found, required=True, description=text)
        if entity is not None:
            origin = Origin(datum.place, datum.text, entity.ref)
            kind: Type = (
                self.identifier(entity)
                if datum.is_id
                else Named(self.input(entity) if sent else self.record(entity))
            )
        else:
            origin, kind = Origin(datum.place, datum.text), self._guess(datum.name)
        name = plural(datum.name) if datum.many and not is_plural(datum.name) else datum.name
        kind = ListOf(kind) if datum.many else kind
        secret = sent and _is_secret(datum.name)
        return Property(
            name,
            kind,
            f"{_the(name, noun)}{tail}.",
            origin,
            access="write-only" if secret else "both",
            example=type_example(kind, datum.name, entity.id if entity else "value"),
        )

    def identifier(self, entity: Entity) -> Identifier:
        """Return what an id of an entity is."""
        written = entity.fields.get("id")
        while isinstance(written, OptionalType):
            written = written.of
        scalar = written.name if isinstance(written, ScalarType) else "string"
        return Identifier(entity.ref, Primitive(_SCALARS.get(scalar, "string")))

    def value(self, name: str) -> Named:
        """Return a value with parts: money, or a place on Earth."""
        if name not in self._schemas:
            self._schemas[name] = VALUES[name]
        return Named(name)

    def _guess(self, name: str) -> Type:
        last = name.rpartition("-")[2]
        if last in _MONEY_WORDS:
            return self.value(MONEY)
        if last in _PLACE_WORDS:
            return self.value(GEO_POINT)
        return Primitive(_WORDS.get(last, "string"))

    def _fields(self, entity: Entity, mode: Role) -> tuple[Property, ...]:
        shown = [one for one in entity.fields if not is_hidden(entity, one)]
        return tuple(unique(self._field(entity, one, mode) for one in shown))

    def _field(self, entity: Entity, field: str, mode: Role, *, shown_anyway: bool = False) -> Property:
        written = entity.fields[field]
        required = not isinstance(written, OptionalType)
        kind = self._type(written, entity, field, mode)
        name, noun = _property_name(field, written), spoken(words(entity.label))
        if isinstance(kind, Named) and (kind.schema in self._building):
            required = False  # a record that needs itself could never be written down
        secret = _is_secret(words(field)) and shown_anyway
        read_only = not secret and self._is_read_only(entity, field, written)
        return Property(
            name,
            kind,
            meaning(field, written, noun),
            Origin(entity.at("fields", field), field, entity.ref),
            required,
            "write-only" if secret else "read-only" if read_only else "both",
            type_example(kind, name, entity.id),
        )

    def _is_read_only(self, entity: Entity, field: str, written: FieldType) -> bool:
        if words(field) == "id":
            return True
        plain = written.of if isinstance(written, OptionalType) else written
        if isinstance(plain, ScalarType) and plain.name == "datetime":
            return words(field).split("-")[0] in _SERVER_SET
        if isinstance(plain, ListType) and isinstance(plain.of, RefType):
            other = self._requirements.entities.get(plain.of.entity)
            return other is not None and any(
                isinstance(part, RefType) and part.entity == entity.id
                for one in other.fields.values()
                for part in entities_in(one)
            )
        return False

    def _type(self, written: FieldType, entity: Entity, field: str, mode: Role) -> Type:
        match written:
            case OptionalType():
                return self._type(written.of, entity, field, mode)
            case ListType():
                return ListOf(self._type(written.of, entity, field, mode))
            case MapType():
                return MapOf(self._type(written.of, entity, field, mode))
            case ChoiceType():
                values = tuple(unique_texts(constant(one) for one in written.values))
                return Choice(self._choices[entity.id, field], values, written.values)
            case RefType():
                other = self._requirements.entities.get(written.entity)
                return (
                    self.identifier(other)
                    if other
                    else Identifier(Ref("entity", written.entity), Primitive("string"))
                )
            case EmbeddedType():
                other = self._requirements.entities.get(written.entity)
                if other is None:
                    return Primitive("json")
                return Named(self.input(other) if mode in {"input", "request"} else self.record(other))
            case ScalarType(name="money"):
                return self.value(MONEY)
            case ScalarType(name="geo-point"):
                return self.value(GEO_POINT)
            case ScalarType():
                return Primitive(_SCALARS[written.name])


def is_hidden(entity: Entity, field: str) -> bool:
    """Tell whether no interface shows a field: ``hidden`` says so, or its name speaks of a secret."""
    return field in entity.hidden or _is_secret(words(field))


def unique(properties: Iterable[Property]) -> Iterator[Property]:
    """Yield properties with names of their own: what says the same twice stands once, what differs gets a number."""
    seen: dict[str, Property] = {}
    taken: set[str] = set()
    for one in properties:
        if one.name in seen and seen[one.name].type == one.type:
            continue
        name, count = one.name, 1
        while camel(name) in taken:  # a-1 and a1 are two names in words, and one in camelCase
            count += 1
            name = f"{one.name}-{count}"
        taken.add(camel(name))
        seen[name] = one
        yield one if name == one.name else replace(one, name=name)


def unique_texts(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, with a number behind what was there before."""
    taken: set[str] = set()
    for one in texts:
        name, count = one, 1
        while name in taken:
            count += 1
            name = f"{one}_{count}"
        taken.add(name)
        yield name


def _is_secret(name: str) -> bool:
    return any(part in _SECRET for part in name.split("-"))


def _is_participle(name: str) -> bool:
    return name in _PARTICIPLES or (name.endswith("ed") and len(name) > 4 and "-" not in name)


def _property_name(field: str, written: FieldType) -> str:
    """Name a property: ids of others end with id, moments with at."""
    name = words(field)
    plain = written.of if isinstance(written, OptionalType) else written
    if isinstance(plain, RefType) and not name.endswith(("-id", "id")):
        return f"{name}-id"
    if isinstance(plain, ListType) and isinstance(plain.of, RefType) and not name.endswith("ids"):
        return f"{singular(name)}-ids"
    if isinstance(plain, ScalarType) and plain.name == "datetime" and _is_participle(name):
        return f"{name}-at"
    return name


def meaning(field: str, written: FieldType, noun: str, tail: str = "") -> str:
    """Say in a sentence what a field means.

    Args:
        field: Its name, as the entity writes it.
        written: Its type.
        noun: What it is a part of, in words.
        tail: What the sentence ends with, before the full stop.
    """
    return f"{_said(field, written, noun)}{tail}."


def _the(name: str, noun: str) -> str:
    """Say what a part is: ``The rating of the review``, with words that are no nouns in quotes."""
    said = f"“{spoken(name)}”" if name in _NO_NOUNS else spoken(name)
    return f"The {said} of the {noun}" if noun else f"The {said}"


def _said(field: str, written: FieldType, noun: str) -> str:
    name = words(field)
    plain = written.of if isinstance(written, OptionalType) else written
    if name == "id":
        return f"Identifies the {noun}"
    if isinstance(plain, RefType):
        return f"{_the(name, noun)}, by its id"
    if isinstance(plain, ListType) and isinstance(plain.of, RefType):
        return f"{_the(name, noun)}, by their ids"
    if isinstance(plain, ScalarType) and plain.name in {"datetime", "date"} and _is_participle(name):
        return f"When the {noun} was {spoken(name)}"
    return _the(name, noun)


_SCALARS: Mapping[str, ScalarName] = {
    "string": "string", "text": "text", "integer": "integer", "number": "number", "boolean": "boolean",
    "uuid": "uuid", "date": "date", "datetime": "datetime", "duration": "duration", "email": "email",
    "phone": "phone", "url": "url", "blob": "blob", "json": "json",
}  # fmt: skip
