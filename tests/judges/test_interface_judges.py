"""Judges that are not ours read what archkit writes of messages, remote procedures and graphs: all must have nothing to say.

From npm: ``npm install --prefix FOLDER @asyncapi/parser @stoplight/spectral-cli @redocly/cli @bufbuild/buf``, then
``ARCHKIT_JUDGES=FOLDER``. From PyPI, with the tools of developers: grpcio-tools and graphql-core.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archkit.workspace import Workspace

sys.path.append(str(Path(__file__).parent))
from hostile_interfaces import hostile

graphql = pytest.importorskip("graphql", reason="graphql-core is not installed: pip install -e '.[dev]'")

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
FOLDER = os.environ.get("ARCHKIT_JUDGES", "")
KINDS = ("asyncapi", "protobuf", "graphql")


def judge(name: str) -> str:
    """Return the path of a program from npm; skip the test where it is not here."""
    path = Path(FOLDER, "node_modules/.bin", name)
    if not FOLDER or not path.exists():
        pytest.skip(f"{name} is not here: set ARCHKIT_JUDGES to a folder in which npm installed it")
    return str(path)


def run(*words: object, cwd: Path | None = None) -> str:
    """Return all that a program has to say; nothing where it is content."""
    environment = {**os.environ, "REDOCLY_TELEMETRY": "off", "NODE_NO_WARNINGS": "1"}
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=300,
        env=environment,
    )
    return f"{done.stdout}{done.stderr}" if done.returncode else done.stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Return a folder with what the examples and the hostile workspace give."""
    folder = tmp_path_factory.mktemp("interfaces")
    hard = folder / "sources" / "hostile"
    (hard / "requirements").mkdir(parents=True)
    (hard / "archkit.yaml").write_text(
        'archkit: 1\nsystem: {id: class, name: \'Hostile """ */ system\'}\n', encoding="utf-8"
    )
    (hard / "requirements/all.yaml").write_text(hostile(), encoding="utf-8")
    for source in (*EXAMPLES, hard):
        for artifact in Workspace(source).artifacts(KINDS):
            path = folder / source.name / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
    return folder


def documents(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("asyncapi.yaml"))
    assert len(found) > 20
    return found


def modules(folder: Path) -> Iterator[Path]:
    found = [path.parent for path in sorted(folder.rglob("buf.yaml"))]
    assert len(found) >= 4
    yield from found


def test_the_asyncapi_parser_has_no_diagnostic_of_any_severity(written) -> None:
    if not FOLDER or not Path(FOLDER, "node_modules/@asyncapi/parser").exists() or not shutil.which("node"):
        pytest.skip("@asyncapi/parser is not here: set ARCHKIT_JUDGES to a folder in which npm installed it")
    answer = run("node", Path(__file__).parent / "asyncapi.mjs", *documents(written))
    assert json.loads(answer) == []


def test_spectral_has_no_hint_about_an_asyncapi_document(written) -> None:
    ruleset = written / "ruleset.yaml"
    ruleset.write_text("extends: [[spectral:asyncapi, all]]\n", encoding="utf-8")
    words = ("lint", "-q", "-f", "text", "--fail-severity", "hint", "-r", ruleset)
    assert run(judge("spectral"), *words, *documents(written)) == ""


def test_redocly_has_nothing_to_say_about_an_asyncapi_document(written) -> None:
    answer = run(
        judge("redocly"),
        "lint",
        "--extends=recommended-strict",
        "--format=json",
        *documents(written),
        cwd=written,
    )
    totals = json.JSONDecoder().raw_decode(answer[answer.index("{\n") :])[0]["totals"]
    assert totals == {"errors": 0, "warnings": 0, "ignored": 0}


def test_buf_finds_nothing_to_lint_and_nothing_to_format(written) -> None:
    buf = judge("buf")
    for module in modules(written):
        assert run(buf, "lint", ".", cwd=module) == ""
        assert run(buf, "format", "-d", "--exit-code", ".", cwd=module) == ""


def test_protoc_compiles_every_service_and_python_imports_it(written, tmp_path) -> None:
    for number, module in enumerate(modules(written)):
        out = tmp_path / str(number)
        out.mkdir()
        sources = [path.relative_to(module) for path in module.rglob("*.proto")]
        words = ("-m", "grpc_tools.protoc", "-I.", f"--python_out={out}", f"--grpc_python_out={out}")
        assert run(sys.executable, *words, *sources, cwd=module) == ""
        for path in out.rglob("*_pb2.py"):
            name = ".".join(path.relative_to(out).with_suffix("").parts)
            code = f"import importlib; importlib.import_module({name!r}); importlib.import_module({name + '_grpc'!r})"
            assert run(sys.executable, "-c", code, cwd=out) == ""


def test_graphql_core_builds_and_validates_every_schema(written) -> None:
    found = sorted(written.rglob("schema.graphql"))
    assert len(found) >= 2
    for path in found:
        schema = graphql.build_schema(path.read_text(encoding="utf-8"))
        assert graphql.validate_schema(schema) == []
        undescribed = [
            name
            for name, kind in schema.type_map.items()
            if not name.startswith("__")
            and (
                not kind.description
                or any(not one.description for one in getattr(kind, "fields", {}).values())
            )
        ]
        assert undescribed == []


# ---- numbers stay

BEFORE = """\
components:
  shop: {kind: service, interface: grpc}
  till: {kind: service}
entities:
  order: {fields: {id: uuid, state: one of open | paid, total: money, note: optional text}}
use_cases:
  buy: {steps: [till -> shop: {action: Read the order, data: [order id], returns: [order], operation: ReadOrder}]}
"""
AFTER = """\
components:
  shop: {kind: service, interface: grpc}
  till: {kind: service}
entities:
  order:
    fields:
      weight: number
      note: optional text
      total: money
      state: one of lost | paid | open
      id: uuid
use_cases:
  ask: {steps: [till -> shop: {action: Cancel the order, data: [reason, order id], operation: CancelOrder}]}
  buy: {steps: [till -> shop: {action: Read the order, data: [order id], returns: [order], operation: ReadOrder}]}
"""


def test_buf_sees_no_breaking_change_when_fields_are_added_and_moved(make_workspace, tmp_path) -> None:
    buf = judge("buf")
    for name, text in (("before", BEFORE), ("after", AFTER)):
        for artifact in Workspace(make_workspace(text, name=f"ws-{name}")).artifacts(("protobuf",)):
            path = tmp_path / name / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
    old, new = (tmp_path / name / "apis/shop/proto" for name in ("before", "after"))
    assert run(buf, "breaking", ".", "--against", old, cwd=new) == ""
