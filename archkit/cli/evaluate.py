"""``archkit evaluate``: whether the design can meet its numbers, why (not), and what if."""

import shutil
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from archkit.cli._command import DONE, FOUND, Command, wants_colour

_WIDEST = 100


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--load", default="1x", metavar="10x", help="multiply every average, peak and 'at'; targets stay")
    add(
        "--set",
        action="append",
        default=[],
        dest="changes",
        metavar="FIELD=VALUE",
        help="another value for a field: component:app.replicas=6",
    )
    add(
        "--without",
        action="append",
        default=[],
        metavar="COMPONENT",
        help="think a component away: component:cache",
    )
    add("--sensitivity", action="store_true", help="rank which input moves each verdict most")
    add(
        "--fail-on",
        action="append",
        default=[],
        choices=["at-risk", "cannot-tell"],
        help="exit with 1 on these verdicts too, besides missed and infeasible",
    )
    add(
        "--format", choices=["text", "json", "markdown"], default="text", help="what to print (default: text)"
    )


def _run(arguments: Namespace) -> int:
    from archkit.evaluate import Look, Verdict, WhatIf, as_json, as_markdown, as_text, load_factor  # noqa: PLC0415 - --help computes nothing
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    question = WhatIf(load_factor(arguments.load), tuple(arguments.changes), tuple(arguments.without))
    workspace = Workspace(locate(arguments.folder))
    evaluation = workspace.evaluate(question, progress=_progress(arguments))
    base = workspace.evaluation if question.asks else None
    where = workspace.reading.span
    name = workspace.requirements.system.label
    asked = str(question) if question.asks else ""
    if arguments.format == "json":
        text = as_json(evaluation, where, base=base, sensitivity=arguments.sensitivity)
    elif arguments.format == "markdown":
        text = as_markdown(evaluation, where, name=name, question=asked)
    else:
        terminal = sys.stdout.isatty()
        width = min(_WIDEST, shutil.get_terminal_size((80, 24)).columns) if terminal else 80
        look = Look(
            width,
            wants_colour(arguments),
            arguments.verbose,
            brief=arguments.quiet,
            sensitivity=arguments.sensitivity,
        )
        text = as_text(evaluation, where, look, name=name, base=base, question=asked)
    sys.stdout.write(text)
    failing = {Verdict.MISSED, Verdict.INFEASIBLE} | {Verdict(word) for word in arguments.fail_on}
    return FOUND if any(one.verdict in failing for one in evaluation.results) else DONE


def _progress(arguments: Namespace) -> Callable[[int, int], None] | None:
    """Return what draws a bar on a terminal, once the work has taken a second."""
    if arguments.quiet or not sys.stderr.isatty():
        return None
    started, drawn = time.monotonic(), [0.0]

    def told(done: int, total: int) -> None:
        now = time.monotonic()
        if now - started < 1 or (now - drawn[0] < 0.1 and done < total):
            return
        drawn[0] = now
        full = 30 * done // total
        end = "\r" + " " * 60 + "\r" if done == total else ""
        sys.stderr.write(f"\r  judging {'█' * full}{'░' * (30 - full)} {done}/{total}{end}")
        sys.stderr.flush()

    return told


COMMAND = Command(
    examples=(
        ("archkit evaluate", "every measure: its verdict, and how it is derived"),
        ("archkit evaluate --load 10x", "what fails first when ten times as many come"),
        ("archkit evaluate --set component:app.replicas=6", "what six replicas would change"),
        ("archkit evaluate --without component:cache", "what a part is worth"),
        ("archkit evaluate --sensitivity", "which input each verdict hangs on"),
        ("archkit evaluate --format json --fail-on at-risk", "for pipelines"),
    ),
    options=_options,
    run=_run,
)
