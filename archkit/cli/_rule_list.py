"""The rules become a list for people or for programs."""

import json


def list_rules(style: str) -> None:
    """Print every rule, by code.

    Args:
        style: ``json`` for programs; anything else is for people.
    """
    from archkit.rules import rules  # noqa: PLC0415 - --help does not list rules

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
            for rule in rules()
        ]
        print(json.dumps({"version": 1, "rules": listed}, indent=2, ensure_ascii=False))
        return
    area = ""
    for rule in rules():
        if rule.area != area:
            area = rule.area
            print(f"\nAK{rule.code[2]}xx  {area}")
        print(f"  {rule.code}  {rule.severity.value:<8}  {rule.name:<28}  {rule.summary}")
