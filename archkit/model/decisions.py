"""Decisions: what was chosen, why, and what was weighed (architecture decision records)."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from archkit.model.fields import Day, DecisionId, Reference
from archkit.model.item import Item


def _with_reasons(value: Any) -> Any:
    return (
        dict.fromkeys((one for one in value if isinstance(one, str)), "")
        if isinstance(value, list)
        else value
    )


_TEXT = {"type": ["string", "number", "boolean", "null"]}
Considered = Annotated[
    dict[str, str],
    BeforeValidator(_with_reasons),
    WithJsonSchema(
        {"anyOf": [{"type": "object", "additionalProperties": _TEXT}, {"type": "array", "items": _TEXT}]}
    ),
]
"""What was weighed to why it lost; a list has no reasons yet."""


class Decision(Item):
    """One architecture decision record."""

    KIND: ClassVar[str] = "decision"

    title: str = ""
    """The decision in a line."""
    status: Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] | None = None
    """How far it has come."""
    proposed_by: str = ""
    """Who wishes it."""
    date: Day | None = None
    """When it was made."""
    deciders: tuple[str, ...] = ()
    """Who made it."""
    patterns: tuple[str, ...] = ()
    """What it chooses, as catalog ids."""
    addresses: tuple[Reference, ...] = ()
    """The requirements that drove it."""
    weighed: dict[str, str] = Field(default_factory=dict)
    """The requirements that drove it, each with the mark that it had then; AK714 tells today's."""
    considered: Considered = Field(default_factory=dict)
    """What was weighed, and why it lost."""
    accepts: tuple[str, ...] = ()
    """The drawbacks that are taken on, as words of your own or catalog ids."""
    context: str = ""
    """The situation, in Markdown."""
    decision: str = ""
    """What is done, in Markdown."""
    consequences: str = ""
    """What follows from it, in Markdown."""
    supersedes: tuple[DecisionId, ...] = ()
    """Earlier decisions that it replaces."""
    depends_on: tuple[DecisionId, ...] = ()
    """Decisions that it rests on."""

    @property
    def label(self) -> str:
        """The title, the name, or one made from the id."""
        return self.title or super().label
