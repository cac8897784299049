"""An evaluation becomes text for a terminal: the verdicts first, then how each is derived, then what surrounds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archkit.diagnostics import Place, visible
from archkit.evaluate.evaluation import Evaluation
from archkit.evaluate.forms.charts import bar, curve, curve_bars, wrapped
from archkit.evaluate.forms.data import Where, downtime_of
from archkit.evaluate.forms.surroundings import surroundings
from archkit.evaluate.result import Line, Result, Target, Verdict, show
from archkit.evaluate.words import several
from archkit.model import Dimension

_MARKS = {
    Verdict.INFEASIBLE: ("✗ infeasible", "31"),
    Verdict.MISSED: ("✗ missed", "31"),
    Verdict.AT_RISK: ("! at risk", "33"),
    Verdict.CANNOT_TELL: ("? cannot tell", "36"),
    Verdict.MET: ("✓ met", "32"),
}
_NO_MEASURE = (
    "Nothing says yet how well the system has to work. help: give a quality attribute or a use case a measure, such as "
    "measure: p95 response_time <= 300 ms at 50/s, or availability >= 99.9 % over 30 d"
)
_FEW = 30
"""Up to so many measures each one's derivation is shown; of more, only of those that are not met."""
_ASSUMPTIONS = 8
"""Assumptions that are listed of one measure; --verbose lists all."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is to look."""

    width: int = 80
    colour: bool = False
    verbose: bool = False
    brief: bool = False
    """The table of verdicts only."""
    sensitivity: bool = False


def as_text(  # noqa: PLR0913 - what is told, and how it is to look
    evaluation: Evaluation,
    where: Where,
    look: Look,
    *,
    name: str = "",
    base: Evaluation | None = None,
    question: str = "",
) -> str:
    """Return an evaluation as text.

    Args:
        evaluation: What to tell.
        where: Tells line and column of a place.
        look: Width, colour, and how much of it.
        name: The name of the system.
        base: The workspace as it is, where the evaluation answers a what-if question.
        question: That question in words.
    """
    writer = _Writer(where, look)
    lines = list(writer.table(evaluation, name, base, question))
    if not look.brief:
        lines += writer.derivations(evaluation)
        lines += surroundings(evaluation, look.width, paint=writer.paint, where=writer.at)
        if look.sensitivity:
            lines += writer.sensitivity(evaluation)
        lines += writer.not_computed(evaluation)
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Writer:
    """Writes lines of a width."""

    def __init__(self, where: Where, look: Look) -> None:
        self._where = where
        self._look = look

    def paint(self, text: str, colour: str) -> str:
        """Return a text in a colour, where colours are wanted."""
        return f"\033[{colour}m{text}\033[0m" if self._look.colour else text

    def at(self, place: Place) -> str:
        """Return where a place stands: the file's own name and the line."""
        span = self._where(place)
        return visible(f"{span.file.rpartition('/')[2]}:{span.line}")

    # ---- verdicts

    def table(
        self, evaluation: Evaluation, name: str, base: Evaluation | None, question: str
    ) -> Iterator[str]:
        """Yield the verdicts, the worst first."""
        counts = [
            f"{evaluation.count(verdict)} {verdict.value.replace('-', ' ')}"
            for verdict in _MARKS
            if evaluation.count(verdict)
        ]
        total = several(len(evaluation.results), "measure")
        title = f"{visible(name)}: {total} computed" if name else f"{total} computed"
        yield self.paint(title, "1") + (f" ({', '.join(counts)})" if counts else "")
        if question:
            yield f"What if: {visible(question)}"
        yield ""
        if not evaluation.results and not evaluation.not_computed:
            yield from self._wrapped(_NO_MEASURE, 0)
            yield ""
        before = {_key(one): one for one in base.results} if base else {}
        order = {verdict: index for index, verdict in enumerate(_MARKS)}
        for result in sorted(evaluation.results, key=lambda one: order[one.verdict]):
            yield from self._row(result, before.get(_key(result)))
        yield ""

    def _row(self, result: Result, before: Result | None) -> Iterator[str]:
        word, colour = _MARKS[result.verdict]
        target = result.target
        value = result.shown
        if before is not None and (before.shown != value or before.verdict is not result.verdict):
            value = f"{before.shown} → {value}"
        measure = visible(target.measure.text)
        room = self._look.width - 15 - 2 - len(value)
        left = f"{visible(target.owner.id)}: {measure}"
        if len(left) > room:
            left = left[: room - 1] + "…"
        yield f"{self.paint(f'{word:<15}', colour)}{left:<{room}}  {self.paint(value, '1')}"
        reason = result.reason
        if before is not None and before.verdict is not result.verdict:
            reason = f"was {before.verdict.value.replace('-', ' ')}; {reason}"
        yield from self._wrapped(f"{target.of}: {reason}", 15)

    # ---- derivations

    def derivations(self, evaluation: Evaluation) -> Iterator[str]:
        """Yield how each value comes about."""
        chosen: Sequence[Result] = evaluation.results
        if len(chosen) > _FEW and not self._look.verbose:
            chosen = [one for one in chosen if one.verdict is not Verdict.MET]
            met = len(evaluation.results) - len(chosen)
            yield f"The derivations of {several(met, 'measure')} that are met: --verbose or --format json"
            yield ""
        for result in chosen:
            yield from self._derivation(result)

    def _derivation(self, result: Result) -> Iterator[str]:
        target, answer = result.target, result.answer
        word, colour = _MARKS[result.verdict]
        head = f"{target.owner.id}: {target.measure.text}"
        yield self.paint(visible(head), "1")
        place = self.at(target.place)
        yield f"  {self.paint(word, colour)}  {visible(str(target.of))}  {self.paint(place, '2')}"
        for line in answer.lines:
            yield from self._line(line)
        if answer.error and result.value is not None:
            yield f"  known to ± {show(answer.error, answer.dimension)}"
        if answer.curve is not None and result.value is not None and target.at_most:
            yield ""
            for rank, drawn, seconds in curve_bars(curve(answer.curve), target.value, self._look.width - 26):
                yield f"  {rank:>6} {drawn} {show(seconds, Dimension.DURATION):>9}"
            yield f"  {'':>6} │ is the target, {target.measure.value.text.strip()}"
            yield ""
        yield from self._beside(result)
        yield ""

    def _line(self, line: Line) -> Iterator[str]:
        value = line.shown if line.value is not None else ""
        evidence = self.at(line.evidence[0]) if line.evidence else ""
        indent = 2 + 2 * line.depth
        room = self._look.width - indent - 1 - max(len(value), 10) - 2 - max(len(evidence), 20)
        pieces = wrapped(visible(line.text), max(room, 24)) or [""]
        if line.closing:
            yield " " * (indent + room + 1) + "─" * 10
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            tail = f" {value:>10}  {self.paint(evidence, '2')}" if last else ""
            shown = f"{piece:<{room}}"
            yield " " * indent + (self.paint(shown, "1") if line.closing and last else shown) + tail

    def _beside(self, result: Result) -> Iterator[str]:
        """Yield what a reader has to know beside the value."""
        down = downtime_of(result.answer)
        if down is not None and result.value is not None and result.target.measure.metric == "availability":
            day, month, year = (show(one, Dimension.DURATION) for one in down)
            yield from self._wrapped(f"down {day} a day, {month} in 30 days, {year} a year", 2)
        for note in result.answer.notes:
            yield from self._wrapped(note, 2)
        if result.verdict is Verdict.MISSED:
            for cure in result.answer.cures:
                yield from self._wrapped(f"cure: {cure}", 2)
        for one in result.missing:
            yield from self._wrapped(f"missing: {one.text} → fill in {one.field} ({self.at(one.place)})", 2)
        assumed = result.assumptions
        shown = assumed if self._look.verbose else assumed[:_ASSUMPTIONS]
        for sentence in shown:
            yield from self._wrapped(f"assumes: {sentence}", 2, colour="2")
        if len(shown) < len(assumed):
            yield f"  and {len(assumed) - len(shown)} more assumptions: --verbose"

    def sensitivity(self, evaluation: Evaluation) -> Iterator[str]:
        """Yield which inputs move each value most."""
        yield self.paint("Sensitivity: the value gets worse by, if an input is 25 % worse", "1")
        for one in evaluation.sensitivity:
            if not one.ranked:
                continue
            yield f"  {visible(one.result.target.owner.id)}: {visible(one.result.target.measure.text)}"
            top = one.ranked[: None if self._look.verbose else 5]
            largest = max((move.change for move in top if move.change < float("inf")), default=1.0)
            for move in top:
                endless = move.change == float("inf")
                value = "unstable" if endless else f"{move.change * 100:.2g} %"
                drawn = bar(1.0 if endless else move.change / largest, 12)
                turned = (
                    "" if move.verdict is one.result.verdict else f" → {move.verdict.value.replace('-', ' ')}"
                )
                key = visible(move.key)
                key = key if len(key) <= 36 else f"…{key[-35:]}"
                yield f"    {key:<36} {drawn} {value:>8}{turned}"
        yield ""

    def not_computed(self, evaluation: Evaluation) -> Iterator[str]:
        """Yield the measures that no number of a design tells."""
        if not evaluation.not_computed:
            return
        yield self.paint("Not computed", "1")
        seen: set[tuple[str, str]] = set()
        for one in evaluation.not_computed:
            key = (one.target.owner.id, one.target.measure.text)
            if key not in seen:
                seen.add(key)
                yield from self._wrapped(f"{key[0]}: {key[1]}: {one.why}", 2, hang=2)

    def _wrapped(self, text: str, indent: int, *, colour: str = "", hang: int = 2) -> Iterator[str]:
        lines = wrapped(visible(text), self._look.width, " " * indent, " " * (indent + hang))
        for line in lines:
            yield self.paint(line, colour) if colour else line


def _key(result: Result) -> tuple[str, int, str]:
    target: Target = result.target
    return target.owner.id, target.index, str(target.of)
