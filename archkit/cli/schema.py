"""``archkit schema``: print the JSON Schema of the format, for editors."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from archkit.cli._command import DONE, Command, say


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--output", metavar="FILE", help="write it into a file instead of printing it")


def _run(arguments: Namespace) -> int:
    from archkit.model.schema import json_schema  # noqa: PLC0415 - --help does not build the model

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if not arguments.output:
        sys.stdout.write(text)
        return DONE
    Path(arguments.output).write_text(text, encoding="utf-8", newline="\n")
    say(f"Wrote {arguments.output}. Point editors at it with the first line of a YAML file:", arguments)
    say(f"  # yaml-language-server: $schema={arguments.output}", arguments)
    return DONE


COMMAND = Command(
    examples=(
        ("archkit schema --output schema/archkit.schema.json", "a file that editors read"),
        ("archkit schema", "to the terminal or a pipe"),
    ),
    options=_options,
    run=_run,
)
