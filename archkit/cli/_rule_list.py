"""The rules become a list for people or for programs."""

import json
from collections.abc import Sequence


def list_rules(style: str, select: Sequence[str], ignore: Sequence[str]) -> None:
    """Print rules, by code.

    Args:
        style: ``json`` for programs; anything else is for people.
        select: Codes, prefixes of codes or names to list; nothing means all.
        ignore: Those to leave out.

    Raises:
        UsageError: A word names no rule.
    """
    from archkit.rules import rules  # noqa: PLC0415 - --help does not list rules
    from archkit.selection import ALL, Selection, refuse_unknown  # noqa: PLC0415 - same reason

    refuse_unknown((*select, *ignore))
    wanted = Selection(tuple(select) or (ALL,), tuple(ignore))
    listed_rules = [rule for rule in rules() if wanted.runs(rule)]

    if style == "json":
        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.value,
                "area": rule.area,
                "summary": rule.summary,
                "recommended": rule.recommended,
                "ruleset": rule.ruleset,
                "source": rule.source,
                "page": rule.page,
            }
            for rule in listed_rules
        ]
        print(json.dumps({"version": 1, "rules": listed}, indent=2, ensure_ascii=False))
        return
    area = ""
    for rule in listed_rules:
        if rule.area != area:
            gap = "\n" if area else ""
            area = rule.area
            print(f"{gap}AK{rule.code[2]}xx  {area}")
        off = "" if rule.recommended else "  (only where it is selected)"
        print(f"  {rule.code}  {rule.severity.value:<8}  {rule.name:<28}  {rule.summary}{off}")
