"""The text of the format's contract, kept as files: all of it loads, and the published schema accepts all of it."""

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from archkit.model.schema import json_schema
from archkit.read import read_workspace

CONTRACT = Path(__file__).parent / "contract"
FILES = sorted(CONTRACT.rglob("*.yaml"))


def test_all_of_the_contract_loads() -> None:
    reading = read_workspace(CONTRACT)
    assert [one.message for one in reading.diagnostics] == []
    assert reading.requirements.whole
    assert all(reading.requirements.section(name) for name in reading.requirements.stated)
    assert len(reading.requirements.stated) == 11


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schema_accepts_the_contract(path: Path) -> None:
    data = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - all scalars are text
    strings = Draft202012Validator(_of_texts(json_schema()))
    assert [error.message[:200] for error in strings.iter_errors(data)] == []


def _of_texts(schema):
    """Return the schema for files in which every scalar is read as text, so that dates and numbers are too."""
    if isinstance(schema, dict):
        kinds = schema.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds or []
        loose = {"number", "integer", "boolean"} & set(kinds)
        changed = {key: _of_texts(value) for key, value in schema.items()}
        if loose:
            changed["type"] = [*kinds, "string"]
        return changed
    return [_of_texts(one) for one in schema] if isinstance(schema, list) else schema
