"""What the documentation shows of the code is what the code says today."""

import subprocess
import sys
from pathlib import Path

import pytest

from archkit.rules import find_rule, rules
from archkit.source import parse

DOCS = Path(__file__).parent.parent / "docs"
ANSWERS = sorted((DOCS / "rules-answers").glob("*.yaml"))


@pytest.mark.parametrize("script", sorted(path.name for path in DOCS.glob("make_*.py")))
def test_generated_pages_are_up_to_date(script: str) -> None:
    done = subprocess.run(
        [sys.executable, DOCS / script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run make docs"


def test_every_step_of_the_screen_has_its_picture_and_none_asks_another_host() -> None:
    done = subprocess.run(
        [sys.executable, DOCS / "draw_screens.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run python docs/draw_screens.py"


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_every_answer_names_a_rule_or_gives_a_reason(path: Path) -> None:
    document, problems = parse(path.name, path.read_text(encoding="utf-8"))
    assert document is not None
    assert problems == []
    for demand, answer in document.data.items():
        ((kind, value),) = answer.items()
        if kind == "not_built":
            assert len(value.split()) > 3, demand
        else:
            assert kind in {"rule", "merged_into"}, demand
            assert find_rule(value), f"{demand}: {value}"


def test_each_of_the_258_demands_has_one_answer() -> None:
    answered = [
        demand
        for path in ANSWERS
        for document in [parse(path.name, path.read_text(encoding="utf-8"))[0]]
        if document is not None
        for demand in document.data
    ]
    assert len(answered) == 258
    assert len(set(answered)) == 258


def test_every_rule_is_on_the_reference_page() -> None:
    page = (DOCS / "reference/rules.md").read_text(encoding="utf-8")
    assert [rule.code for rule in rules() if f"#{rule.code.lower()})" not in page] == []
