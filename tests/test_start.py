"""Starting archkit loads no more than the command needs."""

import os
import subprocess
import sys

import pytest

from archkit import __version__

COSTLY = {"textual", "pydantic", "jinja2", "mkdocs", "graphviz", "yaml"}


def modules_loaded_by(*words: str) -> set[str]:
    program = (
        "import os, sys; sys.argv = ['archkit', *sys.argv[1:]]; os._exit = sys.exit\n"
        "from archkit.__main__ import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["lint", "--help"], ["generate", "--help"]])
def test_help_and_version_load_no_costly_library(words: list[str]) -> None:
    assert not modules_loaded_by(*words) & COSTLY


def test_version_loads_not_even_the_command_line() -> None:
    assert "argparse" not in modules_loaded_by("--version")


def test_linting_loads_neither_screen_nor_templates(tmp_path) -> None:
    (tmp_path / "archkit.yaml").write_text("archkit: 1\n")
    assert not modules_loaded_by("lint", str(tmp_path)) & {
        "textual",
        "jinja2",
        "mkdocs",
        "graphviz",
        "asyncio",
    }


def test_version_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "archkit", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"archkit {__version__}\n"


def test_what_else_is_installed_has_no_say_in_what_a_file_means(tmp_path) -> None:
    """A plug-in of pydantic is asked for each model that is built; linting builds models and asks none."""
    (tmp_path / "archkit.yaml").write_text("archkit: 1\n")
    info = tmp_path / "meddler-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: meddler\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pydantic]\nmeddler = meddler\n")
    (tmp_path / "meddler.py").write_text("import sys\nsys.stderr.write('meddling')\n")
    done = subprocess.run(
        [sys.executable, "-m", "archkit", "lint", "--no-cache", str(tmp_path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert "meddling" not in done.stderr
    assert "0 errors" in done.stdout


def test_linting_ends_with_its_status_and_all_of_its_words_and_a_reader_that_went_away_is_no_fault(
    tmp_path,
) -> None:
    (tmp_path / "archkit.yaml").write_text("archkit: 2\n")
    command = [sys.executable, "-m", "archkit", "lint", "--no-cache", str(tmp_path)]
    whole = subprocess.run(command, capture_output=True, text=True, check=False)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        cut = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert whole.returncode == 1
    assert whole.stdout.endswith(" ms)\n")
    assert not cut.stderr
