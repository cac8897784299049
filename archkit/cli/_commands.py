"""Files of this room become the list of commands, each with the sentence that it opens with."""

import os

_ORDER = (
    "open", "init", "walk", "lint", "recommend", "evaluate", "generate", "show", "site", "build", "explain", "catalog", "schema",
)  # fmt: skip
"""The order in which a newcomer wants to read them; what is not named comes last."""
_HELP = """\
Design an architecture in the terminal: requirements as YAML, checked,
computed, drawn and published.

usage: archkit [COMMAND] [OPTIONS]

commands:
{commands}

Run archkit COMMAND --help for its options and examples.

examples:
  archkit init my-system --example hitchhiking   an example to change
  archkit lint                                   check the workspace around here
  archkit build                                  lint, generate and publish

options: --help, --version
exit status: 0 fine, 1 findings, missed targets or stale output, 2 it could not
run, 3 a fault of archkit
"""


def command_names() -> list[str]:
    """Return the commands: the files of this room, in the order of the help."""
    found = {
        name[:-3] for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py") and name[0] != "_"
    }
    return [name for name in _ORDER if name in found] + sorted(found - set(_ORDER))


def sentence(name: str) -> str:
    """Return what a command does: its file's first line, behind the colon."""
    with open(os.path.join(os.path.dirname(__file__), f"{name}.py"), encoding="utf-8") as file:
        return file.readline().partition("``: ")[2].strip().strip('"')


def help_text() -> str:
    """Return the help of the whole program; no command is loaded for it."""
    lines = [f"  {name:<10} {sentence(name)}" for name in command_names()]
    return _HELP.format(commands="\n".join(lines))
