"""The pane of advice: ranked patterns, why each fits or not, and a key that makes a decision record of one."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from archkit.assist import draft
from archkit.diagnostics import Place
from archkit.recommend import Advice, Effect, Outcome, Reason, Recommendation, Verdict
from archkit.session import Judgement
from archkit.tui.pane import StepPane
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList
from archkit.workspace import Workspace

_HEADINGS = {
    Verdict.ADOPT: "Adopt: the problem is there, the choice is clear",
    Verdict.CONSIDER: "Consider: the problem is there, the choice is yours",
    Verdict.UNDECIDED: "Undecided: an answer is missing",
    Verdict.AGAINST: "Advised against",
}
_SIGNS = {
    Verdict.ADOPT: ("★", "good"), Verdict.CONSIDER: ("◆", "accent"), Verdict.UNDECIDED: ("?", "question"), Verdict.AGAINST: ("✗", "error"),
}  # fmt: skip
_EACH = 12
"""Demands that are listed on each side; the most important come first."""
_OUTCOMES = {
    Outcome.HOLDS: ("+", "good"),
    Outcome.FAILS: ("−", "warning"),
    Outcome.UNKNOWN: ("?", "question"),
}


class Ranking(RowList[Recommendation | Verdict]):
    """Patterns under their verdicts."""

    def can_stand_on(self, index: int) -> bool:
        """Tell whether it is a pattern."""
        return isinstance(self.rows[index], Recommendation)

    def scroll_to_cursor(self) -> None:
        """Bring the cursor into view; the first pattern with the verdict above it."""
        if self.cursor <= 1:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            super().scroll_to_cursor()

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a pattern, or of a verdict."""
        one = self.rows[index]
        if isinstance(one, Verdict):
            return [Text.assemble((f" {_HEADINGS[one].partition(':')[0]}", self.style("heading")))]
        sign, look = _SIGNS[one.verdict]
        status = one.decisions[0].status if one.decisions else ""
        mark = {"accepted": "✓", "proposed": "…"}.get(status or "", "")
        name = one.pattern.name
        gap = max(width - len(name) - len(mark) - 6, 1)
        return [Text.assemble((f"  {sign} ", self.style(look)), name, " " * gap, (mark, self.style("good")))]


class AdvicePane(StepPane):
    """What is recommended, why, and what it costs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('accepted')", "Accept as decision"),
        Binding("p", "decide('proposed')", "Propose"),
        Binding("x", "decide('rejected')", "Turn down"),
        Binding("e", "evidence", "Evidence"),
        Binding("right", "reasons", "Reasons", show=False),
        Binding("left,escape", "back", "Patterns", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The ranking beside the reasons."""
        yield Static("Weighing the patterns of the catalog against what the files say …", classes="waiting")
        with Horizontal(classes="advice"):
            yield Ranking(id="ranking")
            yield ToldList(id="reasons")

    @property
    def ranking(self) -> Ranking:
        """The patterns."""
        return self.query_one(Ranking)

    @property
    def reasons(self) -> ToldList:
        """What is told of the one with the cursor."""
        return self.query_one(ToldList)

    @property
    def current(self) -> Recommendation | None:
        """The pattern with the cursor."""
        one = self.ranking.current
        return one if isinstance(one, Recommendation) else None

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what was found already."""
        self._show(self.judgement)

    def arrive(self) -> None:
        """Take the keyboard."""
        self._show(self.judgement)
        self.ranking.focus()

    def judged(self, judgement: Judgement) -> None:
        """Show the new verdicts; the cursor stays on its pattern."""
        self._show(judgement)

    def _show(self, judgement: Judgement | None) -> None:
        advice = judgement.advice if judgement else None
        self.query_one(".waiting").display = advice is None
        self.query_one(".advice").display = advice is not None
        if advice is None:
            return
        old = self.current.pattern.id if self.current else ""
        rows: list[Recommendation | Verdict] = []
        for verdict in Verdict:
            found = [one for one in advice.recommendations if one.verdict is verdict]
            rows += [verdict, *found] if found else []
        at = next(
            (n for n, one in enumerate(rows) if isinstance(one, Recommendation) and one.pattern.id == old),
            None,
        )
        self.ranking.show(rows, at)
        self._tell()

    def _tell(self, *, keep: bool = True) -> None:
        one = self.current
        if one is None:
            text = "Nothing comes up yet. Draw the flow of a use case, state its load, and say how many people build it."
            self.reasons.show_told([Told(text, "dim")])
        else:
            self.reasons.show_told(list(self._told(one)), keep=keep)

    def _told(self, one: Recommendation) -> Iterator[Told]:
        pattern = one.pattern
        sign, look = _SIGNS[one.verdict]
        yield Told(pattern.name, "heading", tail=pattern.category)
        yield Told(_HEADINGS[one.verdict], look, sign, look)
        for decision in one.decisions:
            yield Told(f"{decision.status} in {decision.id}", "good", "✓", "good", place=decision.place)
        yield Told("")
        yield Told(pattern.summary)
        for title, signs in (
            ("For", _for(one)),
            ("Against", _against(one)),
            ("Not known yet", _missing(one)),
        ):
            if signs:
                yield Told("")
                yield Told(title, "heading")
                yield from self._reasons(signs)
        if one.question:
            yield Told(one.question, "accent", "?", "question", indent=2)
        for title, effects, mark in (
            ("Helps here", one.helps, ("+", "good")),
            ("Costs here", one.hurts, ("−", "warning")),
        ):
            if effects:
                yield Told("")
                yield Told(title, "heading")
                yield from (_effect(effect, mark) for effect in effects[:_EACH])
                if len(effects) > _EACH:
                    yield Told(f"and {len(effects) - _EACH} more demands", "dim", indent=2)
        for title, relations in (
            ("Needs first", one.requires),
            ("Weighed against", one.alternatives),
            ("Conflicts with", one.conflicts),
        ):
            if relations:
                yield Told("")
                yield Told(title, "heading")
                for relation in relations:
                    yield Told(f"{relation.pattern}: {relation.why}", "value", "·", "dim")

    def _reasons(self, reasons: list[Reason]) -> Iterator[Told]:
        """Yield reasons under the sentence that they share, each with the lines that it rests on."""
        causes: dict[str, list[Reason]] = {}
        for reason in reasons:
            told = causes.setdefault(reason.because, [])
            if all(other.fact != reason.fact for other in told):
                told.append(reason)
        for because, found in causes.items():
            sign, look = ("!", "error") if found[0].gate == "against" else _OUTCOMES[found[0].outcome]
            yield Told(because, "value", sign, look)
            for reason in found:
                guess = ", a guess" if reason.value.guess else ""
                places = list(dict.fromkeys(reason.value.evidence))
                yield Told(
                    f"{reason.value.text}{guess}", "dim", indent=2,
                    tail=self._line(places[0]) if places else "", tail_look="accent",
                    place=places[0] if places else None, key=(because, reason.fact),
                )  # fmt: skip

    def _line(self, place: Place) -> str:
        """Return file and line of a place, short."""
        judgement = self.judgement
        if judgement is None:
            return ""
        span = judgement.workspace.reading.span(place)
        return f"{span.file.rpartition('/')[2]}:{span.line}"

    # --- keys ---------------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the pattern that the cursor came to."""
        event.stop()
        if event.rows is self.ranking:
            self._tell(keep=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the reasons, or from a reason to the line that it rests on."""
        event.stop()
        if event.rows is self.ranking:
            self.reasons.focus()
        else:
            self.action_evidence()

    def action_reasons(self) -> None:
        """Go to the reasons."""
        self.reasons.focus()

    def action_back(self) -> None:
        """Go to the patterns."""
        self.ranking.focus()

    def action_evidence(self) -> None:
        """Show the requirement that a reason rests on."""
        told = self.reasons.current if self.reasons.has_focus else None
        place = told.place if told else None
        if place is None and self.current is not None:
            place = next(iter(self.current.evidence), None)
        if place is None:
            self.shell.say("No requirement stands behind this line.")
        else:
            self.shell.go(place)

    def action_decide(self, status: str) -> None:
        """Write a decision record from what is told of the pattern."""
        chosen = self.current
        if chosen is not None:
            self.shell.when_judged(lambda workspace: self._decide(chosen.pattern.id, status, workspace))

    def _decide(self, pattern: str, status: str, workspace: Workspace) -> None:
        """Write the record by what speaks for and against the pattern now."""
        advice = self.judgement.advice if self.judgement else None
        advice = advice or Advice(workspace.requirements, workspace.catalog)
        one = next((each for each in advice.recommendations if each.pattern.id == pattern), None)
        if one is None:
            self.shell.say("What the files say now no longer speaks of it.")
            return
        if any(decision.status == status for decision in one.decisions):
            self.shell.say(f"{one.pattern.name} is {status} already, in {one.decisions[0].id}.")
            return
        taken = {element.id for element in self.session.elements("decisions")}
        made = draft(one, workspace.requirements, status=status, taken=taken)
        self.shell.change(lambda session: session.add("decisions", made.id, dict(made.data)))
        self.shell.say(f"{made.data['title']}: written to decisions as {made.id}. Ctrl+Z takes it back.")


def _for(one: Recommendation) -> list[Reason]:
    return [reason for reason in one.reasons if reason.outcome is Outcome.HOLDS and reason.gate != "against"]


def _against(one: Recommendation) -> list[Reason]:
    return [
        reason
        for reason in one.reasons
        if (reason.outcome is Outcome.HOLDS) is (reason.gate == "against")
        and reason.outcome is not Outcome.UNKNOWN
    ]


def _missing(one: Recommendation) -> list[Reason]:
    return [
        reason for reason in one.reasons if reason.outcome is Outcome.UNKNOWN and reason.gate != "against"
    ]


def _effect(effect: Effect, mark: tuple[str, str]) -> Told:
    return Told(
        f"{effect.demand.id}: {effect.why}", "value", *mark, tail=effect.importance, place=effect.demand.place
    )
