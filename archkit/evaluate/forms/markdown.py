"""An evaluation becomes Markdown: a table of verdicts and a section for each, for a page or a merge request."""

from collections.abc import Iterator

from archkit.diagnostics import visible
from archkit.evaluate.evaluation import Evaluation
from archkit.evaluate.forms.data import Where, downtime_of
from archkit.evaluate.result import Result, Verdict, show
from archkit.model import Dimension

_ORDER = (Verdict.INFEASIBLE, Verdict.MISSED, Verdict.AT_RISK, Verdict.CANNOT_TELL, Verdict.MET)
_SPECIAL = "\\`*_{}[]<>#|~"


def as_markdown(evaluation: Evaluation, where: Where, *, name: str = "", question: str = "") -> str:
    """Return an evaluation as Markdown.

    Args:
        evaluation: What to tell.
        where: Tells line and column of a place.
        name: The name of the system.
        question: The what-if question that it answers.
    """
    lines = [f"# Numbers of {escaped(name)}" if name else "# Numbers", ""]
    if question:
        lines += [f"What if: {escaped(question)}", ""]
    lines += _table(evaluation)
    for result in evaluation.results:
        lines += _section(result, where)
    lines += _components(evaluation)
    if evaluation.not_computed:
        lines += ["## Not computed", ""]
        lines += [
            f"- **{escaped(one.target.owner.id)}**: {escaped(one.target.measure.text)}: {escaped(one.why)}"
            for one in evaluation.not_computed
        ]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return a text from a user's file so that Markdown shows it as it is."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in visible(text))


def _table(evaluation: Evaluation) -> Iterator[str]:
    yield "| verdict | quality attribute | of | measure | comes to | because |"
    yield "|---|---|---|---|---:|---|"
    for verdict in _ORDER:
        for one in evaluation.results:
            if one.verdict is verdict:
                cells = (
                    verdict.value.replace("-", " "),
                    one.target.owner.id,
                    str(one.target.of),
                    one.target.measure.text,
                    one.shown,
                    one.reason,
                )
                yield "| " + " | ".join(escaped(cell) for cell in cells) + " |"
    yield ""


def _section(result: Result, where: Where) -> Iterator[str]:
    target = result.target
    yield f"## {escaped(target.owner.id)}: {escaped(target.measure.text)}"
    yield ""
    yield f"**{result.verdict.value.replace('-', ' ')}** for {escaped(str(target.of))}: {escaped(result.reason)}"
    yield ""
    if result.answer.lines:
        yield "| | value | stands in |"
        yield "|---|---:|---|"
        for line in result.answer.lines:
            spans = [where(place) for place in line.evidence[:2]]
            places = ", ".join(escaped(f"{span.file}:{span.line}") for span in spans)
            text = "&nbsp;" * (4 * line.depth) + escaped(line.text)
            value = escaped(line.shown) if line.value is not None else ""
            strong = "**" if line.closing else ""
            yield f"| {strong}{text}{strong} | {value} | {places} |"
        yield ""
    down = downtime_of(result.answer)
    if down is not None and result.value is not None:
        day, month, year = (show(one, Dimension.DURATION) for one in down)
        yield f"- fails {day} a day, {month} in 30 days, {year} a year"
    yield from (f"- {escaped(note)}" for note in result.answer.notes)
    if result.verdict is Verdict.MISSED:
        yield from (f"- cure: {escaped(cure)}" for cure in result.answer.cures)
    yield from (f"- missing: {escaped(one.text)}: fill in `{one.field}`" for one in result.missing)
    yield from (f"- assumes: {escaped(sentence)}" for sentence in result.assumptions)
    yield ""


def _components(evaluation: Evaluation) -> Iterator[str]:
    if not evaluation.components:
        return
    yield "## Components at peak"
    yield ""
    yield "| component | load | used | available | replicas | needed |"
    yield "|---|---:|---:|---:|---:|---:|"
    for one in evaluation.components:
        used = "–" if one.utilisation is None else f"{one.utilisation * 100:.0f} %"
        needed = "–" if one.replicas_needed is None else str(one.replicas_needed)
        yield (
            f"| {escaped(one.component)} | {show(one.load, Dimension.RATE)} | {used} "
            f"| {show(one.availability, Dimension.SHARE)} | {one.replicas} | {needed} |"
        )
    yield ""
    first = evaluation.degrades_at
    if first is not None:
        what = first.quality_attribute or "no target yet"
        yield f"Gives way first at {first.factor:.3g} times the load: {escaped(first.component or '')}, {escaped(what)}."
        yield ""
