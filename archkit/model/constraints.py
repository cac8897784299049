"""Constraints: what is fixed before the design begins."""

from typing import ClassVar, Literal

from archkit.model.fields import Flag, References, Texts
from archkit.model.item import Item


class Constraint(Item):
    """A decision that somebody else has made already."""

    KIND: ClassVar[str] = "constraint"

    kind: Literal["technical", "business", "legal"] | None = None
    """Where it comes from."""
    statement: str = ""
    """What is fixed, in a sentence."""
    origin: Literal["external", "internal"] | None = None
    """External ones are real; internal ones are self-imposed and may be argued with."""
    negotiable: Flag | None = None
    """Whether it can be talked about."""
    source: str = ""
    """Who says so: a law, a contract, a person."""
    affects: References = ()
    """What it restricts."""
    challenged: str = ""
    """The push-back that was tried, and its outcome."""
    isolation: str = ""
    """How the rest stays loosely coupled to it."""
    choice: Texts = ()
    """What it fixes, as catalog ids."""

    @property
    def is_external(self) -> bool:
        """Whether it comes from outside: as said, else the law does."""
        return self.origin == "external" if self.origin else self.kind == "legal"

    @property
    def is_negotiable(self) -> bool | None:
        """Whether it can be talked about: as said, else the law cannot; None when nobody said."""
        if self.negotiable is not None:
            return self.negotiable
        return False if self.kind == "legal" else None
