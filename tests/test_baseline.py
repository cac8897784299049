"""A baseline: what a team lives with stays silent, what is new is told, what is mended leaves the file."""

import json
from pathlib import Path

import pytest

TWO = """\
quality_attributes:
  fast:
    attribute: performance
    statement: The page is shown quickly.
  safe:
    attribute: security
    statement: The data is kept in a robust way.
"""
CONFIG = "archkit: 1\nlint: {select: [AK201, AK031], baseline: known.json}\n"


@pytest.fixture
def root(make_workspace, archkit) -> Path:
    folder = make_workspace(TWO, config=CONFIG)
    assert archkit("lint", folder, "--write-baseline").status == 0
    return folder


def found(archkit, root: Path, *words: str) -> list[str]:
    call = archkit("lint", root, "--format", "json", *words)
    return [f"{one['code']} {one['element']}" for one in json.loads(call.out)["findings"]]


def write(root: Path, text: str) -> None:
    (root / "requirements/all.yaml").write_text(text)


def test_what_is_in_the_baseline_is_not_told(archkit, root) -> None:
    assert found(archkit, root) == []
    assert archkit("lint", root).status == 0


def test_what_is_new_is_told(archkit, root) -> None:
    write(root, TWO + "  new: {attribute: performance, statement: It is quickly done.}\n")
    assert found(archkit, root) == ["AK201 quality_attribute:new"]
    write(root, TWO.replace("shown quickly", "shown quickly and very quickly"))
    assert "AK201 quality_attribute:fast" in found(archkit, root)


def test_a_baseline_survives_moved_lines_renamed_files_and_reordered_items(archkit, root) -> None:
    first, second = TWO.split("  safe:")
    reordered = f"# moved\n\nquality_attributes:\n  safe:{second}{first.partition(chr(10))[2]}"
    (root / "requirements/all.yaml").rename(root / "requirements/other.yaml")
    (root / "requirements/other.yaml").write_text(reordered)
    assert found(archkit, root) == []


def test_an_entry_that_no_longer_occurs_is_told_and_taken_out(archkit, root) -> None:
    write(root, TWO.replace("in a robust way", "encrypted with AES-256"))
    call = archkit("lint", root)
    assert "AK031 stale-baseline" in call.out
    assert "quality_attribute:safe" in call.out
    assert call.status == 0, "what is mended fails nobody's run"
    assert "1 taken out" in archkit("lint", root, "--write-baseline").out
    assert found(archkit, root) == []
    (entry,) = json.loads((root / "known.json").read_text())["findings"]
    assert entry["element"] == "quality_attribute:fast"


def test_what_cannot_be_seen_is_not_taken_for_mended(archkit, root) -> None:
    (root / "requirements/broken.yaml").write_text("actors: [")
    assert not [one for one in found(archkit, root) if "AK031" in one]
    before = json.loads((root / "known.json").read_text())["findings"]
    write(root, "actors: [")
    archkit("lint", root, "--write-baseline")
    after = json.loads((root / "known.json").read_text())["findings"]
    assert all(entry in after for entry in before)


def test_a_part_of_the_rules_or_files_tells_nothing_about_the_rest(archkit, root) -> None:
    write(root, TWO.replace("quickly", "in 40 ms"))
    assert found(archkit, root, "--select", "AK201") == []
    assert found(archkit, root / "requirements") == []
    assert found(archkit, root) == ["AK031 quality_attribute:fast"]


def test_two_branches_that_touch_different_entries_merge(root) -> None:
    lines = (root / "known.json").read_text().splitlines()
    assert len([line for line in lines if "fingerprint" in line]) == 2
    entries = [line.rstrip(",") for line in lines[1:-1]]
    assert entries == sorted(entries)


def test_a_baseline_of_the_command_line_counts_instead(archkit, root, tmp_path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text('{"version": 1, "findings": []}')
    assert len(found(archkit, root, "--baseline", str(empty))) == 2


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}']
)
def test_what_is_no_baseline_ends_the_run_with_a_word(archkit, root, content: str) -> None:
    (root / "known.json").write_text(content)
    call = archkit("lint", root)
    assert call.status == 2
    assert "--write-baseline" in call.err


def test_a_baseline_outside_the_workspace_is_refused(archkit, make_workspace) -> None:
    root = make_workspace(TWO, config="archkit: 1\nlint: {baseline: ../../etc/passwd}\n")
    assert archkit("lint", root).status == 2
    assert archkit("lint", root, "--write-baseline").status == 2


def test_a_baseline_that_links_out_of_the_workspace_is_neither_read_nor_written(
    archkit, root, tmp_path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    (root / "known.json").unlink()
    (root / "known.json").symlink_to(outside)
    assert archkit("lint", root).status == 2
    assert archkit("lint", root, "--write-baseline").status == 2
    assert outside.read_text() == "mine"


def test_writing_a_part_keeps_what_was_not_judged(archkit, make_workspace) -> None:
    text = TWO + "constraints: {odd: {statement: Usually it runs on Sundays.}}\n"
    root = make_workspace(
        text, config="archkit: 1\nlint: {select: [AK201, AK116], baseline: known.json}\n", name="two"
    )
    assert "3 findings to live with" in archkit("lint", root, "--write-baseline").out
    for words in (("--select", "AK201"), ("--ignore", "weasel-phrase")):
        call = archkit("lint", root, *words, "--write-baseline")
        assert "3 findings to live with, 0 taken out" in call.out
    assert found(archkit, root) == []


def test_a_baseline_that_a_merge_broke_is_not_written_over_and_the_way_out_is_told(archkit, root) -> None:
    (root / "known.json").write_text("<<<<<<< ours\n")
    for words in ((), ("--write-baseline",)):
        call = archkit("lint", root, *words)
        assert call.status == 2
        assert "remove it, and write it anew" in call.err
    assert (root / "known.json").read_text() == "<<<<<<< ours\n"


def test_a_baseline_of_a_branch_only_is_refused(archkit, root) -> None:
    call = archkit("lint", root, "--write-baseline", "--since", "HEAD")
    assert (call.status, "leave out --since" in call.err) == (2, True)
