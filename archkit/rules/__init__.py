"""Lint rules: one file a rule, with its page, its examples and its check; found by looking, listed nowhere."""

from archkit.rules._rule import AREAS, Hit, Rule, Subject
from archkit.rules._discover import find_rule, rules

__all__ = ["AREAS", "Hit", "Rule", "Subject", "find_rule", "rules"]
