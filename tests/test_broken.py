"""Hostile and broken input: each folder under ``tests/broken`` gives the finding that is expected of it."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from archkit.cli._main import main
from archkit.source import parse

BROKEN = Path(__file__).parent / "broken"


def expected() -> dict[str, dict[str, Any]]:
    path = BROKEN / "expected.yaml"
    document, problems = parse(path.name, path.read_text(encoding="utf-8"))
    assert document
    assert not problems
    return document.data


@pytest.fixture(scope="module")
def expectations() -> dict[str, dict[str, Any]]:
    return expected()


def test_every_folder_has_its_expectation(expectations: dict[str, Any]) -> None:
    assert set(expectations) == {path.name for path in BROKEN.iterdir() if path.is_dir()}


@pytest.mark.parametrize("name", sorted(expected()))
def test_a_broken_workspace_gives_the_finding_that_is_expected(name: str, expectations, archkit) -> None:
    wanted = expectations[name]
    call = archkit("lint", BROKEN / name, "--format", "json")
    text = archkit("lint", BROKEN / name)
    everything = call.out + call.err + text.out + text.err
    assert "Traceback" not in everything
    assert call.status == int(wanted["exit"]), everything
    for never in wanted.get("never") or ():
        assert never not in everything
    if call.status == 2:
        assert all(word.lower() in call.err.lower() for word in wanted.get("words") or ()), call.err
        return
    found = json.loads(call.out)["findings"]
    if "count" in wanted:
        assert len(found) == int(wanted["count"]), [one["message"] for one in found]
    here = [one for one in found if one["file"] == wanted["file"]]
    if "line" in wanted:
        here = [one for one in here if one["line"] == int(wanted["line"])]
    assert here, found
    for part, words in (("message", wanted.get("words")), ("help", wanted.get("help"))):
        told = " ".join(one[part] for one in here).lower()
        assert all(word.lower() in told for word in words or ()), told


def lint_file(folder: Path, data: bytes, capsys) -> tuple[int, dict[str, Any]]:
    (folder / "archkit.yaml").write_text("archkit: 1\n")
    (folder / "requirements").mkdir(exist_ok=True)
    (folder / "requirements/x.yaml").write_bytes(data)
    started = time.monotonic()
    status = main(["lint", str(folder), "--format", "json", "--select", "AK0"])
    assert time.monotonic() - started < 30, "bounded"
    return status, json.loads(capsys.readouterr().out)


def test_a_file_of_100_mb_is_one_finding(tmp_path: Path, capsys) -> None:
    status, report = lint_file(tmp_path, b"", capsys)
    path = tmp_path / "requirements/x.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    status = main(["lint", str(tmp_path), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert [one["code"] for one in report["findings"]] == ["AK006"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_10000_deep_is_one_finding(tmp_path: Path, capsys, opening: str) -> None:
    status, report = lint_file(tmp_path, (opening * 10_000).encode(), capsys)
    assert status == 1
    assert len(report["findings"]) == 1


def test_block_nesting_10000_deep_is_one_finding(tmp_path: Path, capsys) -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(3_000))
    status, report = lint_file(tmp_path, text.encode(), capsys)
    assert status == 1
    assert [one["code"] for one in report["findings"]] == ["AK006"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, capsys) -> None:
    lint_file(tmp_path, b"actors:\n", capsys)
    (tmp_path / "requirements/x.yaml").chmod(0)
    assert main(["lint", str(tmp_path)]) == 1
    assert "AK022" in capsys.readouterr().out


def test_a_file_that_vanishes_while_it_is_read_is_a_finding(tmp_path: Path, capsys, monkeypatch) -> None:
    from archkit.read import assemble

    lint_file(tmp_path, b"actors:\n", capsys)
    find_files = assemble.find_files

    def then_vanish(*words):
        found = find_files(*words)
        (tmp_path / "requirements/x.yaml").unlink()
        return found

    monkeypatch.setattr(assemble, "find_files", then_vanish)
    assert main(["lint", str(tmp_path)]) == 1
    assert "vanished" in capsys.readouterr().out


def test_nothing_of_a_workspace_is_executed(tmp_path: Path, capsys) -> None:
    mark = tmp_path / "executed"
    text = f"actors:\n  a: !!python/object/apply:os.system ['touch {mark}']\n  b: !!python/name:os.system\n"
    status, report = lint_file(tmp_path, text.encode(), capsys)
    assert status == 1
    assert not mark.exists()
    assert {one["code"] for one in report["findings"]} == {"AK005"}
