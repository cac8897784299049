"""``data`` and ``returns`` of a step become what they name: entities, their fields, their ids, or mere words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archkit.contracts.names import words
from archkit.diagnostics import Place
from archkit.model import Entity, FieldType, RefType, Requirements, entities_in, plural, singular

_MANY = re.compile(r"^(?:list|set|page|stream|map)s? of (?:ref )?", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:the|a|an|optional|ref|new|own) )+", re.IGNORECASE)
_ID = re.compile(r"^(?P<of>.+?)[ _.-]?(?:ids?|Ids?|IDs?)$|^ids? of (?P<whose>.+)$")
PAGING = frozenset(
    {
        "page-size",
        "page-token",
        "page",
        "limit",
        "offset",
        "cursor",
        "next-page-token",
        "per-page",
        "page-number",
    }
)
"""Words that stand for paging, whatever the scheme: the contract has one."""
REPEAT_KEYS = frozenset({"request-id", "idempotency-key", "idempotency-token", "client-token", "repeat-key"})
"""Words that stand for the key by which a repeated call is known again."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing that a step sends or gets back."""

    text: str
    """As written."""
    name: str
    """What it is called, words joined by hyphens, without ``list of``."""
    place: Place
    """Where it is written."""
    many: bool = False
    """Whether there are several."""
    entity: Entity | None = None
    """The entity that it is, that it identifies, or whose field it is."""
    is_id: bool = False
    """Whether only the id of the entity travels."""
    field: str = ""
    """The entity's field, as written there."""

    @property
    def is_record(self) -> bool:
        """Whether it is a whole record of an entity."""
        return self.entity is not None and not self.is_id and not self.field

    @property
    def field_type(self) -> FieldType | None:
        """The type of the field that it is."""
        return self.entity.fields[self.field] if self.entity and self.field else None


class Lexicon:
    """Finds entities and fields by the words that people use for them."""

    def __init__(self, requirements: Requirements) -> None:
        self._entities: dict[str, Entity] = {}
        for entity in requirements.entities.values():
            self._entities.setdefault(words(entity.id), entity)
        for entity in requirements.entities.values():
            self._entities.setdefault(words(entity.label), entity)
        self._fields: dict[str, list[tuple[Entity, str]]] = {}
        for entity in requirements.entities.values():
            for one in entity.fields:
                self._fields.setdefault(words(one), []).append((entity, one))

    def entity(self, name: str) -> Entity | None:
        """Return the entity of a name in words, be it in the plural."""
        return self._entities.get(name) or self._entities.get(singular(name))

    def _is_made(self, entity: Entity, field: str, name: str) -> bool:
        """Tell whether a field stands for a document that is sent along: its reference is to what has the word's name."""
        target = self._entities.get(name)
        refers = any(isinstance(one, RefType) for one in entities_in(entity.fields[field]))
        return refers and target is not None and target.kind in {"blob", "document", "text"}

    def read(self, text: str, place: Place, context: Sequence[Entity] = ()) -> Datum:
        """Return what a text of ``data`` or ``returns`` names.

        Args:
            text: As written.
            place: Where it is written.
            context: The entities that the step is about, the most likely first: a word is theirs before another's.
        """
        bare = text.strip()
        many = bool(_MANY.match(bare))
        bare = _LEAD.sub("", _MANY.sub("", _LEAD.sub("", bare))).strip() or text.strip()
        name = words(bare)
        found = Datum(text, name, place, many)
        if context and self._entities.get(name) is context[0]:
            return _with(found, context[0])
        for entity in context:
            for one in entity.fields:
                if name != "id" and (words(one) == name or (many and words(one) == plural(name))):
                    if self._is_made(entity, one, name):
                        continue
                    return _with(found, entity, field=one)
        if named := self._entities.get(name):
            return _with(found, named)
        if (plain := singular(name)) != name and (named := self._entities.get(plain)):
            return _with(Datum(text, plain, place, many=True), named)
        return self._identified(found, bare) or self._field(found, bare) or found

    def _identified(self, found: Datum, bare: str) -> Datum | None:
        match = _ID.match(bare)
        if match is None:
            return None
        entity = self.entity(words(match["of"] or match["whose"]))
        many = found.many or bare.lower().endswith("ids") or bare.lower().startswith("ids of")
        return (
            Datum(found.text, found.name, found.place, many, entity, is_id=True)
            if entity is not None
            else None
        )

    def _field(self, found: Datum, bare: str) -> Datum | None:
        owner, dot, field = bare.partition(".")
        if dot and (entity := self.entity(words(owner))):
            for one in entity.fields:
                if words(one) == words(field):
                    return Datum(found.text, words(field), found.place, found.many, entity, field=one)
        candidates = self._fields.get(found.name, [])
        kinds = {str(entity.fields[one]) for entity, one in candidates}
        if len(kinds) == 1 and found.name != "id":
            return _with(found, candidates[0][0], field=candidates[0][1])
        return None


def _with(found: Datum, entity: Entity, field: str = "") -> Datum:
    return Datum(found.text, found.name, found.place, found.many, entity, field=field)
