"""The published schema, judged by an independent validator: examples pass, broken files do not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from archkit.model.schema import json_schema

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
EXAMPLES = sorted(p for p in ROOT.glob("examples/*/**/*.yaml") if "build" not in p.parts)

BEYOND_A_SCHEMA = {"range-upside-down"}
"""No schema compares two numbers."""


class Yaml12Loader(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, independently of archkit."""


Yaml12Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Yaml12Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def load(path: Path) -> Any:
    """Return the file as JSON would hold it; keys that are no text are refused, as JSON has none."""
    data = yaml.load(path.read_bytes(), Loader=Yaml12Loader)  # noqa: S506 - a SafeLoader
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if not all(isinstance(key, str) for key in value):
                raise ValueError("a key that is no text")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return data


def test_the_schema_is_a_valid_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_the_published_file_is_the_schema() -> None:
    assert json.loads((ROOT / "schema/archkit.schema.json").read_text()) == SCHEMA


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for name, inner in (schema.get("properties") or {}).items():
            if isinstance(inner, dict):
                yield f"{path}/{name}", inner
        for key, inner in schema.items():
            yield from properties(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, inner in enumerate(schema):
            yield from properties(inner, f"{path}/{index}")


def test_every_field_is_described() -> None:
    described = list(properties(SCHEMA))
    assert len(described) > 200
    assert [path for path, inner in described if not inner.get("description")] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: str(p.relative_to(ROOT / "examples")))
def test_every_example_is_valid(path: Path) -> None:
    assert [error.message[:200] for error in VALIDATOR.iter_errors(load(path))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: str(p.relative_to(ROOT / "examples")))
def test_every_example_names_the_schema_for_editors(path: Path) -> None:
    first = path.read_text().split("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.split("=", 1)[1]).resolve() == ROOT / "schema/archkit.schema.json"


BROKEN = sorted(p for p in (ROOT / "tests/broken").iterdir() if p.is_dir())


@pytest.mark.parametrize("folder", BROKEN, ids=lambda p: p.name)
def test_every_broken_file_is_rejected(folder: Path) -> None:
    from archkit.errors import UnreadableError
    from archkit.read import read_workspace

    if folder.name in BEYOND_A_SCHEMA:
        pytest.skip("no schema compares two numbers")
    try:
        faults = {one.code for one in read_workspace(folder).diagnostics}
    except UnreadableError:
        pytest.skip("archkit.yaml itself cannot be read")
    if not faults & {f"AK{code:03}" for code in range(11, 20)}:
        pytest.skip(f"only the whole workspace or the text of a file shows {', '.join(sorted(faults))}")
    for path in sorted(folder.rglob("*.yaml")):
        try:
            data = load(path)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, AttributeError, TypeError):
            return
        if not VALIDATOR.is_valid(data):
            return
    pytest.fail(f"the schema accepts what archkit reports as {sorted(faults)}")
