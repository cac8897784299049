"""Files below ``rules/`` become the sorted list of rules."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from archkit.catalog import FAULTS as CATALOG_FAULTS
from archkit.read import FAULTS as READER_FAULTS
from archkit.rules._rule import Rule
from archkit.source import FAULTS as SOURCE_FAULTS

_HERE = Path(__file__).parent


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code.

    Raises:
        TypeError: A file defines no ``RULE``, or its name is not the rule's, or two share a code.
    """
    found = {
        fault.code: Rule.of(fault) for fault in (*SOURCE_FAULTS.values(), *READER_FAULTS, *CATALOG_FAULTS)
    }
    for path in sorted(_HERE.glob("*/*.py")):
        if path.stem.startswith("_"):
            continue
        module = import_module(f"archkit.rules.{path.parent.name}.{path.stem}")
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule) or rule.name.replace("-", "_") != path.stem or rule.code in found:
            raise TypeError(
                f"{path}: a rule's file defines RULE, carries its name, and has a code of its own"
            )
        check = getattr(module, "check", rule.check)
        found[rule.code] = replace(rule, check=check, page=_page(module.__doc__ or "", rule))
    return tuple(found[code] for code in sorted(found))


def _page(text: str, rule: Rule) -> str:
    """Return the page of a rule: what its file says, and what is worth reading beside it."""
    return f"{text.rstrip()}\n\nRelated patterns: {', '.join(rule.related)}.\n" if rule.related else text


def find_rule(word: str) -> Rule | None:
    """Return the rule with this code or name."""
    return next((rule for rule in rules() if word.upper() == rule.code or word.lower() == rule.name), None)
