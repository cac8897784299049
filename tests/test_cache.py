"""The cache of results: it is never wrong, and everything that is wrong with it is as if it were not there."""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_start import modules_loaded_by

from archkit import cache

FAST = """\
quality_attributes:
  fast:
    attribute: performance
    statement: The page is shown quickly.
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "archkit" / "lint"


@pytest.fixture
def root(make_workspace, home) -> Path:
    return settled(make_workspace(FAST))


def settled(root: Path) -> Path:
    """Let the files of a workspace look as if they had been there for an hour, as far as a test can."""
    past = time.time() - 3600
    for path in root.rglob("*.yaml"):
        os.utime(path, (past, past))
    return root


def codes(archkit, root: Path, *words: str) -> list[str]:
    call = archkit("lint", root, "--format", "json", *words)
    return [one["code"] for one in json.loads(call.out)["findings"]]


@pytest.fixture
def reads(monkeypatch) -> list[Path]:
    """Return the workspaces that were read instead of being found in the cache."""
    from archkit import workspace

    seen: list[Path] = []
    real = workspace.read_workspace

    def read(root, **options):
        seen.append(root)
        return real(root, **options)

    monkeypatch.setattr(workspace, "read_workspace", read)
    return seen


def test_a_second_run_reads_nothing_and_tells_the_same(archkit, root, reads) -> None:
    first = [archkit("lint", root, "--quiet", "--format", name).out for name in ("text", "json", "sarif")]
    second = [archkit("lint", root, "--quiet", "--format", name).out for name in ("text", "json", "sarif")]
    assert first == second
    assert "^^^^^^^" in first[0], "the lines that findings point at are kept, too"
    assert len(reads) == 1


def test_every_change_is_seen(archkit, root, reads) -> None:
    file = root / "requirements/all.yaml"
    assert "AK201" in codes(archkit, root)
    same_size = FAST.replace("quickly", "in 40ms")
    file.write_text(same_size)
    assert "AK201" not in codes(archkit, root)
    stamp = file.stat()
    file.write_text(FAST)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert "AK201" in codes(archkit, root), "a time that was turned back hides nothing"
    (root / "requirements/more.yaml").write_text(FAST.replace("fast:", "faster:"))
    assert codes(archkit, root).count("AK201") == 2
    (root / "requirements/more.yaml").unlink()
    assert codes(archkit, root).count("AK201") == 1
    (root / "archkit.yaml").write_text("archkit: 1\nlint: {ignore: [AK201]}\n")
    assert "AK201" not in codes(archkit, root)
    assert len(reads) == 6


def test_a_fresh_checkout_with_the_same_content_is_found_again(archkit, root, reads) -> None:
    codes(archkit, root)
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    shutil.rmtree(root)
    copy.rename(root)
    codes(archkit, root)
    assert len(reads) == 1


def test_options_do_not_share_an_entry(archkit, root) -> None:
    assert "AK201" in codes(archkit, root)
    assert "AK201" not in codes(archkit, root, "--ignore", "AK201")
    assert codes(archkit, root, "--select", "AK201") == ["AK201"]
    assert "AK201" in codes(archkit, root)


def test_an_exception_expires_although_no_file_changes(archkit, make_workspace, home, monkeypatch) -> None:
    text = FAST.replace("quickly.", "quickly. # archkit: ignore[AK201] until=2027-03-31 owner=web a pilot")
    root = settled(make_workspace(text))
    for day, expected in ((1806451200, []), (1806537600, ["AK029", "AK201"])):  # 2027-03-31, 2027-04-01
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        assert sorted(codes(archkit, root, "--select", "AK201,AK025,AK029")) == expected


def test_another_archkit_judges_anew(archkit, root, reads, monkeypatch) -> None:
    codes(archkit, root)
    monkeypatch.setattr(cache, "_build", lambda: "another")
    codes(archkit, root)
    assert len(reads) == 2


def test_a_changed_rule_makes_another_archkit(tmp_path, monkeypatch) -> None:
    rule = tmp_path / "rules" / "one.py"
    rule.parent.mkdir()
    rule.write_text("1")
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    before = cache._build.__wrapped__()
    rule.write_text("22")
    assert cache._build.__wrapped__() != before


@pytest.mark.parametrize("content", [b"", b"x", b"{}", b"\xff\n{}", b"0\n" + b"[" * 10_000])
def test_a_broken_entry_is_as_if_there_were_none(archkit, root, home, reads, content: bytes) -> None:
    expected = codes(archkit, root)
    (entry,) = home.iterdir()
    entry.write_bytes(content)
    assert codes(archkit, root) == expected
    good = entry.read_bytes()
    for body in (b"[]", b'{"build": 1}', b"nonsense"):
        entry.write_bytes(cache._digest(body).encode() + b"\n" + body)
        assert codes(archkit, root) == expected
    entry.write_bytes(good[: len(good) // 2])
    assert codes(archkit, root) == expected
    entry.write_bytes(good.replace(b"quickly", b"quietly"))
    assert codes(archkit, root) == expected


def test_no_home_is_as_if_there_were_no_cache(archkit, root, monkeypatch, tmp_path) -> None:
    expected = codes(archkit, root)
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert codes(archkit, root) == expected
    monkeypatch.setattr(cache, "cache_folder", lambda: None)
    assert codes(archkit, root) == expected


def test_no_cache_leaves_nothing_behind(archkit, root, home, reads) -> None:
    codes(archkit, root, "--no-cache")
    codes(archkit, root, "--no-cache")
    assert not home.exists()
    assert len(reads) == 2


def test_runs_at_the_same_time_do_not_meet(root, home) -> None:
    def run(_: int) -> tuple[int, str]:
        words = [sys.executable, "-m", "archkit", "lint", str(root), "--format", "json"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(run, range(6)))
    assert len(results) == 1
    assert [path.suffix for path in home.iterdir()] == [".json"]


def test_the_cache_does_not_grow_for_ever(archkit, make_workspace, home, monkeypatch) -> None:
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 3)
    for name in "abcde":
        codes(archkit, make_workspace(FAST, name=name))
    assert len(list(home.iterdir())) == 3


def test_a_file_that_could_not_be_read_is_tried_again(archkit, make_workspace, home, reads) -> None:
    root = make_workspace(FAST)
    os.mkfifo(root / "requirements/pipe.yaml")
    assert "AK022" in codes(archkit, root)
    assert "AK022" in codes(archkit, root)
    assert len(reads) == 2


def test_a_warm_run_loads_neither_the_model_nor_yaml(root) -> None:
    modules_loaded_by("lint", str(root))
    assert not modules_loaded_by("lint", str(root)) & {
        "yaml",
        "pydantic",
        "pydantic_core",
        "jinja2",
        "asyncio",
    }
