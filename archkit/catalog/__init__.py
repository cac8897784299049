"""Pattern files and vocabularies become the catalog that advice, rules and pages ask."""

from archkit.catalog._catalog import Catalog, Conflict, QualityTerm
from archkit.catalog._check import check
from archkit.catalog._clauses import Clause, FactClause, Group, When
from archkit.catalog._entries import CATEGORIES, STATUSES, TIERS, Entry, Example, KnownUse, Pattern, Product
from archkit.catalog._faults import FAULTS
from archkit.catalog._tour import TourPlan, TourPrompt
from archkit.catalog._walk import Fits, StepQuestion, WalkStep, Weight
from archkit.catalog._words import WordList

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
