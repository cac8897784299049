"""Questions, assumptions and the glossary: what is not known yet, what is taken for granted, what words mean."""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from archkit.model.fields import Day, Flag, Reference
from archkit.model.item import Item


class Question(Item):
    """Something that has to be asked."""

    KIND: ClassVar[str] = "question"

    ask: str = ""
    """The question."""
    about: tuple[Reference, ...] = ()
    """What it is about."""
    status: Literal["open", "answered", "dropped"] = "open"
    """How far it has come."""
    answer: str = ""
    """The answer."""
    owner: str = ""
    """Who has to find it out."""
    asked: Day | None = None
    """When it was asked."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"ask": data} if isinstance(data, str) else data

    @property
    def label(self) -> str:
        """The question, or the name."""
        return self.ask or super().label


class Assumption(Item):
    """Something that is taken to be true."""

    KIND: ClassVar[str] = "assumption"

    statement: str = ""
    """What is taken to be true."""
    about: tuple[Reference, ...] = ()
    """What it is about."""
    confirmed: Flag | None = None
    """Whether somebody has checked it."""
    owner: str = ""
    """Who has to check it."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"statement": data} if isinstance(data, str) else data

    @property
    def label(self) -> str:
        """The statement, or the name."""
        return self.statement or super().label


class Term(Item):
    """A word of the domain."""

    KIND: ClassVar[str] = "term"

    meaning: str = ""
    """What it means."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"meaning": data} if isinstance(data, str) else data
