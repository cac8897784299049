"""The command line becomes a reference page: what each command prints as its help."""

import os
from collections.abc import Iterator

from archkit.cli._commands import command_names, help_text, sentence
from archkit.cli._main import load

_WIDTH = "80"
"""Columns of the help texts, whatever terminal this runs in."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    os.environ["COLUMNS"] = _WIDTH
    yield "reference/commands.md", "\n".join(_commands()) + "\n"


def _commands() -> Iterator[str]:
    yield "# The command line\n"
    yield "`DIR` is a workspace; without it, archkit takes the nearest folder upwards that holds an `archkit.yaml`.\n"
    yield "| exit status | meaning |\n|---|---|"
    yield "| 0 | nothing at or above the threshold |"
    yield "| 1 | findings at or above it, a target that is missed, or stale output under `--check` |"
    yield "| 2 | it could not run: no workspace, an unreadable file, a wrong option |"
    yield "| 3 | a fault of archkit, with a line that says how to report it |\n"
    yield f"```text\n{help_text().rstrip()}\n```"
    for name in command_names():
        text = load(name).parser(name, sentence(name)).format_help().rstrip()
        yield f"\n## archkit {name} {{ #{name} }}\n\n```text\n{text}\n```"
