"""The linter's engine: what it selects, weighs, silences and reports."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO, TextIOWrapper

import pytest

from archkit.diagnostics import Severity
from archkit.lint import lint
from archkit.rules import rules
from archkit.workspace import Workspace

FAST = """\
quality_attributes:
  fast:
    attribute: performance
    statement: The page is shown quickly.
"""


def found(root, **options) -> list[str]:
    return [one.code for one in Workspace(root, **options).findings.findings]


def test_a_finding_points_at_the_words_and_says_what_to_write(make_workspace) -> None:
    result = Workspace(make_workspace(FAST), select=("AK201",)).findings
    (one,) = result.findings
    assert (one.code, one.name, one.severity) == ("AK201", "unmeasurable", Severity.WARNING)
    assert (one.span.line, one.span.column, one.span.end_column) == (4, 34, 41)
    assert "'quickly'" in one.message
    assert "measure:" in one.help
    assert one.element == "quality_attribute:fast"


def test_rules_are_selected_by_code_prefix_and_name(make_workspace) -> None:
    root = make_workspace(FAST)
    for words in (("AK201",), ("AK2",), ("unmeasurable",), ("ALL",)):
        assert "AK201" in found(root, select=words)
    assert "AK201" not in found(root, select=("AK02",))
    assert "AK201" not in found(root, select=("ALL",), ignore=("unmeasurable",))


def test_archkit_yaml_selects_weighs_and_ignores_by_path(make_workspace) -> None:
    weighed = make_workspace(
        FAST, config="archkit: 1\nlint: {select: [AK201], severity: {AK201: error}}\n", name="a"
    )
    assert Workspace(weighed).findings.findings[0].severity is Severity.ERROR
    ignored = make_workspace(
        FAST,
        config="archkit: 1\nlint: {select: [AK201], per_file_ignores: {'requirements/*.yaml': [AK2]}}\n",
        name="b",
    )
    assert found(ignored) == []


def test_a_comment_silences_one_code_at_one_place(make_workspace) -> None:
    excused = FAST.replace("quickly.", "quickly. # archkit: ignore[AK201] a promise of the sales team")
    assert found(make_workspace(excused, name="line"), select=("AK201", "AK025")) == []
    above = FAST.replace("    statement", "    # archkit: ignore[unmeasurable] a promise\n    statement")
    assert found(make_workspace(above, name="above"), select=("AK201", "AK025")) == []
    element = FAST.replace("  fast:", "  fast: # archkit: ignore[AK201] a promise")
    assert found(make_workspace(element, name="element"), select=("AK201", "AK025")) == []
    elsewhere = FAST.replace(
        "attribute: performance", "attribute: performance # archkit: ignore[AK201] wrong line"
    )
    assert sorted(found(make_workspace(elsewhere, name="elsewhere"), select=("AK201", "AK025"))) == [
        "AK025",
        "AK201",
    ]


def test_an_ignore_that_silences_nothing_is_reported(make_workspace) -> None:
    root = make_workspace("actors:\n  rider: {name: Rider} # archkit: ignore[AK201] why\n")
    assert found(root, select=("AK201", "AK025")) == ["AK025"]
    assert found(root, select=("AK026", "AK025")) == [], "a rule that did not run cannot be told"


def test_a_hash_inside_a_text_is_no_comment(make_workspace) -> None:
    root = make_workspace(
        FAST.replace("quickly.", "quickly, '# archkit: ignore[AK201] no'")
        .replace("statement: The", 'statement: "The')
        .replace("no'", "no'\"")
    )
    assert "AK201" in found(root, select=("AK201",))


def test_a_rule_that_crashes_is_a_finding_and_the_run_goes_on(make_workspace, monkeypatch) -> None:
    def crash(subject):
        raise ZeroDivisionError

    broken = tuple(replace(rule, check=crash) if rule.code == "AK201" else rule for rule in rules())
    monkeypatch.setattr("archkit.lint.rules", lambda: broken)
    workspace = Workspace(make_workspace(FAST))
    codes = [one.code for one in lint(workspace.reading, workspace.catalog, workspace.selection).findings]
    assert "AK009" in codes


def test_a_fingerprint_survives_moved_lines_and_renamed_files(make_workspace) -> None:
    one = Workspace(
        make_workspace({"requirements/a.yaml": FAST}, name="a"), select=("AK201",)
    ).findings.findings[0]
    moved = FAST.replace("  fast:", "# a remark\n\n  slow: {measure: p95 response_time <= 1 s}\n  fast:")
    two = Workspace(
        make_workspace({"requirements/b.yaml": moved}, name="b"), select=("AK201",)
    ).findings.findings[0]
    assert one.fingerprint == two.fingerprint
    assert one.span.line != two.span.line


def test_two_findings_of_one_element_have_different_fingerprints(make_workspace) -> None:
    twice = FAST.replace("quickly.", "usually, but only usually.")
    marks = [one.fingerprint for one in Workspace(make_workspace(twice), select=("AK116",)).findings.findings]
    assert len(marks) == len(set(marks)) == 2


def test_json_has_the_shape_of_the_contract(make_workspace, archkit) -> None:
    call = archkit("lint", make_workspace(FAST), "--format", "json", "--select", "AK201")
    data = json.loads(call.out)
    assert call.status == 1
    assert data["version"] == 1
    assert set(data["findings"][0]) == {
        "code", "name", "severity", "message", "help", "file", "line", "column", "end_line", "end_column",
        "element", "fingerprint", "related",
    }  # fmt: skip
    assert data["summary"] == {"errors": 0, "warnings": 1, "infos": 0, "questions": 0, "files": 2}


def test_an_exception_holds_until_its_last_day(make_workspace) -> None:
    text = FAST.replace(
        "quickly.", "quickly. # archkit: ignore[AK201] until=2027-03-31 owner=web-team a pilot"
    )
    root = make_workspace(text)
    rules_ = ("AK201", "AK025", "AK026", "AK029")
    assert found(root, select=rules_, today=date(2027, 3, 31)) == []
    assert found(root, select=rules_) == [], "without a day nothing is over"
    late = Workspace(root, select=rules_, today=date(2027, 4, 1)).findings.findings
    assert [one.code for one in late] == ["AK201", "AK029"]
    assert "ask web-team" in late[1].help


def test_an_exception_with_an_end_wants_a_reason_too(make_workspace) -> None:
    text = FAST.replace("quickly.", "quickly. # archkit: ignore[AK201] until=2027-03-31")
    assert found(make_workspace(text), select=("AK201", "AK026")) == ["AK026"]


def test_an_end_that_is_no_day_is_reported(make_workspace) -> None:
    text = FAST.replace("quickly.", "quickly. # archkit: ignore[AK201] until=soon a pilot")
    assert found(make_workspace(text), select=("AK201", "AK029")) == ["AK029"]


def test_a_pinned_set_of_rules_is_not_changed_by_newer_rules(make_workspace, monkeypatch) -> None:
    newer = tuple(replace(rule, ruleset="2027.2") if rule.code == "AK201" else rule for rule in rules())
    monkeypatch.setattr("archkit.lint.rules", lambda: newer)
    pinned = "archkit: 1\nlint: {ruleset: 2026.1}\n"
    assert "AK201" in found(make_workspace(FAST, name="newest"))
    assert "AK201" not in found(make_workspace(FAST, config=pinned, name="pinned"))
    assert "AK201" in found(make_workspace(FAST, config=pinned, name="chosen"), select=("AK2",))


def test_a_set_of_rules_that_does_not_exist_is_reported(make_workspace) -> None:
    assert "AK013" in found(make_workspace(FAST, config="archkit: 1\nlint: {ruleset: 2025.9}\n"))


def test_what_an_editor_holds_is_judged_instead_of_the_file(make_workspace, archkit, monkeypatch) -> None:
    root = make_workspace(FAST)
    file = root / "requirements/all.yaml"

    def held(text: str, name: object) -> list[str]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
        call = archkit("lint", "--stdin-filename", name, "--format", "json", "--select", "AK201")
        return [f"{one['file']} {one['element']}" for one in json.loads(call.out)["findings"]]

    assert held(FAST.replace("quickly", "in 40 ms"), file) == []
    assert held(FAST.replace("fast:", "other:"), file) == ["requirements/all.yaml quality_attribute:other"]
    unsaved = file.with_name("new.yaml")
    assert held(FAST.replace("fast:", "new:"), unsaved) == ["requirements/new.yaml quality_attribute:new"]
    assert file.read_text() == FAST
    assert not unsaved.exists()


def test_statistics_count_findings_by_rule(make_workspace, archkit) -> None:
    root = make_workspace(FAST)
    assert archkit("lint", root, "--select", "AK201", "--statistics").out.split() == [
        "1", "AK201", "warning", "unmeasurable",
    ]  # fmt: skip
    data = json.loads(archkit("lint", root, "--select", "AK201", "--statistics", "--format", "json").out)
    assert data["statistics"] == [
        {"code": "AK201", "name": "unmeasurable", "severity": "warning", "count": 1}
    ]


def test_a_report_is_written_into_a_file(make_workspace, archkit, tmp_path) -> None:
    report = tmp_path / "report.sarif"
    call = archkit("lint", make_workspace(FAST), "--format", "sarif", "--output", report)
    assert call.out == ""
    assert json.loads(report.read_text())["version"] == "2.1.0"
    assert archkit("lint", make_workspace(FAST), "--output", tmp_path / "no" / "such").status == 2


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("# archkit: ignore AK201 no brackets", "the rule stands in brackets"),
        ("# archkit: disable=AK201", "the rule stands in brackets"),
        ("# archkit: ignore[AK2] all of them", "ignore[AK2] names no rule"),
        ("# archkit: ignore[unmesurable] a slip", "ignore[unmesurable] names no rule"),
    ],
)
def test_a_comment_that_looks_like_an_exception_and_is_none_is_reported(
    make_workspace, comment, told
) -> None:
    root = make_workspace(FAST.replace("quickly.", f"quickly. {comment}"))
    result = Workspace(root, select=("AK201", "AK027")).findings
    assert [one.code for one in result.findings] == ["AK201", "AK027"]
    assert told in result.findings[1].message


def test_an_exception_is_read_in_small_letters_and_its_end_beside_the_reason(make_workspace) -> None:
    text = FAST.replace(
        "quickly.", "quickly. # archkit: Ignore[ak201] a pilot until=2027-03-31 owner=web-team"
    )
    root = make_workspace(text)
    rules_ = ("AK201", "AK025", "AK026", "AK027", "AK029")
    early = Workspace(root, select=rules_, today=date(2027, 3, 31)).findings.findings
    assert early == ()
    late = Workspace(root, select=rules_, today=date(2027, 4, 1)).findings.findings
    assert [one.code for one in late] == ["AK201", "AK029"]
    assert "web-team" in late[1].help


def test_a_comment_about_archkit_is_no_exception(make_workspace) -> None:
    root = make_workspace(FAST.replace("  fast:", "  # archkit: reads this file\n  fast:"))
    assert "AK027" not in found(root)
