"""What the calls of one operation send and get back becomes its parameters, its request and its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archkit.contracts.addresses import Address, is_parameter
from archkit.contracts.calls import Call
from archkit.contracts.contract import Parameter
from archkit.contracts.data import PAGING, REPEAT_KEYS, Datum, Lexicon
from archkit.contracts.examples import identifier_example
from archkit.contracts.names import pascal, spoken, words
from archkit.contracts.representations import Representations, meaning, unique
from archkit.contracts.schema import Identifier, ListOf, MapOf, Named, Origin, Primitive, Property, Type
from archkit.model import Entity, Requirements, plural, singular


class Bodies:
    """Makes the data of operations, with the schemas of one contract."""

    def __init__(self, requirements: Requirements, lexicon: Lexicon, shapes: Representations) -> None:
        self._requirements = requirements
        self._lexicon = lexicon
        self._shapes = shapes

    def parameters(self, address: Address, calls: Sequence[Call]) -> tuple[Parameter, ...]:
        """Return the parameters of the path, then those by which a reading operation chooses."""
        path = tuple(self._of_path(address))
        if address.method not in {"GET", "HEAD", "DELETE"}:
            return path
        taken = {one.name for one in path}
        query: dict[str, Parameter] = {}
        for call in calls:
            for datum in self._sent(address, call):
                for one in self._of_query(datum, call):
                    if one.name not in taken:
                        query.setdefault(one.name, one)
        return (*path, *query.values())

    def request(self, name: str, first: Call, calls: Sequence[Call]) -> str:
        """Return the name of the request's schema; empty where nothing is sent."""
        entity, verb = first.entity, first.verb
        noun = spoken(words(entity.label)) if entity else ""
        made = _outcome_of(name)
        noun, tail = {
            "create": (f"new {noun}", ""),
            "replace": (noun, " from now on"),
            "update": (noun, "; left out, it stays as it is"),
        }.get(verb if entity else "", (made, ""))
        found: dict[str, Property] = {}
        given = [self._properties(one, noun, tail) for one in calls]
        for properties in given:
            for one in properties:
                everywhere = all(any(other.name == one.name for other in others) for others in given)
                required = one.required and everywhere and verb != "update"
                found.setdefault(one.name, replace(one, required=required))
        if not found:
            return ""
        asked = " and to ".join(
            dict.fromkeys(_small(one.message.action) for one in calls if one.message.action)
        )
        text = f"What a caller sends to {asked}." if asked else f"What a caller sends for the {made}."
        return self._shapes.add(f"{pascal(words(name))}Request", "request", text, found.values(), entity)

    def response(self, name: str, first: Call, calls: Sequence[Call]) -> str:
        """Return the name of the answer's schema; empty where nothing comes back."""
        returned: dict[str, Datum] = {}
        for call in calls:
            for datum in call.returns:
                if datum.name not in PAGING:
                    returned.setdefault(datum.name, datum)
        back = list(returned.values())
        if first.verb == "list":
            return self._page(name, first, back)
        records = [one for one in back if one.is_record and one.entity is not None and not one.many]
        if len(back) == 1 and records and records[0].entity:
            return self._shapes.record(records[0].entity)
        if not back:
            shown = first.verb in {"get", "create", "replace", "update"}
            return self._shapes.record(first.entity) if shown and first.entity else ""
        made = _outcome_of(name)
        properties = [self._shapes.property_of(one, "result", made) for one in back]
        asked = f"“{first.message.action}”" if first.message.action else f"the {made}"
        text = f"What comes back from {asked}."
        return self._shapes.add(f"{pascal(words(name))}Result", "result", text, properties, first.entity)

    def _page(self, name: str, first: Call, back: Sequence[Datum]) -> str:
        main = next((one for one in back if one.many), back[0] if back else None)
        extras = [self._shapes.property_of(one, "page") for one in back if one is not main]
        entity = main.entity if main and main.is_record else None if main else first.entity
        kind: Type
        if entity is not None:
            noun, kind = spoken(words(entity.id)), Named(self._shapes.record(entity))
        elif main is not None:
            one = self._shapes.property_of(replace(main, many=False), "page")
            noun, kind = spoken(singular(main.name)), one.type
        else:
            noun, kind = spoken(singular(first.address.nouns[-1])), Primitive("json")
        title = self._shapes.page_name(entity) if entity and not extras else f"{pascal(words(name))}Page"
        return self._shapes.page(kind, noun, title, extras)

    def _properties(self, call: Call, noun: str, tail: str) -> tuple[Property, ...]:
        given: list[Property] = []
        sent = tuple(self._sent(call.address, call))
        for datum in sent:
            whole = datum.entity is call.entity or len(sent) == 1
            if datum.is_record and datum.entity is not None and whole and not datum.many:
                given += self._parts(call, datum.entity, noun, tail)
            else:
                given.append(self._shapes.property_of(datum, "request", noun, tail))
        return tuple(unique(given))

    def _parts(self, call: Call, entity: Entity, noun: str, tail: str) -> Iterator[Property]:
        """Yield what a caller sends of a whole record: not what the address says already."""
        above, named = self._entities_in(call.address), {words(one) for one in call.address.parameters}
        for one in self._shapes.writable(entity, creating=call.verb in {"create", "notify"}):
            said = isinstance(one.type, Identifier) and one.type.entity.id in above
            if not said and named.isdisjoint({one.name, f"{one.name}-id"}):
                field = one.origin.field if one.origin else one.name
                yield replace(one, description=meaning(field, entity.fields[field], noun, tail))

    def _sent(self, address: Address, call: Call) -> Iterator[Datum]:
        """Yield what a step sends beside what its address says already."""
        above = self._entities_in(address)
        named = {words(one) for one in address.parameters}
        for datum in call.data:
            if datum.name in PAGING or datum.name in REPEAT_KEYS:
                continue
            if datum.name in named or (f"{datum.name}-id" in named and not datum.is_record):
                continue
            addressed = datum.entity is not None and datum.entity.id in above
            if addressed and datum.is_id:
                continue
            if (
                addressed
                and datum.is_record
                and not (datum.entity is call.entity and call.verb in {"replace", "update"})
            ):
                continue
            yield datum

    def _entities_in(self, address: Address) -> dict[str, Entity]:
        """Return the entities whose record the path names by its id."""
        found: dict[str, Entity] = {}
        for before, segment in zip(("", *address.segments), address.segments, strict=False):
            if is_parameter(segment):
                entity = self._entity_of(segment, before)
                if entity is not None:
                    found[entity.id] = entity
        return found

    def _entity_of(self, parameter: str, before: str) -> Entity | None:
        name = words(parameter[1:-1])
        plain = name.removesuffix("-id")
        return self._lexicon.entity(plain) or (self._lexicon.entity(words(before)) if before else None)

    def _of_path(self, address: Address) -> Iterator[Parameter]:
        for before, segment in zip(("", *address.segments), address.segments, strict=False):
            if not is_parameter(segment):
                continue
            name = words(segment[1:-1])
            entity = self._entity_of(segment, before)
            if entity is not None:
                kind: Type = self._shapes.identifier(entity)
                field = "id" if "id" in entity.fields else ""
                place = entity.at("fields", "id") if field else entity.place
                origin = Origin(place, field, entity.ref)
                text = f"Identifies the {spoken(words(entity.label))} that the address is about."
                example = identifier_example(kind)  # type: ignore[arg-type]
            else:
                kind, origin = Primitive("string"), None
                text = f"The {spoken(name)} that the address is about."
                example = f"{singular(words(before))[:20] or 'value'}-7"
            yield Parameter(name, "path", kind, text, required=True, example=example, origin=origin)

    def _of_query(self, datum: Datum, call: Call) -> Iterator[Parameter]:
        """Yield how one thing is asked for in a query: a value with parts becomes a parameter for each."""
        if datum.is_record and datum.entity is not None:
            datum = replace(datum, is_id=True, name=f"{datum.name}-id")
        one = self._shapes.property_of(replace(datum, many=False), "record")
        required = call.verb == "get" and not call.address.is_item
        noun = spoken(plural(words(call.entity.id))) if call.entity else "answers"
        text = (
            f"Only {noun} with this {spoken(one.name)}."
            if call.verb == "list"
            else f"The {spoken(one.name)} that is asked for."
        )
        kind = one.type
        while isinstance(kind, ListOf | MapOf):
            kind = kind.of
        if isinstance(kind, Named):
            for part in self._shapes.parts(kind.schema):
                name = f"{one.name}-{part.name}"
                said = f"{text.removesuffix('.')}: its {spoken(part.name)}."
                yield Parameter(name, "query", part.type, said, required, part.example, one.origin)
            return
        example = one.example[0] if isinstance(one.example, tuple) else one.example
        yield Parameter(one.name, "query", kind, text, required, example, one.origin)


def _outcome_of(identifier: str) -> str:
    """Return what an operation is about, in words: ``createRideCancellation`` -> ``ride cancellation``."""
    first, _, rest = words(identifier).partition("-")
    return spoken(
        rest if rest and first in {"create", "get", "list", "update", "replace"} else words(identifier)
    )


def _small(action: str) -> str:
    """Return an action as it stands inside a sentence: ``Log in`` -> ``log in``, ``REST it`` stays."""
    return action[:1].lower() + action[1:] if action[1:2].islower() or action[1:2] == " " else action
