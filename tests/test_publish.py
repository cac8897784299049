"""Building the site: whatever happens to a build, readers keep a whole site, and the same sources give the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archkit.errors import ArchkitError
from archkit.publish import build_site
from archkit.workspace import Workspace

SMALL = """
actors:
  rider: {name: Rider}
use_cases:
  pay: {title: Pay for a ride, primary_actor: rider, steps: [{rider -> app: Pay}]}
components:
  app: {name: App backend, kind: service}
"""
BUILDERS = ["mkdocs", "zensical"]


@pytest.fixture(params=BUILDERS)
def builder(request) -> str:
    pytest.importorskip(request.param, reason=f"{request.param} is not installed: pip install -e '.[dev]'")
    return request.param


def site_of(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_build_that_fails_leaves_the_old_site(make_workspace, tmp_path: Path, builder: str) -> None:
    root = make_workspace(
        {"requirements/all.yaml": SMALL, "own/a.md": "# A\n\nAll is well.\n"},
        config="archkit: 1\nsite: {pages: own}\n",
    )
    output = tmp_path / "out"
    Workspace(root).plan(("site",), output).carry_out()
    built = build_site(output, builder=builder, strict=True).index.parent
    before = site_of(built)
    (root / "own/a.md").write_text("# A\n\n[gone](gone.md)\n")
    Workspace(root).plan(("site",), output).carry_out()
    with pytest.raises(ArchkitError, match=r"a\.md(?:.|\n)*gone\.md") as told:
        build_site(output, builder=builder, strict=True)
    assert "Traceback" not in str(told.value)
    assert "\x1b" not in str(told.value)
    assert site_of(built) == before
    left_over = [one.name for one in output.iterdir() if one.name.startswith(".archkit-html")]
    assert left_over == []


def test_only_files_that_differ_are_written(make_workspace, tmp_path: Path, builder: str) -> None:
    root, output = make_workspace(SMALL), tmp_path / "out"

    def build() -> int:
        Workspace(root).plan(("site",), output).carry_out()
        return build_site(output, builder=builder).written

    assert build() > 10
    assert build() == 0
    page = output / "html/actors/rider.html"
    before = page.stat().st_mtime_ns
    file = root / "requirements/all.yaml"
    file.write_text(file.read_text().replace("name: App backend", "name: App backend, technology: Python"))
    assert build() > 0
    assert page.stat().st_mtime_ns == before
    assert "Python" in (output / "html/components/app.html").read_text()
    (output / "html/components/app.html").unlink()
    (output / "html/left-over.html").write_text("old")
    file.write_text(file.read_text().replace("technology: Python", "technology: Rust"))
    build()
    assert "Rust" in (output / "html/components/app.html").read_text()
    assert not (output / "html/left-over.html").exists()


def test_folder_locale_time_zone_and_hash_seed_leave_no_trace(
    make_workspace, tmp_path: Path, builder: str
) -> None:
    def build(name: str, **environment: str) -> dict[str, bytes]:
        root = make_workspace(SMALL, name=name)
        subprocess.run(
            [sys.executable, "-m", "archkit", "site", "build", "--builder", builder, "--output", "out"],
            cwd=root,
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
        )
        return site_of(root / "out/html")

    one = build("one", LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1")
    other = build("another-folder", LC_ALL="C", PYTHONUTF8="0", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if data != other[name]] == []


def test_an_element_that_went_leaves_no_page_behind(make_workspace, archkit) -> None:
    root = make_workspace(SMALL)
    archkit("site", "build", root)
    file = root / "requirements/all.yaml"
    file.write_text(file.read_text().replace("pay:", "settle:"))
    archkit("site", "build", root)
    left = [str(one.relative_to(root)) for one in (root / "build").rglob("pay*")]
    assert left == []
    assert (root / "build/html/use-cases/settle.html").is_file()


def test_what_cannot_be_read_is_told_by_who_builds_the_site(make_workspace, archkit) -> None:
    call = archkit("site", "build", make_workspace(SMALL + "constraints: ["))
    assert "all.yaml:" in call.err
    assert "AK002" in call.err
