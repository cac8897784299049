"""``archkit recommend``: say which patterns fit the requirements, and why."""

import json
import shutil
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from archkit.cli._command import DONE, Command
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.diagnostics import Place
    from archkit.model import Ref, Requirements
    from archkit.read import Reading
    from archkit.recommend import Effect, Reason, Recommendation

TOP = 12
"""Recommended patterns that a team can weigh in one sitting; what ranks lower is told by name."""


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", metavar="DIR", help="the workspace (default: around here)")
    add("--for", dest="about", metavar="REF", help="advice for one element, such as use_case:pay")
    add(
        "--top",
        type=_count,
        default=TOP,
        metavar="N",
        help=f"show the first N recommended patterns (default: {TOP})",
    )
    add("--format", choices=["text", "json"], default="text", help="how to tell it (default: text)")


def _count(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) < 1:
        raise ArgumentTypeError(f"'{word}' is no number of patterns; write 1 or more")
    return int(word)


def _run(arguments: Namespace) -> int:
    from archkit.recommend import Advice  # noqa: PLC0415 - --help weighs nothing
    from archkit.workspace import Workspace, locate  # noqa: PLC0415

    workspace = Workspace(locate(arguments.folder))
    about = _about(arguments.about, workspace.requirements) if arguments.about else None
    advice = Advice(workspace.requirements, workspace.catalog, about)
    shown = advice.top(arguments.top)
    if arguments.format == "json":
        print(
            json.dumps(
                _as_json(advice.recommendations, shown, workspace.reading), indent=2, ensure_ascii=False
            )
        )
    else:
        from archkit.cli._advice_text import write_advice  # noqa: PLC0415 - programs read JSON

        width = min(shutil.get_terminal_size().columns, 110)
        print(write_advice(advice, shown, workspace.reading, width, brief=arguments.quiet))
    return DONE


def _about(word: str, requirements: "Requirements") -> "Ref":
    """Return the element that ``--for`` names: a reference, or an id that only one element has.

    Raises:
        UsageError: There is none, or several go by this id.
    """
    from archkit.model import Ref, did_you_mean  # noqa: PLC0415 - --help needs no model

    kind, colon, identifier = word.partition(":")
    items = [item.ref for item in requirements.items()]
    found = [
        ref for ref in items if (ref.id == word if not colon else (ref.kind, ref.id) == (kind, identifier))
    ]
    if word == "system":
        return Ref("system")
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"several elements are called '{word}'", help=f"write {' or '.join(map(str, found))}"
        )
    near = did_you_mean(word, [*map(str, items), *(ref.id for ref in items)])
    hint = f"did you mean '{near}'?" if near else "write kind and id, for example use_case:pay"
    raise UsageError(f"there is no element '{word}'", help=hint)


def _as_json(
    every: "tuple[Recommendation, ...]", shown: "tuple[Recommendation, ...]", reading: "Reading"
) -> dict[str, Any]:
    told = {one.pattern.id for one in shown}
    return {
        "version": 1,
        "recommendations": [_one(one, reading) for one in shown],
        "left_out": [
            {"pattern": one.pattern.id, "verdict": one.verdict.value}
            for one in every
            if one.pattern.id not in told
        ],
    }


def _one(one: "Recommendation", reading: "Reading") -> dict[str, Any]:
    return {
        "pattern": one.pattern.id,
        "name": one.pattern.name,
        "category": one.pattern.category,
        "summary": one.pattern.summary,
        "verdict": one.verdict.value,
        "reasons": [_reason(reason, reading) for reason in one.reasons],
        "helps": [_effect(effect, reading) for effect in one.helps],
        "hurts": [_effect(effect, reading) for effect in one.hurts],
        "requires": [{"pattern": relation.pattern, "why": relation.why} for relation in one.requires],
        "alternatives": [
            {"pattern": relation.pattern, "why_not": relation.why} for relation in one.alternatives
        ],
        "conflicts": [{"pattern": relation.pattern, "why": relation.why} for relation in one.conflicts],
        "question": one.question,
        "decisions": [{"decision": each.id, "status": each.status} for each in one.decisions],
    }


def _reason(reason: "Reason", reading: "Reading") -> dict[str, Any]:
    known = reason.value.known
    holds = {"holds": True, "fails": False, "unknown": None}[reason.outcome.value]
    return {
        "text": reason.because,
        "gate": reason.gate,
        "condition": reason.condition,
        "fact": reason.fact,
        "value": sorted(known) if isinstance(known, frozenset) else known,
        "found": reason.value.text,
        "guess": reason.value.guess,
        "holds": holds,
        "evidence": [_place(place, reading) for place in reason.value.evidence],
    }


def _effect(effect: "Effect", reading: "Reading") -> dict[str, Any]:
    return {
        "quality_attribute": effect.demand.id,
        "attribute": effect.quality,
        "importance": effect.importance,
        "why": effect.why,
        "evidence": [_place(effect.demand.place, reading)],
    }


def _place(place: "Place", reading: "Reading") -> dict[str, Any]:
    span = reading.span(place)
    return {"file": span.file, "line": span.line, "column": span.column}


COMMAND = Command(
    examples=(
        ("archkit recommend", "the workspace around this folder"),
        ("archkit recommend --quiet", "the names by verdict, without their reasons"),
        ("archkit recommend --top 30", "also what ranks lower"),
        ("archkit recommend --for use_case:pay", "advice for one use case"),
        ("archkit recommend --format json", "for programs"),
        ("archkit explain saga", "the page of a pattern"),
    ),
    options=_options,
    run=_run,
)
