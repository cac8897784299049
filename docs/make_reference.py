"""The rules and what was considered for them become reference pages of archkit's documentation.

Run it as ``python docs/make_reference.py``; ``--check`` writes nothing and fails when a page is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from archkit.model import name_from
from archkit.rules import find_rule, rules
from archkit.source import parse

DOCS = Path(__file__).parent
ANSWERS = DOCS / "rules-answers"


def pages() -> dict[str, str]:
    """Return path below docs/ to text of each page."""
    return {
        "reference/rules.md": "\n".join(_rules()) + "\n",
        "reference/demands.md": "\n".join(_demands()) + "\n",
    }


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "Generated from the rules themselves; `archkit explain CODE` shows the same page in the terminal."
    area = ""
    for rule in rules():
        if rule.area != area:
            area = rule.area
            yield f"\n## AK{rule.code[2]}xx: {area}\n"
            yield "| code | name | severity | on by default | what is wrong |\n|---|---|---|---|---|"
        default = "yes" if rule.recommended else "no"
        yield (
            f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {rule.severity} | {default} | {_cell(rule.summary)} |"
        )
    for rule in rules():
        yield f"\n### {rule.code} {rule.name} {{ #{rule.code.lower()} }}\n\n{rule.page.strip()}\n"
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
        yield f"\n## {name_from(path.stem)}\n"
        yield "| demand | answer |\n|---|---|"
        for demand, answer in document.data.items():
            yield f"| {name_from(demand)} | {_answer(path, demand, answer)} |"


def _answer(path: Path, demand: str, answer: dict[str, str]) -> str:
    ((kind, value),) = answer.items()
    if kind == "not_built":
        return f"No rule: {_cell(value)}"
    rule = find_rule(value)
    if rule is None:
        raise ValueError(f"{path}: {demand} is answered by {value}, which is no rule")
    linked = f"[{rule.code} {rule.name}](rules.md#{rule.code.lower()})"
    return linked if kind == "rule" else f"part of {linked}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(words: list[str]) -> int:
    """Write the pages, or tell which are stale."""
    stale = 0
    for name, text in pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in words:
            print(f"stale: docs/{name}; run python docs/make_reference.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
