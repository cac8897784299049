"""Judges that are not ours read the OpenAPI documents of every example and of a hostile workspace.

Spectral and Redocly come from npm: ``npm install --prefix FOLDER @stoplight/spectral-cli @redocly/cli``, then
``ARCHKIT_JUDGES=FOLDER``. openapi-spec-validator comes with the ``dev`` extra.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from archkit.generators import generate
from archkit.workspace import Workspace

sys.path.append(str(Path(__file__).parents[1] / "generators"))
from hostile_workspace import write_hostile, write_variants

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
BIN = Path(os.environ.get("ARCHKIT_JUDGES", "/nowhere")) / "node_modules/.bin"
HOW = "set ARCHKIT_JUDGES to a folder in which npm installed @stoplight/spectral-cli and @redocly/cli"
needs_spectral = pytest.mark.skipif(
    not (BIN / "spectral").exists() or not shutil.which("node"), reason=f"Spectral is not here: {HOW}"
)
needs_redocly = pytest.mark.skipif(
    not (BIN / "redocly").exists() or not shutil.which("node"), reason=f"Redocly is not here: {HOW}"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write every document once; each judge reads all of them in one process."""
    out = tmp_path_factory.mktemp("contracts")
    made = (
        write_hostile(tmp_path_factory.mktemp("hostile")),
        write_variants(tmp_path_factory.mktemp("variants")),
    )
    found = []
    for index, folder in enumerate((*EXAMPLES, *made)):
        for artifact in generate(Workspace(folder).dossier, ["openapi"]):
            path = out / f"{index}-{folder.name}" / artifact.path
            path.parent.mkdir(parents=True)
            path.write_bytes(artifact.data)
            found.append(path)
    assert len(found) > 15
    return found


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False, env=environment
    )


@needs_spectral
def test_spectral_finds_nothing_with_all_its_rules(written: list[Path], tmp_path: Path) -> None:
    rules = tmp_path / "all.yaml"
    rules.write_text("extends: [[spectral:oas, all]]\n", encoding="utf-8")
    ask = (str(BIN / "spectral"), "lint", "-q", "-f", "json", "--fail-severity", "hint", "-r", str(rules))
    broken = tmp_path / "broken.yaml"
    broken.write_text(written[0].read_text(encoding="utf-8").replace("operationId", "x-id"), encoding="utf-8")
    done = run(*ask, *map(str, written), str(broken), folder=tmp_path)
    found = {f"{one['source']}: {one['code']}: {one['message']}" for one in json.loads(done.stdout)}
    of_broken = {one for one in found if one.startswith(str(broken))}
    assert found == of_broken
    assert of_broken, "a judge that finds nothing anywhere is none"


def problems(text: str) -> Iterator[str]:
    """Yield what Redocly's JSON tells, of which it prints one document after another."""
    decoder, at = json.JSONDecoder(), text.find("{")
    assert at >= 0
    while at >= 0:
        found, at = decoder.raw_decode(text, at)
        yield from (f"{one['ruleId']}: {one['message']} {one['location'][0]}" for one in found["problems"])
        at = text.find("{", at)


@needs_redocly
def test_redocly_finds_nothing_at_its_strictest(written: list[Path], tmp_path: Path) -> None:
    ask = (str(BIN / "redocly"), "lint", "--extends=recommended-strict", "--format=json")
    done = run(*ask, *map(str, written), folder=tmp_path)
    assert list(problems(done.stdout)) == []
    assert done.returncode == 0, done.stderr


def test_the_meta_schema_of_openapi_accepts_every_document(written: list[Path]) -> None:
    for path in written:
        found = list(OpenAPIV31SpecValidator(yaml.safe_load(path.read_text(encoding="utf-8"))).iter_errors())
        assert not found, (path, found[:1])
