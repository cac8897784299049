"""Lint rules: one file a rule, with its page, its examples and its check; found by looking, listed nowhere."""

from archkit.findings import STAGES
from archkit.rules._discover import find_rule, rules
from archkit.rules._flows import Parts, awaited
from archkit.rules._operations import Operation, entities_named, first_word, is_parameter, nameless, words_of
from archkit.rules._rule import AREAS, Hit, Rule, Subject
from archkit.rules._stores import Lookup, Stores
from archkit.rules._targets import Target
from archkit.rules._texts import Text, texts_of, vague_words

__all__ = [
    "AREAS",
    "STAGES",
    "Hit",
    "Lookup",
    "Operation",
    "Parts",
    "Rule",
    "Stores",
    "Subject",
    "Target",
    "Text",
    "awaited",
    "entities_named",
    "find_rule",
    "first_word",
    "is_parameter",
    "nameless",
    "rules",
    "texts_of",
    "vague_words",
    "words_of",
]
