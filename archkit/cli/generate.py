"""``archkit generate``: make diagrams, documents and the sources of the site."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, FOUND, Command, complain, say
from archkit.cli._contract_changes import contract_changes

if TYPE_CHECKING:
    from archkit.contracts import Change
    from archkit.write import Plan


_SHOWN = 30
"""Files that are listed; the log of a pipeline is no place for all those of a first run."""


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add(
        "--only",
        action="append",
        default=[],
        metavar="A,B",
        help="make these kinds only: for example sequence,containers",
    )
    add("--output", metavar="FOLDER", help="write below this folder instead of the workspace's own")
    add(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when the output is stale, and tell which changes of contracts break callers",
    )
    add("--dry-run", action="store_true", help="write nothing; tell what would be done")
    add("--force", action="store_true", help="overwrite generated files that somebody edited by hand")
    add("--format", choices=["text", "json"], default="text", help="how to tell what is done (default: text)")


def _run(arguments: Namespace) -> int:
    from archkit.render import missing_engine  # noqa: PLC0415 - --help reads nothing
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    if problem := missing_engine():
        complain(f"note: {problem}")
    workspace = Workspace(locate(arguments.folder))
    only = [word.strip() for words in arguments.only for word in words.split(",") if word.strip()]
    plan = workspace.plan(only, arguments.output, force=arguments.force)
    for word in workspace.not_made:
        complain(f"note: archkit.yaml asks for '{word}', which this archkit does not make")
    changes = list(contract_changes(plan))
    if not (arguments.check or arguments.dry_run):
        plan.carry_out()
    if arguments.format == "json":
        print(json.dumps(_as_data(plan, changes), indent=2, ensure_ascii=False))
    else:
        _tell(plan, arguments)
        _tell_changes(changes, arguments)
    if arguments.check:
        return FOUND if plan.stale else DONE
    return FOUND if plan.refused else DONE


def _as_data(plan: "Plan", changes: "list[tuple[str, Change]]") -> dict[str, object]:
    return {
        "version": 1,
        "files": [{"path": step.path, "state": step.state.value} for step in plan.steps],
        "contract_changes": [
            {"path": path, "kind": one.kind, "where": one.where, "message": one.message, "breaks": one.breaks}
            for path, one in changes
        ],
    }


def _tell_changes(changes: "list[tuple[str, Change]]", arguments: Namespace) -> None:
    """Tell what breaks callers; what is merely new, only to those who ask."""
    for path, one in changes:
        if one.breaks or arguments.verbose or arguments.check:
            say(
                f"{'breaks' if one.breaks else 'adds':<8} {path}: {one.where}: {one.message} ({one.kind})",
                arguments,
            )
    count = sum(one.breaks for _, one in changes)
    if count:
        say(f"{count} {'change' if count == 1 else 'changes'} of contracts would break callers.", arguments)


def _tell(plan: "Plan", arguments: Namespace) -> None:
    listed = [step for step in plan.stale if not step.reason]
    for step in plan.stale:
        if step.reason:
            complain(f"refused  {step.path}: {step.reason}; --force overwrites it")
    if arguments.verbose or arguments.check or arguments.dry_run:
        shown = listed if arguments.verbose else listed[:_SHOWN]
        for step in shown:
            say(f"{step.state.value:<8} {step.path}", arguments)
        if len(shown) < len(listed):
            say(f"… and {len(listed) - len(shown)} more: --verbose lists all", arguments)
    counts: dict[str, int] = {}
    for step in plan.steps:
        counts[step.state.value] = counts.get(step.state.value, 0) + 1
    words = {"kept": "kept as you have them"}
    numbers = ", ".join(f"{count} {words.get(state, state)}" for state, count in counts.items())
    numbers = numbers or "nothing to make"
    if arguments.check:
        say(
            f"Stale: {numbers}. Run archkit generate." if plan.stale else f"Up to date: {numbers}.", arguments
        )
    elif plan.steps and not plan.stale:
        say(f"Up to date in {plan.folder}: {numbers}.", arguments)
    else:
        would = "Would write" if arguments.dry_run else "Wrote"
        say(f"{would} {plan.folder}: {numbers}.", arguments)


COMMAND = Command(
    examples=(
        ("archkit generate", "everything, below the folder that archkit.yaml names"),
        ("archkit generate --only sequence,context", "diagrams only; the rest stays as it is"),
        ("archkit generate --check", "in CI: fail when somebody forgot to generate"),
        ("archkit generate --dry-run --verbose", "see what would change"),
    ),
    options=_options,
    run=_run,
)
