"""The rules and what was considered for them become reference pages: a table, a page an area, the demands."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from archkit.rules import Rule, find_rule, rules
from archkit.source import parse

ANSWERS = Path(__file__).parents[1] / "rules-answers"
TITLES = {
    "api": "Interfaces",
    "data": "Storage, consistency and analytics",
    "deploy": "Release, observability and migration",
    "req-quality-constraint": "Requirements, quality attributes and constraints",
    "slo": "Service levels",
    "structure-micro-reliability": "Components, service boundaries and reliability",
}
"""File of answers to what its demands are about."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    yield "reference/rules.md", "\n".join(_index()) + "\n"
    for area, found in groupby(rules(), key=lambda rule: rule.area):
        listed = list(found)
        yield f"reference/rules/{_file(listed[0])}", "\n".join(_area(area, listed)) + "\n"
    yield "reference/demands.md", "\n".join(_demands()) + "\n"


def link(rule: Rule, folder: str) -> str:
    """Return a link to a rule's page from a page in ``docs/reference/``.

    Args:
        rule: What to link to.
        folder: ``rules/`` from beside that folder, nothing from inside it.
    """
    return f"[{rule.code} {rule.name}]({folder}{_file(rule)}#{rule.code.lower()})"


def _file(rule: Rule) -> str:
    return f"ak{rule.code[2]}.md"


def _index() -> Iterator[str]:
    yield "# Rules\n"
    yield "Each rule has a page with a bad and a good example that a test runs; `archkit explain CODE` shows it in the"
    yield "terminal. *Recommended* rules are on by default; `select: [ALL]` turns on the others. Exceptions, severities"
    yield "and baselines: [Adopt it on a grown project](../how-to/adopt.md)."
    for area, found in groupby(rules(), key=lambda rule: rule.area):
        listed = list(found)
        yield f"\n## AK{listed[0].code[2]}xx: {area}\n"
        yield "| rule | severity | recommended | what is wrong |\n|---|---|---|---|"
        for rule in listed:
            default = "yes" if rule.recommended else "no"
            yield f"| {link(rule, 'rules/')} | {rule.severity} | {default} | {_cell(rule.summary)} |"


def _area(area: str, listed: list[Rule]) -> Iterator[str]:
    yield f"# AK{listed[0].code[2]}xx: {area}"
    for rule in listed:
        yield f"\n## {rule.code} {rule.name} {{ #{rule.code.lower()} }}\n\n{rule.page.strip()}\n"
        yield f"Severity: {rule.severity}. Source: {rule.source}."


def _demands() -> Iterator[str]:
    yield "# What became of each demand\n"
    yield (
        "Before the rules were written, demands on a sound architecture description were collected from the "
        "literature. Each has its answer: a rule of its own, a part of another rule, or the reason why there is none."
    )
    for path in sorted(ANSWERS.glob("*.yaml")):
        document, problems = parse(path.name, path.read_text(encoding="utf-8"))
        if document is None or problems:
            raise ValueError(f"{path}: {problems[0].message if problems else 'empty'}")
        yield f"\n## {TITLES[path.stem]}\n"
        yield "| demand | answer |\n|---|---|"
        for demand, answer in document.data.items():
            yield f"| {demand} | {_answer(path, demand, answer)} |"


def _answer(path: Path, demand: str, answer: dict[str, str]) -> str:
    ((kind, value),) = answer.items()
    if kind == "not_built":
        return f"No rule: {_cell(value)}"
    rule = find_rule(value)
    if rule is None:
        raise ValueError(f"{path}: {demand} is answered by {value}, which is no rule")
    linked = link(rule, "rules/")
    return linked if kind == "rule" else f"part of {linked}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
