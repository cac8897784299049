"""Words of a command line become a command that runs, and its end becomes an exit status."""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

from archkit.cli._command import BUG, CANNOT, Command, complain
from archkit.errors import ArchkitError, UnreadableError

_HELP = """\
Design an architecture in the terminal: requirements as YAML, checked, computed, drawn and published.

usage: archkit [COMMAND] [OPTIONS]

{commands}

Run archkit COMMAND --help for its options and examples. Without a command, archkit opens the screen.

examples:
  archkit init my-system --example hitchhiking   begin with an example to change
  archkit lint                                   check the workspace around this folder
  archkit build                                  lint, generate and publish, in one go

options: --help, --version
Exit status: 0 fine, 1 findings or stale output, 2 it could not run, 3 a fault of archkit.
"""
_ORDER = (
    "open",
    "init",
    "lint",
    "recommend",
    "evaluate",
    "generate",
    "show",
    "site",
    "build",
    "explain",
    "catalog",
    "schema",
)
"""The order in which a newcomer wants to read them; what is not named comes last."""


def main(words: list[str]) -> int:
    """Run a command line.

    Args:
        words: The arguments, without the program's name.

    Returns:
        The exit status: 0 fine, 1 findings, 2 it could not run, 3 a fault of archkit.
    """
    names = command_names()
    if words[:1] in (["--help"], ["-h"], ["help"]):
        print(_help(names), end="")
        return 0
    if not words:
        words = ["open"] if "open" in names else ["lint"]
    name, rest = words[0], words[1:]
    if name not in names:
        return _unknown(name, names)
    try:
        command = load(name)
        arguments = command.parser(name).parse_args(rest)
    except SystemExit as end:  # argparse ends so, after it has told why
        return CANNOT if end.code else 0
    try:
        return command.run(arguments)
    except UnreadableError as error:
        return _unreadable(error)
    except ArchkitError as error:
        return _refuse(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("archkit: stopped")
        return CANNOT
    except Exception as error:  # noqa: BLE001 - a fault of ours ends with a line, not with a traceback
        if arguments.debug:
            traceback.print_exc()
        complain(f"archkit: a fault in archkit itself: {type(error).__name__}: {error}")
        complain("  Please report it with the output of the same command and --debug.")
        return BUG


def command_names() -> list[str]:
    """Return the commands: the files of this room, in the order of the help."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py") if path.stem[0] != "_"}
    return [name for name in _ORDER if name in found] + sorted(found - set(_ORDER))


def load(name: str) -> Command:
    """Load one command.

    Raises:
        TypeError: Its file defines no ``COMMAND``.
    """
    command = getattr(import_module(f"archkit.cli.{name}"), "COMMAND", None)
    if not isinstance(command, Command):
        raise TypeError(f"archkit/cli/{name}.py defines no COMMAND")
    return command


def _help(names: list[str]) -> str:
    lines = [f"  {name:<10} {load(name).summary}" for name in names]
    return _HELP.format(commands="\n".join(["commands:", *lines]))


def _unknown(name: str, names: list[str]) -> int:
    from difflib import get_close_matches  # noqa: PLC0415 - only a typing error needs it

    near = get_close_matches(name, names, n=1)
    complain(f"archkit: there is no command '{name}'")
    complain(
        f"  help: did you mean 'archkit {near[0]}'?" if near else "  help: archkit --help lists the commands"
    )
    return CANNOT


def _refuse(error: ArchkitError) -> int:
    complain(f"archkit: {error.message}")
    if error.help:
        complain(f"  help: {error.help}")
    return CANNOT


def _unreadable(error: UnreadableError) -> int:
    from archkit.diagnostics import visible  # noqa: PLC0415 - the path of errors only

    for finding in error.findings:
        span = finding.span
        complain(
            visible(
                f"{span.file}:{span.line}:{span.column}: error {finding.code} {finding.name}: {finding.message}"
            )
        )
        complain(visible(f"  help: {finding.help}"))
    return _refuse(error)
