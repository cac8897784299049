"""``archkit walk``: what is done, what is open, and what would help most next."""

import json
import shutil
import textwrap
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from archkit.cli._command import DONE, Command
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.diagnostics import Diagnostic
    from archkit.read import Reading
    from archkit.walk import Asked, Standing, Suggestion, Walk

_NEXT = 5
_WIDEST = 100
_SIGNS = {"done": "✓", "begun": "◐", "new": "○", "waiting": "·", "ready": "→"}


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--step", metavar="NAME", help="one step: its lesson and each of its questions")
    add(
        "--next",
        type=int,
        default=_NEXT,
        metavar="N",
        dest="count",
        help=f"show the N things that help most next (default: {_NEXT})",
    )
    add("--format", choices=["text", "json"], default="text", help="how to tell it (default: text)")


def _run(arguments: Namespace) -> int:
    from archkit.walk import Walk  # noqa: PLC0415 - --help walks nowhere
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    workspace = Workspace(locate(arguments.folder))
    walk = Walk(workspace.requirements, workspace.findings, workspace.catalog)
    shown = [_step(walk, arguments.step)] if arguments.step else list(walk.standings)
    if arguments.format == "json":
        print(
            json.dumps(
                _as_data(walk, shown, arguments.count, workspace.reading), indent=2, ensure_ascii=False
            )
        )
        return DONE
    from archkit.diagnostics import visible  # noqa: PLC0415 - only for what is shown

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    name = workspace.requirements.system.label
    lines = (
        _one_step(shown[0], width)
        if arguments.step
        else _overview(walk, name, max(arguments.count, 0), workspace.reading, width)
    )
    print("\n".join(visible(line) for line in lines))
    return DONE


def _step(walk: "Walk", name: str) -> "Standing":
    from archkit.model import did_you_mean  # noqa: PLC0415 - only for a step that is named

    word = name.replace("-", "_").replace(" ", "_")
    try:
        return walk.standing(word)
    except KeyError:
        steps = [one.step.id for one in walk.standings]
        near = did_you_mean(word, steps)
        hint = f"did you mean '{near}'?" if near else f"the steps are {', '.join(steps)}"
        raise UsageError(f"the walk has no step '{name}'", help=hint) from None


# --- for people ----------------------------------------------------------------------------------------------


def _overview(walk: "Walk", name: str, count: int, reading: "Reading", width: int) -> list[str]:
    steps = walk.standings
    lines = [f"{name}: {walk.done} of {len(steps)} steps done", ""]
    widest = max(len(one.step.name) for one in steps)
    lines += [
        f"  {_SIGNS[one.mood]} {one.step.name:<{widest}}  {_bar(one)}  {_tally(one)}".rstrip()
        for one in steps
    ]
    first = walk.suggestions[:count]
    if first:
        lines += ["", "What helps most next:"]
    for number, suggestion in enumerate(first, 1):
        lines += ["", *_suggested(suggestion, number, reading, width)]
    if walk.suggestions and len(walk.suggestions) > count:
        lines += ["", f"and {len(walk.suggestions) - count} more: archkit walk --step NAME, or --next N"]
    return lines


def _bar(one: "Standing") -> str:
    full = int(one.share * 10)
    return "─" * 10 if one.waits_for else "█" * full + "░" * (10 - full)


def _tally(one: "Standing") -> str:
    if one.waits_for:
        *first, last = [section.replace("_", " ") for section in one.waits_for]
        return f"waits for {', '.join(first)} and {last}" if first else f"waits for {last}"
    told = []
    if one.pressing:
        told.append(f"{len(one.pressing)} open")
    finer = len(one.open) - len(one.pressing)
    if finer:
        told.append(f"{finer} more detail{'s' if finer > 1 else ''}")
    if one.faults:
        told.append(f"{len(one.faults)} finding{'s' if len(one.faults) > 1 else ''}")
    return ", ".join(told)


def _suggested(one: "Suggestion", number: int, reading: "Reading", width: int) -> list[str]:
    others = len(one.asked) - 1
    more = f" (and of {others} more)" if others > 0 else ""
    head = f"{number}. {one.step.name}: {one.what}{more}"
    lines = textwrap.wrap(head, width - 2, initial_indent="  ", subsequent_indent="     ")
    lines += textwrap.wrap(one.why, width - 2, initial_indent="     ", subsequent_indent="     ")
    if one.finding is not None:
        lines.append(f"     {one.finding.span.file}:{one.finding.span.line}  {one.finding.code}")
        return lines
    first = one.asked[0]
    if first.question.example:
        lines.append(f"     for example: {first.question.example}")
    if first.place is not None:
        span = reading.span(first.place, key=True)
        lines.append(f"     {span.file}:{span.line}")
    return lines


def _one_step(one: "Standing", width: int) -> list[str]:
    step = one.step
    lines = [f"{step.name}: {step.aim}", ""]
    lines += textwrap.wrap(step.lesson, width - 2, initial_indent="  ", subsequent_indent="  ")
    lines += ["", f"Done when: {step.done_when}", ""]
    signs = {"answered": "✓", "skipped": "–", "asked": "?", "open": "○"}
    for asked in one.asked:
        lines += textwrap.wrap(f"  {signs[asked.state]} {asked.text}", width - 2, subsequent_indent="    ")
        if asked.state.value == "open":
            indent = " " * 6
            lines += textwrap.wrap(
                asked.question.why, width - 2, initial_indent=indent, subsequent_indent=indent
            )
            if asked.question.example:
                lines.append(f"      for example: {asked.question.example}")
    for finding in one.findings:
        lines.append(f"  ! {finding.span.file}:{finding.span.line}  {finding.code} {finding.message}")
    return lines


# --- for programs --------------------------------------------------------------------------------------------


def _as_data(walk: "Walk", shown: "list[Standing]", count: int, reading: "Reading") -> dict[str, Any]:
    return {
        "version": 1,
        "done": walk.done,
        "steps": [
            {
                "step": one.step.id,
                "name": one.step.name,
                "state": one.mood.value,
                "share": round(one.share, 4),
                "waits_for": list(one.waits_for),
                "questions": [_asked(asked, reading) for asked in one.asked],
                "findings": [_finding(finding) for finding in one.findings],
            }
            for one in shown
        ],
        "next": [
            {
                "step": one.step.id,
                "what": one.what,
                "why": one.why,
                "questions": [_asked(asked, reading) for asked in one.asked],
                "finding": _finding(one.finding) if one.finding else None,
            }
            for one in walk.suggestions[: max(count, 0)]
        ],
    }


def _asked(asked: "Asked", reading: "Reading") -> dict[str, Any]:
    question = asked.question
    place = reading.span(asked.place, key=True) if asked.place else None
    return {
        "question": question.id,
        "ask": asked.text,
        "why": question.why,
        "weight": question.weight.value,
        "about": asked.reference,
        "state": asked.state.value,
        "becomes": ".".join(question.field) or question.adds or f"questions.{asked.entry}",
        "example": question.example,
        "at": {"file": place.file, "line": place.line, "column": place.column} if place else None,
    }


def _finding(finding: "Diagnostic") -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "element": finding.element,
        "file": finding.span.file,
        "line": finding.span.line,
        "column": finding.span.column,
    }


COMMAND = Command(
    examples=(
        ("archkit walk", "every step, and what helps most next"),
        ("archkit walk --step actors", "the questions about actors, and why they are asked"),
        ("archkit walk --format json --next 20", "for programs"),
    ),
    options=_options,
    run=_run,
)
