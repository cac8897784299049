"""``archkit show``: a use case's flow as a sequence diagram in the terminal."""

import shutil
import sys
from argparse import ArgumentParser, Namespace

from archkit.cli._command import DONE, Command, wants_colour
from archkit.errors import UsageError

_COLUMNS_EACH = 11
"""Columns that a participant needs to be readable; more participants than fit make a chart of several parts."""


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("use_case", metavar="USE_CASE", help="the id of a use case")
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--extension", type=int, metavar="N", help="show its Nth extension instead")
    add("--width", type=int, metavar="COLUMNS", help="fit into so many columns (default: the terminal's)")
    add(
        "--format",
        choices=["text", "mermaid", "plantuml", "svg"],
        default="text",
        help="what to print (default: text)",
    )


def _run(arguments: Namespace) -> int:
    from archkit.model import did_you_mean  # noqa: PLC0415 - --help reads nothing
    from archkit.render import sequence  # noqa: PLC0415
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    requirements = Workspace(locate(arguments.folder)).requirements
    called = arguments.use_case.removeprefix("use_case:")
    use_case = requirements.use_cases.get(called)
    if use_case is None:
        near = did_you_mean(called, requirements.use_cases)
        known = ", ".join(requirements.use_cases) or "there are none yet"
        raise UsageError(
            f"there is no use case '{arguments.use_case}'",
            help=f"did you mean '{near}'?" if near else f"the use cases: {known}",
        )
    number, extension = arguments.extension, None
    if number is not None:
        if not 1 <= number <= len(use_case.extensions):
            raise UsageError(
                f"'{use_case.id}' has no extension {number}",
                help=f"it has {len(use_case.extensions)} of them"
                if use_case.extensions
                else "it has none yet",
            )
        extension = use_case.extensions[number - 1]
    chart = sequence.chart_of(requirements, use_case, extension)
    if not chart.entries:
        raise UsageError(
            f"'{use_case.id}' has no steps to show",
            help="write some below steps: - rider -> app: Look for a driver",
        )
    if arguments.format == "text":
        width = arguments.width or shutil.get_terminal_size((100, 24)).columns
        parts = sequence.phases(chart, max(4, min(8, width // _COLUMNS_EACH)))
        text = sequence.terminal_text(parts, width, colour=wants_colour(arguments))
    elif arguments.format == "svg":
        text = sequence.svg(sequence.phases(chart))
    else:
        text = sequence.mermaid(chart) if arguments.format == "mermaid" else sequence.plantuml(chart)
    sys.stdout.write(text)
    return DONE


COMMAND = Command(
    examples=(
        ("archkit show ride-together", "fitted to the width of the terminal"),
        ("archkit show ride-together --extension 1", "what happens instead when something goes wrong"),
        ("archkit show ride-together --format mermaid", "text to paste elsewhere"),
    ),
    options=_options,
    run=_run,
)
