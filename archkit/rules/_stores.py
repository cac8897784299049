"""Components become the stores of a team: how each organises data, what it keeps, and how that is looked up."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from archkit.catalog import WordList
from archkit.diagnostics import Place
from archkit.model import Component, Entity, Message, Requirements

_OF_KIND = {"object-store": "object", "search": "search", "cache": "key-value"}
"""Kinds of components that say how data is organised."""


class Lookup(NamedTuple):
    """One way in which data is looked up in a store."""

    store: Component
    """Where."""
    model: str
    """How that store organises data."""
    kind: str
    """How it is looked up: a word of ``access``."""
    entities: tuple[Entity, ...]
    """What is looked up."""
    place: Place
    """Where that is said."""
    words: str
    """What says it: the id of an entity, or the name of a step."""


class Stores:
    """The stores that a team can change, and what it keeps there."""

    def __init__(self, requirements: Requirements, products: WordList, messages: tuple[Message, ...]) -> None:
        """Name the requirements, the products whose data model is known, and the messages of all flows."""
        self._requirements = requirements
        self._products = products
        self._messages = messages

    @cached_property
    def all(self) -> tuple[Component, ...]:
        """Components of the team that keep data."""
        return tuple(
            one for one in self._requirements.components.values() if one.is_store and not one.is_external
        )

    @cached_property
    def _models(self) -> dict[str, str]:
        return {one.id: self._model_of(one) for one in self.all}

    def _model_of(self, store: Component) -> str:
        if store.data_model:
            return store.data_model
        product = next(self._products.find(store.technology), None) if store.technology else None
        return product[1] if product else _OF_KIND.get(store.kind or "", "")

    def model(self, store: Component) -> str:
        """Return how a store organises data: as said, else by its product or its kind; empty where unknown."""
        return self._models.get(store.id, "")

    @cached_property
    def _kept(self) -> dict[str, tuple[Entity, ...]]:
        entities = self._requirements.entities
        return {
            store.id: tuple(entities[ref.id] for ref in store.stores if ref.id in entities)
            for store in self.all
        }

    def kept(self, store: Component) -> tuple[Entity, ...]:
        """Return the entities that a store keeps."""
        return self._kept.get(store.id, ())

    @cached_property
    def _keeping(self) -> dict[str, tuple[Component, ...]]:
        found: dict[str, tuple[Component, ...]] = {}
        for component in self._requirements.components.values():
            for ref in component.stores if component.is_store else ():
                found[ref.id] = (*found.get(ref.id, ()), component)
        return found

    def keeping(self, entity: str) -> tuple[Component, ...]:
        """Return the stores that keep an entity, those of others too."""
        return self._keeping.get(entity, ())

    @cached_property
    def calls(self) -> tuple[tuple[Component, Message], ...]:
        """Every message of what will be built that goes into a store of the team."""
        by_id = {one.id: one for one in self.all}
        return tuple((by_id[one.target], one) for one in self._messages if one.target in by_id)

    @cached_property
    def lookups(self) -> tuple[Lookup, ...]:
        """Every way in which data is looked up: by the entities that live in one store only, and by steps."""
        return tuple(self._lookups())

    def _lookups(self) -> Iterator[Lookup]:
        for store in self.all:
            model = self.model(store)
            for entity in self.kept(store):
                if len(self.keeping(entity.id)) == 1:
                    for index, kind in enumerate(entity.access):
                        yield Lookup(store, model, kind, (entity,), entity.at("access", index), entity.id)
        entities = self._requirements.entities
        for store, message in self.calls:
            if message.query:
                read = tuple(entities[ref.id] for ref in message.reads if ref.id in entities)
                place = message.field("query")
                yield Lookup(store, self.model(store), message.query, read, place, message.name)
