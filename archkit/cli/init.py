"""``archkit init``: begin a workspace, blank or from an example."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from archkit.begin import begin, examples
from archkit.cli._command import DONE, Command, say


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="the folder to make; it must not exist or be empty")
    parser.add_argument("--example", metavar="NAME", help=f"begin with an example: {', '.join(examples())}")


def _run(arguments: Namespace) -> int:
    target = Path(arguments.folder)
    begin(target, arguments.example)
    say(f"Made {target}. Next:", arguments)
    say(f"  archkit open {target}    work on it here, step by step", arguments)
    say(f"  archkit lint {target}    what is wrong, and what to write instead", arguments)
    say(f"  archkit build {target}   findings, diagrams and a site", arguments)
    return DONE


COMMAND = Command(
    examples=(
        ("archkit init my-system", "a blank workspace with a remark at each section"),
        ("archkit init my-system --example hitchhiking", "a complete example to change"),
    ),
    options=_options,
    run=_run,
)
