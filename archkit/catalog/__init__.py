"""Pattern files and vocabularies become the catalog that advice, rules and pages ask."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from archkit.catalog._catalog import Catalog, Conflict, QualityTerm
from archkit.catalog._faults import FAULTS
from archkit.catalog._words import WordList

if TYPE_CHECKING:
    from archkit.catalog._check import check
    from archkit.catalog._clauses import Clause, FactClause, Group, When
    from archkit.catalog._entries import (
        CATEGORIES,
        STATUSES,
        TIERS,
        Entry,
        Example,
        KnownUse,
        Pattern,
        Product,
    )
    from archkit.catalog._tour import TourPlan, TourPrompt
    from archkit.catalog._walk import Fits, StepQuestion, WalkStep, Weight

__all__ = [
    "CATEGORIES",
    "FAULTS",
    "STATUSES",
    "TIERS",
    "Catalog",
    "Clause",
    "Conflict",
    "Entry",
    "Example",
    "FactClause",
    "Fits",
    "Group",
    "KnownUse",
    "Pattern",
    "Product",
    "QualityTerm",
    "StepQuestion",
    "TourPlan",
    "TourPrompt",
    "WalkStep",
    "Weight",
    "When",
    "WordList",
    "check",
]
_HOMES = {
    "check": "_check",
    "Clause": "_clauses",
    "FactClause": "_clauses",
    "Group": "_clauses",
    "When": "_clauses",
    "CATEGORIES": "_entries",
    "STATUSES": "_entries",
    "TIERS": "_entries",
    "Entry": "_entries",
    "Example": "_entries",
    "KnownUse": "_entries",
    "Pattern": "_entries",
    "Product": "_entries",
    "TourPlan": "_tour",
    "TourPrompt": "_tour",
    "Fits": "_walk",
    "StepQuestion": "_walk",
    "WalkStep": "_walk",
    "Weight": "_walk",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for: rules that look up words need neither patterns with their clauses nor the walk."""
    if name not in _HOMES:
        raise AttributeError(name)
    globals()[name] = found = getattr(import_module(f"archkit.catalog.{_HOMES[name]}"), name)
    return found
