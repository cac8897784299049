"""Every rule's page is executed: its Bad is found at the marked lines, its Good is not."""

import re
from pathlib import Path

import pytest

from archkit.catalog import Catalog
from archkit.errors import UnreadableError
from archkit.rules import AREAS, Rule, rules
from archkit.workspace import Workspace

ABOUT_IGNORES = {"AK025", "AK026"}
MARK = re.compile(r"\s+# AK\d{3}$", re.MULTILINE)
BLOCK = re.compile(r"\*(Bad|Good)\*\s+```yaml\n(.*?)```", re.DOTALL)


def samples(rule: Rule, kind: str) -> list[str]:
    return [body for word, body in BLOCK.findall(rule.page) if word == kind]


def lines_found(rule: Rule, text: str, folder: Path) -> list[int]:
    """Lint a sample, without its marks, as the ``archkit.yaml`` of a workspace; sections may stand there too."""
    (folder / "archkit.yaml").write_text(f"archkit: 1\n{MARK.sub('', text)}", encoding="utf-8")
    select = (rule.code, "AK201") if rule.code in ABOUT_IGNORES else (rule.code,)
    try:
        result = Workspace(folder, select=select).findings
    except UnreadableError as error:
        return sorted({one.span.line - 1 for one in error.findings if one.code == rule.code})
    told = [one for one in (*result.findings, *result.questions) if one.code == rule.code]
    assert all(one.help for one in told), "a finding says what to do"
    return sorted({one.span.line - 1 for one in told})


WITH_SAMPLES = [rule for rule in rules() if samples(rule, "Bad")]


@pytest.mark.parametrize("rule", WITH_SAMPLES, ids=lambda rule: rule.code)
def test_the_bad_of_a_page_is_found_at_its_marked_lines(rule: Rule, tmp_path: Path) -> None:
    for text in samples(rule, "Bad"):
        marked = [n for n, line in enumerate(text.splitlines(), 1) if re.search(rf"# {rule.code}\b", line)]
        assert marked, "a Bad marks the line that is found"
        assert lines_found(rule, text, tmp_path) == marked


@pytest.mark.parametrize("rule", WITH_SAMPLES, ids=lambda rule: rule.code)
def test_the_good_of_a_page_is_not_found(rule: Rule, tmp_path: Path) -> None:
    assert samples(rule, "Good"), "who says what is bad shows what is good"
    for text in samples(rule, "Good"):
        assert lines_found(rule, text, tmp_path) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_page_a_source_and_a_code_of_its_area(rule: Rule) -> None:
    assert re.fullmatch(r"AK\d{3}", rule.code)
    assert rule.code[2] in AREAS
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 100
    assert rule.source
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_page_says_how_to_fix_it_when_to_ignore_it_and_what_to_read_beside_it(rule: Rule) -> None:
    assert "\nHow to fix: " in rule.page
    assert "\nWhen to ignore: " in rule.page
    if rule.code >= "AK100":
        assert samples(rule, "Bad"), "a fault in requirements can be shown"
        assert rule.related
        assert [one for one in rule.related if Catalog().library.entry(one) is None] == []
