"""Constraints: what is fixed from outside, who says so, how it was pushed back, and how the rest stays free of it."""

from archkit.generators._site.kind import Cell, Kind, named, word, words
from archkit.generators._site.shown import chip
from archkit.model import Constraint


def _negotiable(one: Constraint, *_: object) -> Cell:
    known = {True: "negotiable", False: "fixed", None: "not said"}[one.is_negotiable]
    return Cell(chip(known), known)


CONSTRAINTS = Kind(
    "constraints",
    "Constraints",
    "Decisions that somebody else has made already: what they fix, and how the rest of the system stays free of them.",
    {
        "Constraint": named,
        "Kind": lambda one, *_: word(one.kind),
        "Origin": lambda one, *_: word("external" if one.is_external else "internal"),
        "Open to talk": _negotiable,
        "Fixes": lambda one, *_: words(", ".join(one.choice)),
    },
    template="constraint",
    elsewhere=frozenset({"kind", "origin", "negotiable", "challenged", "isolation", "statement"}),
)
