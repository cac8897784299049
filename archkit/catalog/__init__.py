"""Pattern files and vocabularies become the catalog that advice, rules and pages ask."""

from archkit.catalog._catalog import Catalog, Conflict, QualityTerm
from archkit.catalog._words import WordList

__all__ = ["Catalog", "Conflict", "QualityTerm", "WordList"]
