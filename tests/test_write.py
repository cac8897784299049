"""The write gate: planned before it is done, nobody's work lost, nothing outside the folder."""

import os
from pathlib import Path

import pytest

from archkit.errors import WriteRefusedError
from archkit.generators import Artifact
from archkit.write import MANIFEST, Plan


def states(plan: Plan) -> dict[str, str]:
    return {step.path: step.state.value for step in plan.steps}


def write(folder: Path, **files: str) -> Plan:
    plan = Plan.of([Artifact.text(name.replace("__", "/"), text) for name, text in files.items()], folder)
    plan.carry_out()
    return plan


def test_planning_writes_nothing(tmp_path: Path) -> None:
    plan = Plan.of([Artifact.text("a.md", "text")], tmp_path / "out")
    assert states(plan) == {"a.md": "new"}
    assert not (tmp_path / "out").exists()


def test_a_second_run_finds_everything_the_same(tmp_path: Path) -> None:
    write(tmp_path, a="one", sub__b="two")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert states(write(tmp_path, a="one", sub__b="two")) == {"a": "same", "sub/b": "same"}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_stale_file_is_changed_and_a_left_over_one_removed_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path, a="one", sub__b="two")
    assert states(write(tmp_path, a="new text")) == {"a": "changed", "sub/b": "removed"}
    assert not (tmp_path / "sub").exists()


def test_a_file_edited_by_hand_is_refused_until_forced(tmp_path: Path) -> None:
    write(tmp_path, a="one")
    (tmp_path / "a").write_text("mine")
    plan = write(tmp_path, a="two")
    assert [(step.path, step.reason) for step in plan.refused] == [("a", "edited by hand")]
    assert (tmp_path / "a").read_text() == "mine"
    assert states(write(tmp_path, a="three")) == {"a": "refused"}, "it stays refused"
    forced = Plan.of([Artifact.text("a", "two")], tmp_path, force=True)
    forced.carry_out()
    assert (tmp_path / "a").read_text() == "two\n"


def test_a_file_that_archkit_did_not_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("somebody's")
    assert states(write(tmp_path, a="ours")) == {"a": "refused"}
    assert (tmp_path / "a").read_text() == "somebody's"


def test_a_left_over_file_edited_by_hand_stays(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="two")
    (tmp_path / "b").write_text("mine")
    assert states(write(tmp_path, a="one")) == {"a": "same", "b": "refused"}
    assert (tmp_path / "b").exists()


def test_a_part_of_the_artifacts_leaves_the_rest_alone(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="two")
    Plan.of([Artifact.text("a", "new")], tmp_path, partial=True).carry_out()
    assert (tmp_path / "b").exists()
    assert states(write(tmp_path, a="new", b="two")) == {"a": "same", "b": "same"}


@pytest.mark.parametrize("path", ["../a", "/etc/a", "a/../../b", "", "con", "aux.md", "a\\b", "a\nb"])
def test_a_path_that_leaves_the_folder_is_never_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(WriteRefusedError):
        Plan.of([Artifact.text(path, "x")], tmp_path / "out")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    (out / "docs").symlink_to(outside)
    with pytest.raises(WriteRefusedError):
        write(out, docs__a="x")
    assert not list(outside.iterdir())


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("x\n")
    out = tmp_path / "out"
    write(out, a="x")
    text = (out / MANIFEST).read_text()
    digest = text.split('"a": "')[1].split('"')[0]
    (out / MANIFEST).write_text(text.replace('"a": "', f'"../victim": "{digest}", "a": "'))
    write(out, a="x")
    assert victim.exists()


def test_a_broken_manifest_is_as_good_as_none(tmp_path: Path) -> None:
    write(tmp_path, a="one")
    (tmp_path / MANIFEST).write_text("{broken")
    assert states(write(tmp_path, a="two")) == {"a": "refused"}


def test_two_artifacts_of_one_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="two artifacts"):
        Plan.of([Artifact.text("a", "x"), Artifact.text("a", "y")], tmp_path)


def start(folder: Path, text: str, *, force: bool = False) -> Plan:
    plan = Plan.of([Artifact.text("own.py", text, once=True)], folder, force=force)
    plan.carry_out()
    return plan


def test_a_start_is_written_once_and_belongs_to_the_team_from_then_on(tmp_path: Path) -> None:
    assert states(start(tmp_path, "a start")) == {"own.py": "new"}
    assert states(start(tmp_path, "a better start")) == {"own.py": "kept"}
    (tmp_path / "own.py").write_text("by hand")
    for force in (False, True):
        plan = start(tmp_path, "a better start", force=force)
        assert (states(plan), plan.stale, plan.refused) == ({"own.py": "kept"}, (), ())
        assert (tmp_path / "own.py").read_text() == "by hand"


def test_what_is_the_teams_own_stays_when_it_is_no_longer_generated(tmp_path: Path) -> None:
    start(tmp_path, "a start")
    assert states(write(tmp_path, a="one")) == {"a": "new"}
    assert (tmp_path / "own.py").read_text() == "a start\n"


def test_a_broken_link_where_a_start_goes_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.py").symlink_to(tmp_path / "nowhere.py")
    assert states(start(tmp_path, "a start")) == {"own.py": "kept"}
    assert (tmp_path / "own.py").is_symlink()
    assert not (tmp_path / "nowhere.py").exists()


def test_a_file_that_archkit_kept_up_to_date_becomes_the_teams_own_unchanged(tmp_path: Path) -> None:
    write(tmp_path, **{"own.py": "generated"})
    start(tmp_path, "a start")
    assert (tmp_path / "own.py").read_text() == "generated\n"
    assert "own.py" not in (tmp_path / MANIFEST).read_text()


def test_a_file_whose_name_is_no_utf_8_stops_nothing(make_workspace, archkit) -> None:
    root = make_workspace("actors:\n  rider: {kind: human}\n")
    name = os.fsencode(root / "requirements") + b"/\xff.yaml"
    try:
        Path(os.fsdecode(name)).write_text("actors:\n  driver: {kind: human}\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert archkit("generate", root).status == 0
    assert "\\udcff.yaml" in (root / "build/site/findings.md").read_text()
