"""Words of a command line become a command that runs, and its end becomes an exit status."""

import os
import sys
import traceback
from importlib import import_module

from archkit.cli._command import BUG, CANNOT, DONE, Command, complain
from archkit.cli._commands import command_names, help_text, sentence
from archkit.errors import ArchkitError, UnreadableError, UsageError


def main(words: list[str]) -> int:
    """Run a command line.

    Args:
        words: The arguments, without the program's name.

    Returns:
        The exit status: 0 fine, 1 findings, 2 it could not run, 3 a fault of archkit.
    """
    names = command_names()
    if not words and "open" in names:
        words = ["open"]
    if hasattr(sys.stdout, "reconfigure"):  # a terminal of a narrow encoding is no reason to fail
        sys.stdout.reconfigure(errors="backslashreplace")
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    if words[:1] in ([], ["--help"]):
        print(help_text(), end="")
        return DONE
    name, rest = words[0], words[1:]
    if name not in names:
        return _unknown(name, names)
    try:
        command = load(name)
        arguments = command.parser(name, sentence(name)).parse_args(rest)
    except SystemExit:  # --help ends so, after it has told
        return DONE
    except UsageError as error:
        return _refuse(error)
    try:
        return command.run(arguments)
    except UnreadableError as error:
        return _unreadable(error)
    except ArchkitError as error:
        return _refuse(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        complain("archkit: stopped")
        return CANNOT
    except Exception as error:  # noqa: BLE001 - a fault of ours ends with a line, not with a traceback
        if arguments.debug:
            traceback.print_exc()
        complain(f"archkit: a fault in archkit itself: {type(error).__name__}: {error}")
        complain("  Please report it with the output of the same command and --debug.")
        return BUG


def load(name: str) -> Command:
    """Load one command.

    Raises:
        TypeError: Its file defines no ``COMMAND``.
    """
    command = getattr(import_module(f"archkit.cli.{name}"), "COMMAND", None)
    if not isinstance(command, Command):
        raise TypeError(f"archkit/cli/{name}.py defines no COMMAND")
    return command


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
