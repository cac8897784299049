"""What a command is, and the options that all commands share."""

import os
import re
import shutil
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from archkit.errors import UsageError

DONE, FOUND, CANNOT, BUG = 0, 1, 2, 3
"""Exit statuses: fine; findings or stale output; could not run; a fault of archkit itself."""


class _Parser(ArgumentParser):
    """A parser whose refusals are told as all others: what is wrong, and a call that works."""

    call = ""
    """The command's first example."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line.

        Raises:
            UsageError: Always.
        """
        name = self.prog.removeprefix("archkit ")
        if message.startswith("unrecognized arguments: "):
            word = message.partition(": ")[2].partition(" ")[0]
            raise UsageError(f"{name} does not know '{word}'", help=self._near(word.partition("=")[0]))
        if message.startswith("the following arguments are required: "):
            raise UsageError(f"{name} needs {self._wanted(message)}", help=f"for example: {self.call}")
        option, colon, said = message.removeprefix("argument ").partition(": ")
        option, said = (option, said) if colon else (name, message)
        option = option if option.startswith("-") else name
        if wrong := re.fullmatch(r"invalid choice: (.+?) \(choose from (.+)\)", said):
            raise UsageError(
                f"{option}: {wrong[1]} is no choice", help=f"choose {wrong[2].replace(chr(39), '')}"
            )
        if wrong := re.fullmatch(r"invalid int value: (.+)", said):
            raise UsageError(f"{option}: {wrong[1]} is no whole number", help="write digits, such as 3")
        said = {"expected one argument": "a value is missing behind it"}.get(said, said)
        raise UsageError(f"{option}: {said}", help=f"archkit {name} --help has every option, with examples")

    def _wanted(self, message: str) -> str:
        """Return what is missing, the words of a choice themselves; what may be left out is not missing."""
        missing = message.partition(": ")[2].split(", ")
        words = [
            " or ".join(action.choices) if action.choices else str(action.metavar)
            for action in self._actions
            if not action.option_strings and action.nargs != "*"
            if (action.metavar or action.dest) in missing
        ]
        return " and ".join(words)

    def _near(self, word: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a typing error needs it

        known = [option for action in self._actions for option in action.option_strings]
        near = get_close_matches(word, known, n=1) if word.startswith("-") else []
        if near:
            return f"did you mean '{near[0]}'?"
        return f"{self.prog} --help has every option, with examples"


_NARROW = 80
"""Columns that every terminal has; examples that need more stand in two lines."""


class Command(NamedTuple):
    """The constant ``COMMAND`` of a command's file."""

    examples: tuple[tuple[str, str], ...]
    """Calls worth copying, each with what it does."""
    options: Callable[[ArgumentParser], None]
    """Adds the command's own options."""
    run: Callable[[Namespace], int]
    """Does the work and returns the exit status."""

    def parser(self, name: str, sentence: str) -> ArgumentParser:
        """Return the parser of the command's arguments; the sentence says what the command does."""
        width = max(len(call) for call, _ in self.examples)
        lines = [f"  {call:<{width}}   {what}" for call, what in self.examples]
        if max(map(len, lines)) > _NARROW:
            lines = [f"  {call}\n      {what}" for call, what in self.examples]
        parser = _Parser(
            prog=f"archkit {name}",
            description=f"{sentence[:1].upper()}{sentence[1:]}",
            epilog="\n".join(["examples:", *lines]),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        parser.call = self.examples[0][0]
        self.options(parser)
        shared = parser.add_argument_group("shared options")
        shared.add_argument("--quiet", "-q", action="store_true", help="tell findings and errors only")
        shared.add_argument("--verbose", "-v", action="store_true", help="tell more about what is done")
        shared.add_argument(
            "--no-color",
            action="store_true",
            help="no colours (as NO_COLOR in the environment; FORCE_COLOR asks for them in a pipe)",
        )
        shared.add_argument("--debug", action="store_true", help="show the traceback of a fault in archkit")
        return parser


def say(text: str, arguments: Namespace) -> None:
    """Print a line for people, unless they asked for silence."""
    if not arguments.quiet:
        print(text)


def complain(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


def columns() -> int:
    """Return the columns of the terminal that is written to; 0 where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def wants_colour(arguments: Namespace) -> bool:
    """Tell whether output may be coloured: on a terminal, unless the user turned it off.

    ``FORCE_COLOR`` turns it on where no terminal is seen and colours are shown all the same, such as in the log of a
    pipeline; ``--no-color`` and ``NO_COLOR`` win over it.
    """
    if arguments.no_color or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
