"""Servers and clients: whatever users write stays data in them, and hand-written code survives."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hostile_api import TEXTS, hostile_document, with_texts
from hostile_workspace import write_hostile
from pydantic import BaseModel

from archkit.generators import Artifact, generate
from archkit.generators._contract_packages import Api
from archkit.generators._python_models import RESERVED
from archkit.generators.client import client
from archkit.generators.stub import stub
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


def files_of(artifacts: Iterator[Artifact] | tuple[Artifact, ...]) -> dict[str, str]:
    return {one.path: one.data.decode() for one in artifacts}


def made_of(document: Mapping[str, object], identifier: str = "con") -> dict[str, str]:
    api = Api(identifier, document)
    return files_of(stub(api)) | files_of(client(api))


@cache
def hostile() -> Mapping[str, str]:
    return made_of(hostile_document())


def python(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".py")}


def shape(text: str) -> str:
    """Return what Python sees of a module besides the texts in it."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = "text"
    # Docstrings may be there or not, as there is a text or not.
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_text(one)] or [ast.Pass()]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value == "text"


def test_whatever_the_texts_say_the_code_is_the_same() -> None:
    tame = python(made_of(with_texts(tuple(f"tame {place}" for place in range(len(TEXTS))))))
    wild = python(made_of(with_texts(TEXTS)))
    assert wild.keys() == tame.keys()
    for path, text in wild.items():
        assert shape(text) == shape(tame[path]), path


def test_texts_are_in_the_code_as_they_were_written() -> None:
    models = next(text for path, text in made_of(with_texts(TEXTS)).items() if path.endswith("models.py"))
    constants = {node.value for node in ast.walk(ast.parse(models)) if isinstance(node, ast.Constant)}
    assert {f"v{place}{text}" for place, text in enumerate(TEXTS)} <= constants


def test_hostile_names_become_identifiers_of_letters_digits_and_underscores() -> None:
    for path, text in python(hostile()).items():
        compile(text, path, "exec")
        for node in ast.walk(ast.parse(text)):
            for name in (getattr(node, key, None) for key in ("id", "name", "arg", "attr")):
                assert not isinstance(name, str) or re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name)
            if isinstance(node, ast.ClassDef):
                names = [
                    one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
                ]
                assert len(names) == len(set(names)), "no method hides another"


def test_no_attribute_of_a_model_is_called_like_one_of_pydantic() -> None:
    assert {name for name in dir(BaseModel) if not name.startswith("_")} <= RESERVED


def test_a_name_in_the_contract_is_the_name_on_the_wire() -> None:
    models = next(text for path, text in hostile().items() if path.endswith("models.py"))
    tree = ast.parse(models)
    first = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    fields = [one for one in first.body if isinstance(one, ast.AnnAssign)]
    assert len(fields) == len(hostile_document()["components"]["schemas"]["class"]["properties"])
    assert len({one.target.id for one in fields if isinstance(one.target, ast.Name)}) == len(fields)


def test_project_files_stay_readable_and_the_contract_stays_whole() -> None:
    for path, text in hostile().items():
        if path.endswith(".toml"):
            tomllib.loads(text)
        if path.endswith("openapi.json"):
            assert json.loads(text) == hostile_document()


@pytest.mark.parametrize("identifier", ["class", "json", "fastapi", "2fa", "con", "a-b", "import", "x" * 64])
def test_a_package_is_called_like_nothing_else(identifier: str) -> None:
    api = Api(identifier, {})
    assert api.package("server").isidentifier()
    assert api.package("server") not in sys.stdlib_module_names
    assert api.package("server") != api.package("client")


def test_the_generated_code_is_as_ruffs_formatter_would_have_it(tmp_path: Path) -> None:
    dossiers = [Workspace(EXAMPLES / name).dossier for name in ("movie-streaming", "hitchhiking")]
    dossiers.append(Workspace(write_hostile(tmp_path)).dossier)
    for place, dossier in enumerate(dossiers):
        for artifact in generate(dossier, ["stub", "client"]):
            path = tmp_path / "out" / str(place) / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
    for path, text in hostile().items():
        target = tmp_path / "out" / "document" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    ruff = (sys.executable, "-m", "ruff", "format", "--check", "--no-cache", ".")
    done = subprocess.run(ruff, cwd=tmp_path / "out", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_second_generation_keeps_what_is_handwritten_and_renews_the_rest(tmp_path: Path) -> None:
    workspace = Workspace(EXAMPLES / "movie-streaming")
    workspace.plan(["stub"], tmp_path).carry_out()
    package = tmp_path / "stubs/movie-api/movie_api_server"
    own = [
        *package.glob("*.py"),
        tmp_path / "stubs/movie-api/pyproject.toml",
        tmp_path / "stubs/movie-api/tests/conftest.py",
    ]
    for path in own:
        path.write_text("# by hand\n", encoding="utf-8")
    (package / "generated/routes.py").unlink()
    workspace.plan(["stub"], tmp_path, force=True).carry_out()
    assert all(path.read_text(encoding="utf-8") == "# by hand\n" for path in own)
    assert (package / "generated/routes.py").exists()
    assert not workspace.plan(["stub"], tmp_path).stale


def test_only_components_that_are_called_over_rest_get_a_server() -> None:
    paths = files_of(generate(Workspace(EXAMPLES / "movie-streaming").dossier, ["stub"]))
    assert {path.split("/")[1] for path in paths} == {"movie-api"}


def test_the_same_requirements_give_the_same_bytes() -> None:
    first, second = (
        files_of(generate(Workspace(EXAMPLES / "hitchhiking").dossier, ["stub", "client"])) for _ in range(2)
    )
    assert first == second


def test_the_server_and_the_client_share_their_models() -> None:
    files = files_of(generate(Workspace(EXAMPLES / "movie-streaming").dossier, ["stub", "client"]))
    server, ours = "stubs/movie-api/movie_api_server/generated", "clients/movie-api/movie_api_client"
    for name in ("models.py", "formats.py"):
        assert files[f"{server}/{name}"] == files[f"{ours}/{name}"]
