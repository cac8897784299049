"""``archkit site``: build the architecture site, or serve it while it is written."""

from argparse import ArgumentParser, Namespace

from archkit.cli._command import DONE, FOUND, Command, complain, say
from archkit.errors import UsageError


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", choices=["build", "serve"], help="build: write the pages; serve: show them on this machine")
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--output", metavar="FOLDER", help="generate below this folder instead of the workspace's own")
    add("--since", metavar="REV", default="", help="add a page that tells what changed since a git revision")
    add("--strict", action="store_true", help="fail at a warning of the builder, such as a dead link")
    add(
        "--builder",
        choices=["mkdocs", "zensical"],
        default="mkdocs",
        help="the program that makes the pages (default: mkdocs)",
    )
    add(
        "--port",
        type=int,
        default=8000,
        metavar="N",
        help="serve on this port of this machine (default: 8000)",
    )


def _run(arguments: Namespace) -> int:
    from archkit.cli._site_watch import tell_errors  # noqa: PLC0415 - same reason
    from archkit.publish import build_site, serve_site  # noqa: PLC0415 - --help needs no site builder
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    if not 0 < arguments.port < 65536:
        raise UsageError(f"{arguments.port} is no port", help="choose a number from 1 to 65535")
    workspace = Workspace(locate(arguments.folder), since=arguments.since)
    tell_errors(workspace)
    plan = workspace.plan(("site",), arguments.output)
    plan.carry_out()
    for step in plan.refused:
        complain(f"refused  {step.path}: {step.reason}")
    if arguments.action == "serve":
        from archkit.cli._site_watch import Watch  # noqa: PLC0415 - only serving watches

        say(f"The site is at http://127.0.0.1:{arguments.port}/ until you press Ctrl+C.", arguments)
        watch = Watch(workspace, arguments)
        serve_site(plan.folder, arguments.port, watch.look, builder=arguments.builder)
        return DONE
    built = build_site(plan.folder, builder=arguments.builder, strict=arguments.strict)
    if built.warnings:
        complain(built.warnings)
    say(f"The site is at {built.index.resolve().as_uri()}", arguments)
    return FOUND if plan.refused else DONE


COMMAND = Command(
    examples=(
        ("archkit site build", "the site of the workspace around this folder"),
        ("archkit site build --since main", "with a page of what this branch changed"),
        ("archkit site serve examples/hitchhiking", "look at it at http://127.0.0.1:8000/"),
    ),
    options=_options,
    run=_run,
)
