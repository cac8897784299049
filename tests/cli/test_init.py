"""Beginning a workspace: complete, clean, and never over somebody's work."""

import subprocess
from pathlib import Path

import yaml


def test_a_blank_workspace_has_no_findings_that_fail(tmp_path: Path, archkit) -> None:
    assert archkit("init", tmp_path / "ws").status == 0
    call = archkit("lint", tmp_path / "ws")
    assert call.status == 0, call.out


def test_a_blank_workspace_is_called_what_its_folder_is_called(tmp_path: Path, archkit) -> None:
    for folder, identifier, name in (
        ("bike-rental", "bike-rental", "Bike rental"),
        ("Café: Süd #1", "cafe-sud-1", "Café: Süd #1"),
    ):
        assert archkit("init", tmp_path / folder).status == 0
        assert archkit("lint", tmp_path / folder).status == 0
        system = yaml.safe_load((tmp_path / folder / "archkit.yaml").read_text("utf-8"))["system"]
        assert (system["id"], system["name"]) == (identifier, name)


def test_an_example_is_copied_whole_and_clean(tmp_path: Path, archkit) -> None:
    call = archkit("init", tmp_path / "ws", "--example", "small-clinic")
    assert "archkit lint" in call.out
    assert archkit("lint", tmp_path / "ws").status == 0


def test_editors_find_the_schema_from_every_file(tmp_path: Path, archkit) -> None:
    archkit("init", tmp_path / "ws", "--example", "hitchhiking")
    files = list((tmp_path / "ws").rglob("*.yaml"))
    assert len(files) > 10
    for path in files:
        first = path.read_text().split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.split("=", 1)[1]).is_file()


def test_a_folder_in_use_is_not_touched(tmp_path: Path, archkit) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    call = archkit("init", tmp_path)
    assert call.status == 2
    assert "in use" in call.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_example_that_does_not_exist_is_refused_with_the_list(tmp_path: Path, archkit) -> None:
    call = archkit("init", tmp_path / "ws", "--example", "nothing")
    assert call.status == 2
    assert "hitchhiking" in call.err
    assert not (tmp_path / "ws").exists()


def test_git_leaves_out_what_the_site_builder_makes_and_keeps_what_is_worth_reviewing(
    tmp_path: Path, archkit
) -> None:
    root = tmp_path / "ws"
    archkit("init", root, "--example", "small-clinic")
    archkit("build", root)
    subprocess.run(["git", "init", "-q", root], check=True)
    told = subprocess.run(
        ["git", "-C", root, "ls-files", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert not [path for path in told if path.startswith("build/html/")]
    assert "build/diagrams/context.svg" in told
