"""``archkit open``: work on a workspace in the terminal, or in a browser here."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from archkit.cli._command import DONE, Command
from archkit.errors import UsageError

_PORT = 8734


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--web", action="store_true", help="serve it to a browser on this machine (needs archkit[web])")
    add("--port", type=int, default=_PORT, metavar="N", help=f"the port for --web (default: {_PORT})")


def _run(arguments: Namespace) -> int:
    folder = Path(arguments.folder) if arguments.folder else None
    if arguments.web:
        from archkit.tui.serving import serve  # noqa: PLC0415 - nothing else pays for it
        from archkit.workspace import locate  # noqa: PLC0415 - as above

        serve(locate(folder), arguments.port)
        return DONE
    # A browser's session has no terminal: it is driven through pipes.
    if not os.environ.get("TEXTUAL_DRIVER") and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", help="run archkit --help for what works in a pipe")
    from archkit.tui import run  # noqa: PLC0415 - nothing but this command pays for the screen

    run(folder, today=date.today())  # noqa: DTZ011 - the user's own day
    return DONE


COMMAND = Command(
    examples=(
        ("archkit open", "the workspace around this folder; where there is none, begin one"),
        ("archkit open examples/hitchhiking", "another one"),
        ("archkit open --web", "in a browser, at an address that only you know"),
    ),
    options=_options,
    run=_run,
)
