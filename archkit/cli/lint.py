"""``archkit lint``: what is wrong with the requirements, and what to write instead."""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, FOUND, Command, columns, complain, say, wants_colour
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.cache import Kept
    from archkit.cli._judged import Request
    from archkit.findings import LintResult

DEFAULT_BASELINE = "archkit-baseline.json"
"""Where the baseline of a workspace lies when nobody says otherwise."""
_FORMATS = "text, json, sarif, github, gitlab, junit or markdown"


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a workspace, or files and folders of one (default: around here)",
    )
    add("--format", default="text", metavar="NAME", help=f"{_FORMATS} (default: text)")
    add("--output", metavar="FILE", help="write the report into a file instead of printing it")
    add("--statistics", action="store_true", help="count findings by rule instead of listing them")
    add("--list-rules", action="store_true", help="list every rule, or those of --select, and stop")
    what = parser.add_argument_group("what counts")
    add = what.add_argument
    add(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="run these rules only: AK201, AK2, a name, ALL",
    )
    add("--ignore", action="append", default=[], metavar="CODES", help="leave these rules out")
    add("--fail-on", choices=["error", "warning", "info"], help="the weight from which on the run fails")
    add("--baseline", metavar="FILE", help="tell only what is not in this file of findings to live with")
    add("--write-baseline", action="store_true", help="write all findings into the baseline and stop")
    add("--since", metavar="REV", help="tell only what got worse since this branch left a git revision")
    how = parser.add_argument_group("how it works")
    add = how.add_argument
    add("--fix", action="store_true", help="repair what is safe, keeping every comment; tell what is left")
    add("--fix-only", action="store_true", help="repair and stop: what is left is neither told nor a failure")
    add("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add(
        "--stdin-filename",
        metavar="FILE",
        help="judge the text on standard input as this file: what an editor holds",
    )
    add("--no-cache", action="store_true", help="judge anew, and keep nothing for the next run")


def _run(arguments: Namespace) -> int:
    if arguments.list_rules:
        from archkit.cli._judged import codes  # noqa: PLC0415 - --help needs none of this
        from archkit.cli._rule_list import list_rules  # noqa: PLC0415 - only this option needs it

        list_rules(arguments.format, codes(arguments.select), codes(arguments.ignore))
        return DONE
    started = time.perf_counter()
    from archkit.cli._judged import Request, folder_from_here, folder_in_repository  # noqa: PLC0415 - --help needs none of this
    from archkit.diagnostics import Severity  # noqa: PLC0415
    from archkit.report import Style, formats, report  # noqa: PLC0415

    if arguments.write_baseline and arguments.since:
        raise UsageError("a baseline holds all findings, not those of a branch", help="leave out --since")
    if arguments.format not in formats():
        raise UsageError(f"no format is called '{arguments.format}'", help=f"choose {', '.join(formats())}")
    if arguments.statistics and arguments.format not in {"text", "json"}:
        raise UsageError("statistics are told as text or json", help="leave out --format")
    request = Request.of(arguments)
    if arguments.fix or arguments.diff or arguments.fix_only:
        from archkit.cli._fix import fix  # noqa: PLC0415 - only these options need it

        changed = fix(request, arguments)
        if arguments.diff:
            return FOUND if changed else DONE
        if arguments.fix_only:
            return DONE
    kept = request.judged(cached=not arguments.no_cache)
    if arguments.write_baseline:
        return _write_baseline(request, kept, arguments)
    result = _without_known(request, kept, arguments)
    if arguments.since:
        result = _made_worse(request, result, arguments.since)
    result = request.only_asked_for(result, kept.files)
    if arguments.statistics:
        text = _statistics(result, arguments.format)
    else:
        style = Style(
            colour=wants_colour(arguments) and not arguments.output,
            quiet=arguments.quiet,
            every=arguments.verbose,
            seconds=time.perf_counter() - started,
            width=0 if arguments.output else columns(),
            folder=folder_in_repository(request.root),
            here=folder_from_here(request.root),
        )
        text = report(arguments.format).write(result, kept.sources, style)
    _tell(text, arguments.output)
    return FOUND if result.fails(Severity(arguments.fail_on or kept.fail_on)) else DONE


def _tell(text: str, output: str | None) -> None:
    if not output:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"the report cannot be written to '{output}': {error.strerror}", help="name another file"
        ) from error


def _baseline_path(request: "Request", kept: "Kept", arguments: Namespace) -> Path | None:
    """Return the file of the baseline; None where nobody names one.

    Raises:
        UsageError: ``archkit.yaml`` names one outside the workspace, by its path or by a link.
    """
    from archkit.read import leaves_folder  # noqa: PLC0415 - --help does not read files

    if arguments.baseline:
        return Path(arguments.baseline)
    if not kept.baseline and not arguments.write_baseline:
        return None
    name = kept.baseline or DEFAULT_BASELINE
    path = request.root / name
    if leaves_folder(name) or not path.resolve().is_relative_to(request.root.resolve()):
        raise UsageError(
            f"the baseline '{name}' leads out of the workspace",
            help="name a file below archkit.yaml, or pass --baseline",
        )
    return path


def _write_baseline(request: "Request", kept: "Kept", arguments: Namespace) -> int:
    from archkit.baseline import Baseline  # noqa: PLC0415 - only this option needs it

    path = _baseline_path(request, kept, arguments)
    assert path is not None  # noqa: S101 - who writes a baseline always has one
    old = Baseline.read(path) if path.exists() else Baseline()
    new = old.renewed(kept.result, request.judges)
    new.write(path)
    added, gone = len(set(new.entries) - set(old.entries)), len(set(old.entries) - set(new.entries))
    count = "1 finding" if len(new.entries) == 1 else f"{len(new.entries)} findings"
    told = "" if not old.entries else f" ({added} new)" if added else ""
    say(f"{os.path.relpath(path)}: {count} to live with{told}, {gone} taken out", arguments)
    if not kept.baseline and not arguments.baseline:
        say(f"Name it in archkit.yaml, so that it counts: lint: {{baseline: {DEFAULT_BASELINE}}}", arguments)
    return DONE


def _without_known(request: "Request", kept: "Kept", arguments: Namespace) -> "LintResult":
    """Return what was found without what the baseline holds; entries that no longer occur are findings."""
    path = _baseline_path(request, kept, arguments)
    if path is None:
        return kept.result
    from archkit.baseline import Baseline, with_gone  # noqa: PLC0415 - only a baseline needs it

    baseline = Baseline.read(path)
    result = baseline.without_known(kept.result)
    gone = baseline.gone(kept.result)
    partial = request.select or request.ignore or request.within or arguments.since
    if partial or not gone:
        return result
    from archkit.rules import find_rule  # noqa: PLC0415 - a warm run without such entries does without

    rule = find_rule("stale-baseline")
    assert rule is not None  # noqa: S101 - its file ships with archkit
    name = kept.baseline if not arguments.baseline else arguments.baseline
    return with_gone(result, gone, name, rule.card())


def _made_worse(request: "Request", result: "LintResult", revision: str) -> "LintResult":
    from archkit.since import Earlier, made_worse  # noqa: PLC0415 - only this option needs it

    workspace = request.workspace()
    earlier = Earlier.at(request.root, revision, workspace.requirements.config.include)
    if earlier.remark:
        complain(f"note: {earlier.remark}")
    return made_worse(workspace.reading, result, earlier, workspace.catalog, workspace.selection)


def _statistics(result: "LintResult", style: str) -> str:
    counts = Counter((one.code, one.name, one.severity.value) for one in result.findings)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if style == "json":
        listed = [
            {"code": code, "name": name, "severity": severity, "count": count}
            for (code, name, severity), count in ordered
        ]
        return json.dumps({"version": 1, "statistics": listed}, indent=2) + "\n"
    lines = [f"{count:>6}  {code}  {severity:<8} {name}\n" for (code, name, severity), count in ordered]
    return "".join(lines) or "no findings\n"


COMMAND = Command(
    examples=(
        ("archkit lint", "the workspace around this folder"),
        ("archkit lint requirements/quality.yaml", "findings of one file, judged within its workspace"),
        ("archkit lint --select AK2 --fail-on error", "quality attributes only, fail on errors only"),
        ("archkit lint --since origin/main", "only what this branch made worse"),
        ("archkit lint --fix --diff", "see what could be repaired"),
        ("archkit lint --format sarif --output findings.sarif", "for code scanning"),
        ("archkit explain AK201", "the page of a rule"),
    ),
    options=_options,
    run=_run,
)
