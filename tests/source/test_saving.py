"""Saving: the file is the old or the new one, never something between, and keeps what is not its text."""

import os
import stat
from pathlib import Path

import pytest

from archkit.errors import ConflictError, WriteRefusedError
from archkit.source import save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "actors.yaml"
    path.write_bytes(b"actors:\r\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_new_text_is_there_byte_for_byte(file: Path) -> None:
    save(file, "actors:\r\n", "actors:\r\n  rider:\r\n")
    assert file.read_bytes() == b"actors:\r\n  rider:\r\n"
    assert names(file.parent) == ["actors.yaml"]


def test_a_new_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    save(tmp_path / "requirements" / "new.yaml", None, "a: 1\n")
    made = tmp_path / "requirements" / "new.yaml"
    assert made.read_text() == "a: 1\n"
    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_a_file_that_changed_underneath_is_left_alone(file: Path) -> None:
    file.write_text("somebody else's\n")
    with pytest.raises(ConflictError, match="changed since"):
        save(file, "actors:\r\n", "mine\n")
    assert file.read_text() == "somebody else's\n"


def test_a_change_while_saving_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow_disk(_descriptor: int) -> None:
        file.write_text("somebody else's\n")

    monkeypatch.setattr(os, "fsync", slow_disk)
    with pytest.raises(ConflictError):
        save(file, "actors:\r\n", "mine\n")
    assert file.read_text() == "somebody else's\n"
    assert names(file.parent) == ["actors.yaml"]


def test_a_file_that_is_gone_or_came_up_is_a_conflict(file: Path) -> None:
    with pytest.raises(ConflictError, match="there already"):
        save(file, None, "a: 1\n")
    file.unlink()
    with pytest.raises(ConflictError, match="gone"):
        save(file, "actors:\r\n", "a: 1\n")
    assert names(file.parent) == []


def test_permissions_stay(file: Path) -> None:
    file.chmod(0o640)
    save(file, "actors:\r\n", "a: 1\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_stays_a_link(file: Path) -> None:
    folder = file.parent / "shared"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../actors.yaml")
    save(link, "actors:\r\n", "a: 1\n")
    assert link.is_symlink()
    assert file.read_text() == "a: 1\n"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
    ],
)
def test_encoding_and_mark_stay(file: Path, mark: bytes, codec: str) -> None:
    file.write_bytes(mark + "é: 1\n".encode(codec))
    save(file, "é: 1\n", "é: 2\n")
    assert file.read_bytes() == mark + "é: 2\n".encode(codec)


def test_a_read_only_file_is_refused(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(WriteRefusedError, match="read-only"):
        save(file, "actors:\r\n", "a: 1\n")
    assert file.read_bytes() == b"actors:\r\n"
    assert names(file.parent) == ["actors.yaml"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteRefusedError, match="No space left"):
        save(file, "actors:\r\n", "a: 1\n")
    assert file.read_bytes() == b"actors:\r\n"
    assert names(file.parent) == ["actors.yaml"]


def test_a_text_that_no_file_can_hold_is_refused(file: Path) -> None:
    with pytest.raises(WriteRefusedError, match=r"U\+D800"):
        save(file, "actors:\r\n", "a: \ud800\n")


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteRefusedError, match="not a file"):
        save(tmp_path / "pipe", "a", "b")
