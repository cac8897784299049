"""What every element of a workspace has: an id, a place in a file, and a name that can be shown."""

from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticUndefined

from archkit.diagnostics import Place
from archkit.model.references import Ref

_NO_FIELDS: set[str] = set()
"""Shared by all, and never changed."""


class Part(BaseModel):
    """A map in a file: fields that may all be missing, none that the format does not know."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True, populate_by_name=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, data: Any) -> Any:
        """Read ``name:`` with nothing behind it as a field that is not there yet."""
        if data is None:
            return {}
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data

    STANDARD: ClassVar[dict[str, Any]] = {}
    """Field to the value that stands for it where a file states none; filled in by ``share_defaults``."""

    def model_post_init(self, context: Any, /) -> None:
        """Keep what the file states; the rest is read from the class. Without that, elements take twice the memory."""
        del context
        usual = self.STANDARD.get
        stated = {key: value for key, value in self.__dict__.items() if value is not usual(key, self)}
        object.__setattr__(self, "__dict__", stated)
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)


def share_defaults() -> None:
    """Put the default of each field on its class, where Python finds it for every element that states no other.

    To be called once, when all models are there: pydantic would take it for another definition of a subclass's field.
    """
    waiting: list[type[Part]] = [Part]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        model.STANDARD = {
            name: info.default
            for name, info in model.model_fields.items()
            if info.default is not PydanticUndefined
        }
        for name, value in model.STANDARD.items():
            setattr(model, name, value)


class Item(Part):
    """An element with an id: an actor, a use case, a decision."""

    KIND: ClassVar[str]
    """The word that stands before its id in a reference."""

    name: str = ""
    """What people call it; made from the id when it is not given."""
    notes: str = ""
    """Anything that has no field of its own, in Markdown."""
    tags: tuple[str, ...] = ()
    """Words of your own to group elements by."""
    assumed: tuple[str, ...] = ()
    """Fields whose value is a guess so far."""

    def bind(self, place: Place) -> None:
        """Remember where the element stands; the reader calls it once, before anybody sees the element."""
        # Beside the fields, where rules read it as fast as those; a private attribute of pydantic takes eight times
        # as long to read, and a copy of its default to make.
        self.__dict__["place"] = place

    @cached_property
    def place(self) -> Place:
        """Where the element stands."""
        return Place("")

    @cached_property
    def id(self) -> str:
        """The key under which it stands."""
        return str(self.place.route[-1])

    @cached_property
    def ref(self) -> Ref:
        """The reference that leads to it."""
        return Ref(self.KIND, self.id)

    @property
    def label(self) -> str:
        """The name, or one made from the id."""
        return self.name or name_from(self.id)

    def at(self, *steps: str | int) -> Place:
        """Return the place of a value inside the element."""
        return self.place.at(*steps)


def name_from(identifier: str) -> str:
    """Return ``ride-together`` as ``Ride together``."""
    words = identifier.replace("-", " ")
    return words[:1].upper() + words[1:]
