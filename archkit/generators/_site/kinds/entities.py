"""Entities: their fields, where they are kept and how they grow, and who reads and writes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.evaluate import show
from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Kind, named, quantity, word
from archkit.generators._site.whole import Site
from archkit.generators.data_model import data_models
from archkit.model import Dimension, Entity, Ref, UseCase

_YEAR = 365 * 86_400.0


@dataclass(frozen=True, slots=True)
class Access:
    """A step that touches an entity."""

    use_case: Ref
    how: str
    step: str


def accesses(entity: Entity, site: Site) -> Iterator[Access]:
    """Yield the steps that read or write an entity."""
    for use_case in site.referring(entity.ref, "use_case"):
        assert isinstance(use_case, UseCase)  # noqa: S101 - the kind was asked for
        for one in use_case.messages():
            for how, refs in (("reads", one.reads), ("writes", one.writes)):
                if entity.ref in refs:
                    yield Access(use_case.ref, how, one.action or one.event)


def _more(entity: Entity, site: Site, here: Here) -> Mapping[str, object]:
    stored = [one for one in site.evaluation.storage if one.entity == entity.id and one.bytes]
    return {
        "accesses": list(accesses(entity, site)),
        "stores": list(site.referring(entity.ref, "component", "stores")),
        "volumes": [
            (
                f"{round(one.horizon / _YEAR)} years" if one.horizon > _YEAR else "1 year",
                here.link(Ref("component", one.component)) if one.component else "one copy",
                show(one.bytes, Dimension.SIZE),
                one.note,
            )
            for one in stored
        ],
        "field_rows": [(name, _typed(str(kind), here)) for name, kind in entity.fields.items()],
    }


def _typed(text: str, here: Here) -> Markup:
    """Return a field's type with the entities in it as links."""
    words = (
        here.link(ref) if here.find(ref := Ref(Entity.KIND, word)) else escape(word)
        for word in text.split(" ")
    )
    return Markup(" ").join(words)


def _stores(one: Entity, site: Site, here: Here) -> Cell:
    stores = list(site.referring(one.ref, "component", "stores"))
    return Cell(here.links(store.ref for store in stores) or Markup("–"), stores[0].id if stores else "")


def _data(one: Entity, *_: object) -> Cell:
    found = word(one.classification)
    if not one.personal_data:
        return found
    return Cell(found.value + Markup(' <span class="ak-chip ak-chip--warm">personal</span>'), found.sort)


ENTITIES = Kind(
    "entities",
    "Data",
    "What the system remembers: its entities, where they are kept, and how fast they grow.",
    {
        "Entity": named,
        "Kept in": _stores,
        "One record": lambda one, *_: quantity(one.size),
        "Growth": lambda one, *_: quantity(one.growth),
        "Sensitivity": _data,
    },
    template="entity",
    elsewhere=frozenset({"fields"}),
    linked=frozenset({"use_case reads", "use_case writes", "component stores"}),
    groups={
        "How much": ("size", "count", "growth", "reads_per_write", "retention", "transient"),
        "How it is used": (
            "owner",
            "access",
            "indexes",
            "mutability",
            "consistency",
            "staleness",
            "refresh",
            "history",
            "invariants",
        ),
        "How it is protected": ("classification", "personal_data", "hidden", "residency"),
    },
    more=_more,
    graphs=lambda site: data_models(site.requirements),
)
