"""Opening a file gives all of it, whatever the system said about its size."""

from pathlib import Path

import pytest

from archkit.read import read_bytes


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells of processes in files")
def test_a_file_whose_size_the_system_does_not_tell_is_read_whole() -> None:
    raw = read_bytes("/proc/self/status")
    assert raw.status is not None
    assert raw.status.st_size == 0
    assert raw.data.startswith(b"Name:")
    assert raw.data.endswith(b"\n")
