"""Every example is judged without a crash, in every form; together they show every verdict."""

import json
from pathlib import Path

import jsonschema
import pytest

from archkit.evaluate import Look, Verdict, as_data, as_json, as_markdown, as_text
from archkit.workspace import Workspace

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/archkit.yaml"))
SCHEMA = json.loads((ROOT / "schema" / "evaluate-report.schema.json").read_text(encoding="utf-8"))
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def workspace(request):
    return Workspace(request.param)


def test_every_example_gives_a_report_that_its_schema_takes(workspace):
    report = json.loads(
        as_json(workspace.evaluation, workspace.reading.span, base=workspace.evaluation, sensitivity=True)
    )
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_every_input_and_every_measure_names_a_file_and_a_line(workspace):
    data = as_data(workspace.evaluation, workspace.reading.span)
    for result in data["results"]:
        assert result["evidence"][0]["file"].endswith(".yaml")
        assert result["derivation"], result
        stated = [line for line in result["derivation"] if line["evidence"]]
        assert stated, result
        assert all((workspace.root / line["evidence"][0]["file"]).is_file() for line in stated)


def test_the_text_fits_a_terminal_of_80_columns_and_has_no_colour_unasked(workspace):
    text = as_text(workspace.evaluation, workspace.reading.span, Look(sensitivity=True), name="It")
    assert "\033" not in text
    too_wide = [line for line in text.splitlines() if len(line) > 80]
    assert too_wide == []


def test_markdown_has_a_row_for_each_verdict(workspace):
    text = as_markdown(workspace.evaluation, workspace.reading.span, name="It")
    rows = [
        line
        for line in text.splitlines()
        if line.startswith(tuple(f"| {one.value.replace('-', ' ')} |" for one in Verdict))
    ]
    assert len(rows) == len(workspace.evaluation.results)


def test_the_verdicts_of_an_example_are_those_of_its_golden_file(workspace):
    data = as_data(workspace.evaluation, workspace.reading.span)
    lines = [
        f"{one['verdict']:<12} {one['quality_attribute']} {one['applies_to']} {one['measure']} = "
        + ("null" if one["value"] is None else f"{one['value']:.4g} {one['unit']}")
        for one in data["results"]
    ]
    lines += [
        f"not computed {one['quality_attribute']} {one['applies_to']} {one['measure']}"
        for one in data["not_computed"]
    ]
    first = data["degrades_at"]
    lines.append(
        f"degrades at {first['factor']:.3g} {first['component']} {first['quality_attribute']}"
        if first
        else "does not degrade"
    )
    text = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{workspace.root.name}.txt"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), (
        "see the differences, and delete the file to write it anew"
    )


def test_every_verdict_appears_in_some_example():
    found = {result.verdict for path in EXAMPLES for result in Workspace(path).evaluation.results}
    assert found == set(Verdict)


def test_the_same_input_gives_the_same_bytes():
    path = ROOT / "examples" / "hitchhiking"
    first, second = (as_json(one.evaluation, one.reading.span) for one in (Workspace(path), Workspace(path)))
    assert first == second
