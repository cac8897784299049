"""Entities: the data that the system keeps or passes on."""

from typing import ClassVar, Literal

from pydantic import Field

from archkit.model.fields import (
    ComponentId,
    Count,
    Duration,
    EntityFieldType,
    EntityId,
    Flag,
    Number,
    Rate,
    Size,
    Texts,
)
from archkit.model.item import Item

AccessKind = Literal["key", "range", "full-text", "traversal", "join", "aggregate", "scan", "append"]


class Entity(Item):
    """A kind of record: what it consists of, how much there is, how it is read and how it must behave."""

    KIND: ClassVar[str] = "entity"

    description: str = ""
    """What one record stands for."""
    kind: (
        Literal["structured", "document", "key-value", "graph", "blob", "time-series", "text", "event"] | None
    ) = None
    """The shape of the data."""
    fields: dict[str, EntityFieldType] = Field(default_factory=dict)
    """What a record consists of: field name to field type."""
    size: Size | None = None
    """The size of one record."""
    count: Count | None = None
    """How many records exist already."""
    growth: Rate | None = None
    """How many records are added."""
    access: tuple[AccessKind, ...] = ()
    """The ways in which it is looked up."""
    mutability: Literal["mutable", "append-only", "immutable"] | None = None
    """Whether a record changes after it was written."""
    transient: Flag = False
    """True when it is passed on and never kept."""
    reads_per_write: Number | None = None
    """How many reads there are for each write."""
    classification: Literal["public", "internal", "confidential", "secret"] | None = None
    """Who may see it."""
    hidden: tuple[str, ...] = ()
    """Fields that no interface shows, such as the hash of a password."""
    indexes: tuple[Texts, ...] = ()
    """What it can be found by without reading all of it: a field, or a list of fields in their order."""
    part_of: EntityId | None = None
    """The entity without which a record of it does not exist."""
    view_of: tuple[EntityId, ...] = ()
    """The entities that it is computed from: a materialized view or read model, which can be made anew."""
    refresh: Literal["on-write", "on-event", "scheduled", "on-demand"] | None = None
    """Of a view: when it is computed again."""
    owner: ComponentId | None = None
    """The component that alone may change it."""
    retention: Duration | None = None
    """How long a record is kept."""
    consistency: Literal["strong", "read-your-writes", "eventual"] | None = None
    """What a reader may see after a write."""
    staleness: Duration | None = None
    """How old a read may be."""
    personal_data: Flag | None = None
    """Whether it tells something about a person."""
    history: Flag | None = None
    """True when every change must stay visible."""
    invariants: tuple[str, ...] = ()
    """What must always hold."""
    residency: str = ""
    """Where it has to stay: a region, a country, a law."""
    schema_: Literal["fixed", "varies"] | None = Field(default=None, alias="schema")
    """Whether all records have the same fields."""
