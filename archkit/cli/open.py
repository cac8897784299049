"""``archkit open``: work on a workspace in the terminal, or in a browser on this machine."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from archkit.cli._command import DONE, Command
from archkit.errors import UsageError


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")


def _run(arguments: Namespace) -> int:
    import sys  # noqa: PLC0415 - asked before the screen is loaded

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", help="run archkit --help for what works in a pipe")
    from archkit.tui import run  # noqa: PLC0415 - nothing but this command pays for the screen

    run(Path(arguments.folder) if arguments.folder else None, today=date.today())  # noqa: DTZ011 - the user's own day
    return DONE


COMMAND = Command(
    examples=(
        ("archkit open", "the workspace around this folder; where there is none, begin one"),
        ("archkit open examples/hitchhiking", "another one"),
    ),
    options=_options,
    run=_run,
)
