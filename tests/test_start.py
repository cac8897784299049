"""Starting archkit loads no more than the command needs."""

import subprocess
import sys

import pytest

from archkit import __version__

COSTLY = {"textual", "pydantic", "jinja2", "mkdocs", "graphviz", "yaml"}


def modules_loaded_by(*words: str) -> set[str]:
    program = (
        "import sys; sys.argv = ['archkit', *sys.argv[1:]]\n"
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
