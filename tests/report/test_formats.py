"""Each output format, read by a reader that knows nothing of archkit, with hostile text in every place."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import markdown
import pytest

from archkit.diagnostics import Diagnostic, Related, Severity, Span
from archkit.findings import LintResult, RuleCard
from archkit.report import Style, formats, report

SCHEMA = Path(__file__).parent.parent.parent / "schema"

HOSTILE = (
    "100 % of 'a, b: c'::error::x\r\n::stop-commands::t ]]> <script>alert(1)</script> & \"q\" | `code` "
    "[link](http://evil.example) ![p](//evil.example/p.png) @everyone #1 www.evil.example a@b.example "
    "{0} \u202eabc \x1b[31m \x00 \ud800 \uffff *b* _i_ ~~s~~ <!-- c --> &#60;b&#62;"
)
WHERE = Span("requirements/a b,c:100%#<x>.yaml", 5, 14, 5, 21)
STYLE = Style(folder="docs/architecture")


def diagnostic(severity: Severity = Severity.WARNING, message: str = HOSTILE, **more) -> Diagnostic:
    more = {"span": WHERE, "help": HOSTILE, "element": "quality_attribute:fast", "fingerprint": "0a1b"} | more
    return Diagnostic("AK201", "unmeasurable", severity, message, **more)


CARD = RuleCard(
    "AK201", "unmeasurable", Severity.WARNING, "quality attributes", "SEI", "A word.\n\nIts [page](x) {1}.\n"
)


def result(*findings: Diagnostic, questions: tuple[Diagnostic, ...] = ()) -> LintResult:
    return LintResult(findings, questions, files=2, rules=(CARD,) if findings or questions else ())


FULL = result(
    diagnostic(Severity.ERROR, related=(Related(Span("b.yaml", 3, 1, 4, 2), HOSTILE),), fingerprint="1"),
    diagnostic(Severity.WARNING, span=Span("a.yaml", 2, 3, 9, 1), fingerprint="2"),
    diagnostic(Severity.INFO, span=Span("a.yaml"), help="", element="", fingerprint="3"),
    questions=(diagnostic(Severity.QUESTION, fingerprint="4"),),
)


def told(name: str, what: LintResult = FULL, style: Style = STYLE) -> str:
    return report(name).write(what, {}, style)


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("what", [FULL, result()], ids=["findings", "none"])
def test_every_format_can_be_saved_and_holds_no_control_character(name: str, what: LintResult) -> None:
    text = told(name, what)
    assert text.endswith("\n") or not what.findings
    text.encode()
    if name != "json":
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", text)
    assert told(name, what) == text


# --- SARIF ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sarif_judge():
    # The schema comes with Microsoft's SARIF Multitool 5.7.0 (npm, MIT licence), the format's own validator.
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("what", [FULL, result()], ids=["findings", "none"])
def test_sarif_is_valid(sarif_judge, what: LintResult) -> None:
    assert [error.message for error in sarif_judge.iter_errors(json.loads(told("sarif", what)))] == []


def test_sarif_names_rules_places_and_fingerprints_as_code_scanning_wants_them() -> None:
    (run,) = json.loads(told("sarif"))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("AK201", "A word.")
    assert rule["help"]["markdown"].startswith("A word.\n\nIts [page](x)")
    assert rule["defaultConfiguration"]["level"] == rule["properties"]["problem.severity"] == "warning"
    error, warning, note = run["results"]
    assert [one["level"] for one in (error, warning, note)] == ["error", "warning", "note"]
    assert {run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] for one in run["results"]} == {"AK201"}
    place = error["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == f"docs/architecture/{WHERE.file}"
    assert place["region"] == {"startLine": 5, "startColumn": 14, "endLine": 5, "endColumn": 21}
    assert len({one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]}) == 3
    assert error["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_keeps_the_heaviest_of_more_results_than_code_scanning_takes() -> None:
    light = [diagnostic(Severity.INFO, "x", help="", fingerprint=str(n)) for n in range(25_010)]
    heavy = [diagnostic(Severity.ERROR, "y", help="", fingerprint=f"e{n}") for n in range(20)]
    (run,) = json.loads(told("sarif", result(*light, *heavy)))["runs"]
    assert len(run["results"]) == 25_000
    assert sum(one["level"] == "error" for one in run["results"]) == 20


def test_sarif_makes_no_link_of_a_users_words() -> None:
    text = json.loads(told("sarif"))["runs"][0]["results"][0]["message"]["text"]
    assert not re.search(r"(?<!\\)\[[^\]]*\]\(", text)
    assert "{0}" not in text.replace("{{0}}", "")


# --- GitHub --------------------------------------------------------------------------------------------------


def runner_reads(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands the way the runner does: a line, a command, properties, and data."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not line.lstrip().startswith("::"):
            assert not line, "everything that is printed is a command"
            continue
        head, data = line.lstrip()[2:].split("::", 1)
        command, _, rest = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in rest.split(",")) if rest else {}
        undo = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
        for old, new in undo:
            data = data.replace(old, new)
        for key, value in pairs.items():
            for old, new in (*undo[:2], ("%3A", ":"), ("%2C", ","), undo[2]):
                value = value.replace(old, new)  # noqa: PLW2901 - the runner undoes one after the other
            pairs[key] = value
        found.append((command, pairs, data))
    return found


def test_github_annotations_stand_at_their_lines_and_no_text_becomes_a_command() -> None:
    error, warning, notice = runner_reads(told("github"))
    assert [command for command, _, _ in (error, warning, notice)] == ["error", "warning", "notice"]
    assert error[1] == {
        "file": f"docs/architecture/{WHERE.file}",
        "line": "5", "endLine": "5", "col": "14", "endColumn": "20",
        "title": "AK201 unmeasurable",
    }  # fmt: skip
    assert error[2].startswith("100 % of 'a, b: c'::error::x\\u000d\\u000a::stop-commands::t")
    assert "\nhelp: " in error[2]
    assert "col" not in warning[1], "columns of different lines are refused"


def test_github_is_told_when_more_is_found_than_it_shows_beside_the_lines() -> None:
    many = [diagnostic(message=f"number {n}", fingerprint=str(n)) for n in range(12)]
    notice, *rest = runner_reads(told("github", result(*many)))
    assert (notice[0], len(rest)) == ("notice", 12)
    assert "10 of 12 warnings" in notice[2]
    assert len(runner_reads(told("github", result(*many[:10])))) == 10


# --- GitLab --------------------------------------------------------------------------------------------------

GITLAB = {  # after "Code Quality report format" in GitLab's documentation
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_gets_a_list_of_issues_with_a_fingerprint_each() -> None:
    issues = json.loads(told("gitlab"))
    jsonschema.validate(issues, GITLAB)
    jsonschema.validate(json.loads(told("gitlab", result())), GITLAB)
    assert [one["severity"] for one in issues] == ["major", "minor", "info"]
    assert len({one["fingerprint"] for one in issues}) == 3
    assert issues[0]["location"] == {
        "path": f"docs/architecture/{WHERE.file}",
        "lines": {"begin": 5, "end": 5},
    }


# --- JUnit ---------------------------------------------------------------------------------------------------


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(told("junit"))  # noqa: S314 - we wrote it
    suites = list(root)
    cases = [case for suite in suites for case in suite]
    assert len({suite.get("file") for suite in suites}) == len(suites) == 2
    for suite in suites:
        outcomes = [case[0].tag for case in suite]
        told_ = {key: int(suite.attrib[key]) for key in ("tests", "failures", "errors", "skipped")}
        counted = {"failures": outcomes.count("failure"), "errors": 0, "skipped": outcomes.count("skipped")}
        assert told_ == counted | {"tests": len(outcomes)}
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [case[0].tag for case in cases] == ["failure", "failure", "skipped"]
    assert [case[0].get("type") for case in cases[:2]] == ["error", "warning"]
    assert cases[0].get("classname") == f"docs/architecture/{WHERE.file}"
    assert "<script>alert(1)</script>" in cases[0][0].text, "the words are shown, not obeyed"


JUNIT = {  # what junit-10.xsd of Jenkins' xunit plugin lets stand; other readers take more
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "skipped",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
        },
        {"testcase", "properties", "system-out", "system-err"},
    ),
    "testcase": ({"name", "time", "classname", "group"}, {"skipped", "error", "failure", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
}


@pytest.mark.parametrize("what", [FULL, result()], ids=["findings", "none"])
def test_junit_holds_only_what_the_strictest_reader_knows(what: LintResult) -> None:
    for element in ET.fromstring(told("junit", what)).iter():  # noqa: S314 - we wrote it
        attributes, children = JUNIT[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children


def test_junit_without_findings_is_one_test_that_passed() -> None:
    (suite,) = ET.fromstring(told("junit", result()))  # noqa: S314 - we wrote it
    (case,) = suite
    assert (suite.get("tests"), suite.get("failures"), len(case)) == ("1", "0", 0)


# --- Markdown ------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        del attrs
        self.seen.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")

    def handle_data(self, data) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def read_markdown(text: str) -> Tags:
    tags = Tags()
    tags.feed(markdown.markdown(text, extensions=["tables", "sane_lists"]))
    return tags


def test_a_comment_shows_a_users_words_and_does_nothing_with_them() -> None:
    page = read_markdown(told("markdown"))
    rows = [[cell.strip() for cell in row] for row in page.rows if row]
    assert [len(row) for row in rows] == [4, 4, 4]
    assert [row[0] for row in rows] == ["error", "warning", "info"]
    assert rows[0][1] == f"docs/architecture/{WHERE.file}:5"
    assert "<script>alert(1)</script>" in rows[0][2]
    assert not set(page.seen) & {"script", "a", "img", "b", "code", "em", "del", "h1", "h2"}
    assert not re.search(r"@\w|#\d|://\w|www\.\w|\w@", page.text), "no mention, no reference, no link"
    assert "1 open question" in page.text


def test_a_comment_stays_below_what_code_hosts_take() -> None:
    many = result(*[diagnostic(fingerprint=str(n)) for n in range(400)])
    text = told("markdown", many)
    assert len(text) < 65_536
    assert re.search(r"and \d+ more", text)
    assert told("markdown", result()).splitlines()[0] == "<!-- archkit lint -->"


# --- JSON ----------------------------------------------------------------------------------------------------


def test_json_fits_its_published_schema() -> None:
    schema = json.loads((SCHEMA / "lint-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for what in (FULL, result(), LintResult((), (), 1, skipped=("AK102",), whole=False)):
        jsonschema.validate(json.loads(told("json", what)), schema)
