"""What a command is, and the options that all commands share."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from dataclasses import dataclass

DONE, FOUND, CANNOT, BUG = 0, 1, 2, 3
"""Exit statuses: fine; findings or stale output; could not run; a fault of archkit itself."""


@dataclass(frozen=True, slots=True)
class Command:
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
        parser = ArgumentParser(
            prog=f"archkit {name}",
            description=f"{sentence[:1].upper()}{sentence[1:]}",
            epilog="\n".join(["examples:", *lines]),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.options(parser)
        shared = parser.add_argument_group("shared options")
        shared.add_argument("--quiet", "-q", action="store_true", help="tell findings and errors only")
        shared.add_argument("--verbose", "-v", action="store_true", help="tell more about what is done")
        shared.add_argument(
            "--no-color", action="store_true", help="no colours (as NO_COLOR in the environment)"
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


def wants_colour(arguments: Namespace) -> bool:
    """Tell whether output may be coloured: on a terminal, unless the user turned it off."""
    return not arguments.no_color and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
