"""``archkit lint``: find what is wrong with the requirements, and say what to write instead."""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, FOUND, Command, wants_colour
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.diagnostics import Diagnostic


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a workspace, or files and folders of one (default: around here)",
    )
    add("--format", default="text", metavar="NAME", help="text or json (default: text)")
    add("--output", metavar="FILE", help="write the report into a file instead of printing it")
    add(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="run these rules only: AK201, AK2, a name, ALL",
    )
    add("--ignore", action="append", default=[], metavar="CODES", help="leave these rules out")
    add("--fail-on", choices=["error", "warning", "info"], help="the weight from which on the run fails")
    add("--statistics", action="store_true", help="count findings by rule instead of listing them")
    add("--list-rules", action="store_true", help="list every rule and stop")


def _run(arguments: Namespace) -> int:
    if arguments.list_rules:
        return _list_rules(arguments.format)
    started = time.perf_counter()
    from archkit.diagnostics import Severity  # noqa: PLC0415 - --help needs none of this
    from archkit.report import Style, formats, report  # noqa: PLC0415
    from archkit.workspace import Workspace  # noqa: PLC0415

    if arguments.format not in formats():
        raise UsageError(f"no format is called '{arguments.format}'", help=f"choose {', '.join(formats())}")
    root, within = _meant(arguments.paths)
    workspace = Workspace(root, select=_codes(arguments.select), ignore=_codes(arguments.ignore))
    result = workspace.findings
    if within:
        result = replace(
            result,
            findings=tuple(one for one in result.findings if _is_within(one.span.file, within)),
            questions=tuple(one for one in result.questions if _is_within(one.span.file, within)),
            files=sum(_is_within(file, within) for file in workspace.reading.files),
        )
    if arguments.statistics and arguments.format == "text":
        text = _statistics(result.findings)
    else:
        seconds = time.perf_counter() - started
        style = Style(colour=wants_colour(arguments), quiet=arguments.quiet, seconds=seconds)
        text = report(arguments.format).write(result, workspace.reading.documents, style)
    if arguments.output:
        Path(arguments.output).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    threshold = Severity(arguments.fail_on or workspace.requirements.config.lint.fail_on)
    return FOUND if result.fails(threshold) else DONE


def _meant(paths: Sequence[str]) -> tuple[Path, tuple[str, ...]]:
    """Return the workspace that the paths belong to, and the part of it that is asked for (nothing: all of it).

    Raises:
        UsageError: A path does not exist, belongs to no workspace, or to another one than the first.
    """
    from archkit.read import CONFIG_NAME, find_workspace  # noqa: PLC0415 - --help does not read files
    from archkit.workspace import locate  # noqa: PLC0415

    if not paths:
        return locate(None), ()
    if len(paths) == 1 and (Path(paths[0]) / CONFIG_NAME).exists():
        return locate(paths[0]), ()
    roots, within = set(), []
    for word in paths:
        path = Path(word)
        if not path.exists():
            raise UsageError(f"there is no file '{word}'", help="name files of a workspace, or its folder")
        root = find_workspace(path if path.is_dir() else path.parent)
        if root is None:
            raise UsageError(
                f"'{word}' belongs to no workspace: no {CONFIG_NAME} beside or above it",
                help=f"begin a workspace with archkit init {path if path.is_dir() else path.parent}",
            )
        roots.add(root)
        within.append(path.resolve().relative_to(root).as_posix())
    if len(roots) > 1:
        raise UsageError("the paths belong to several workspaces", help="lint one workspace at a time")
    return roots.pop(), () if "." in within else tuple(within)


def _is_within(file: str, paths: Sequence[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") for path in paths)


def _codes(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for word in words for code in word.split(",") if code.strip())


def _statistics(findings: "Sequence[Diagnostic]") -> str:
    counts = Counter((finding.code, finding.name, finding.severity.value) for finding in findings)
    lines = [
        f"{count:>6}  {code}  {severity:<8} {name}\n"
        for (code, name, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return "".join(lines) or "no findings\n"


def _list_rules(style: str) -> int:
    from archkit.rules import rules  # noqa: PLC0415 - --help does not list rules

    if style == "json":
        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.value,
                "area": rule.area,
                "summary": rule.summary,
                "recommended": rule.recommended,
                "source": rule.source,
                "page": rule.page,
            }
            for rule in rules()
        ]
        print(json.dumps({"version": 1, "rules": listed}, indent=2, ensure_ascii=False))
        return DONE
    area = ""
    for rule in rules():
        if rule.area != area:
            area = rule.area
            print(f"\nAK{rule.code[2]}xx  {area}")
        print(f"  {rule.code}  {rule.severity.value:<8}  {rule.name:<28}  {rule.summary}")
    return DONE


COMMAND = Command(
    examples=(
        ("archkit lint", "the workspace around this folder"),
        ("archkit lint requirements/quality.yaml", "findings of one file, judged within its workspace"),
        ("archkit lint --select AK2 --fail-on error", "quality attributes only, fail on errors only"),
        ("archkit lint --format json --output findings.json", "for programs"),
        ("archkit explain AK201", "the page of a rule"),
    ),
    options=_options,
    run=_run,
)
