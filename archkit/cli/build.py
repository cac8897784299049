"""``archkit build``: lint, generate and publish in one go; stops at findings that fail."""

import sys
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, FOUND, Command, columns, complain, say, wants_colour

if TYPE_CHECKING:
    from archkit.diagnostics import Severity


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--output", metavar="FOLDER", help="write below this folder instead of the workspace's own")
    add(
        "--fail-on", choices=["error", "warning", "info"], help="the weight of a finding that stops the build"
    )


def _run(arguments: Namespace) -> int:
    started = time.perf_counter()
    from archkit.cli._judged import folder_from_here  # noqa: PLC0415 - --help needs none of this
    from archkit.diagnostics import Severity  # noqa: PLC0415
    from archkit.publish import build_site  # noqa: PLC0415
    from archkit.render import missing_engine  # noqa: PLC0415
    from archkit.report import Style, report  # noqa: PLC0415
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    workspace = Workspace(locate(arguments.folder))
    name = workspace.requirements.system.label
    say(f"1. Checking the requirements of {name}", arguments)
    result = workspace.findings
    here = folder_from_here(workspace.root)
    style = Style(colour=wants_colour(arguments), quiet=arguments.quiet, here=here, width=columns())
    sys.stdout.write(report("text").write(result, workspace.reading.documents, style))
    threshold = Severity(arguments.fail_on or workspace.requirements.config.lint.fail_on)
    if result.fails(threshold):
        complain(f"archkit: stopped at findings of weight {threshold} or more")
        complain(f"  help: {_way_on(threshold)}")
        return FOUND
    say("2. Generating diagrams and documents", arguments)
    if problem := missing_engine():
        complain(f"   {problem}")
    plan = workspace.plan((), arguments.output)
    plan.carry_out()
    for step in plan.refused:
        complain(f"   refused {step.path}: {step.reason}; archkit generate --force overwrites it")
    written = sum(step.state in {"new", "changed"} for step in plan.steps)
    say(f"   {len(plan.steps)} files below {plan.folder}, {written} written", arguments)
    say("3. Building the site", arguments)
    index = build_site(plan.folder, strict=True).index
    say(
        f"\nDone in {time.perf_counter() - started:.1f} s. Open the site in a browser:\n  {index.resolve().as_uri()}",
        arguments,
    )
    say("Next: change a file below requirements/ and run the same command again.", arguments)
    return FOUND if plan.refused else DONE


def _way_on(threshold: "Severity") -> str:
    """Return what to do about a build that stopped."""
    if threshold == "error":
        return "mend them; archkit explain CODE tells how"
    return "mend them; archkit build --fail-on error goes on in spite of warnings"


COMMAND = Command(
    examples=(
        ("archkit build", "the workspace around this folder"),
        ("archkit build examples/hitchhiking", "another one"),
    ),
    options=_options,
    run=_run,
)
