"""The pane of numbers: verdicts that change while sliders move, and how each value comes about."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from archkit.diagnostics import Place, visible
from archkit.errors import ArchkitError
from archkit.evaluate import Evaluation, Result, WhatIf
from archkit.session import Judgement
from archkit.tui.numbers_told import SIGNS, components, derivation, gives_way, trade_offs
from archkit.tui.pane import StepPane
from archkit.tui.sliders import Slider, carried_over, question_of, sliders_of
from archkit.tui.steps._step import Step
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList

_TRACK, _SHORTEST = 15, 5
"""Cells of a slider's track, and where there is little room."""
_VALUE = 10
"""Cells that a value may take before its track is shortened."""
VIEWS = ("derivation", "components", "limits", "trade-offs")
"""What may stand on the right."""
Key = tuple[str, int, str]


class _NewerError(Exception):
    """A newer question came while an older one was being computed."""


class Sliders(RowList[Slider]):
    """Numbers that can be moved."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a slider: its name, its track, and as much of its value as there is room for."""
        one, above = self.rows[index], self.rows[index - 1] if index else None
        name = max((len(each.of) for each in self.rows), default=0)
        kind = max((len(each.kind) for each in self.rows), default=0)
        name = min(name, max(width - kind - _SHORTEST - _VALUE - 4, 8))
        length = min(max(width - name - kind - _VALUE - 4, _SHORTEST), _TRACK)
        at = round(one.position * (length - 1))
        track = "─" * at + "●" + "─" * (length - 1 - at)
        shown = one.of if len(one.of) <= name else f"{one.of[: name - 1]}…"
        # A component is named at its first slider; below, its name only goes on.
        look = self.style("dim" if above is not None and above.of == one.of else "label")
        told = self.style("accent" if one.moved else "value")
        room = width - name - kind - length - 4
        return [
            Text.assemble(
                (f" {shown:<{name}} " if one.of else " ", look),
                (f"{one.kind:<{kind if one.of else name + kind + 1}} ", self.style("label")),
                (track, self.style("accent" if one.moved else "dim")),
                (f" {one.shown_in(room)}", told),
            )
        ]


class Verdicts(RowList[Result]):
    """Measures and whether they are met."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.before: dict[Key, Result] = {}
        """What holds by the files."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a measure; what sliders changed is marked."""
        one = self.rows[index]
        sign, look = SIGNS[one.verdict]
        before = self.before.get(key_of(one))
        was = (
            f"{SIGNS[before.verdict][0]}→"
            if before is not None and before.verdict is not one.verdict
            else "  "
        )
        value = visible(one.shown)
        measure = visible(one.target.measure.text)
        changed = before is not None and before.shown != one.shown and before.verdict is one.verdict
        first = "" if self._lines(index, width) > 1 else f"  {measure}"
        name = f"{one.target.owner.id}{first}"
        room = max(width - len(value) - 7, 8)
        name = name if len(name) <= room else f"{name[: room - 1]}…"
        lines = [
            Text.assemble(
                (f" {was}", self.style("dim")), (f"{sign} ", self.style(look)), f"{name:<{room}} ",
                (value, self.style("accent" if changed else look)),
            )
        ]  # fmt: skip
        return lines if first else [*lines, Text.assemble((f"     {measure}", self.style("dim")))]

    def _lines(self, index: int, width: int) -> int:
        """Return how many lines a measure takes: where it does not fit beside its value, it stands below."""
        one = self.rows[index]
        whole = len(one.target.owner.id) + len(visible(one.target.measure.text)) + len(visible(one.shown))
        return 1 if whole + 9 <= width else 2

    def height_of(self, index: int, width: int) -> int:
        """Return how many lines a measure takes."""
        return self._lines(index, width)


def key_of(result: Result) -> Key:
    """Return what tells a measure of an element from all others."""
    return result.target.owner.id, result.target.index, str(result.target.of)


class NumbersPane(StepPane):
    """Whether the design can reach its targets, and what if."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "slide(-1)", "Less", key_display="←"),
        Binding("right,l", "slide(1)", "More", key_display="→"),
        Binding("0,backspace", "back", "As it is", key_display="0"),
        Binding("x", "away", "Without it"),
        Binding("v", "view", "Next view"),
        Binding("w", "take", "Write it"),
        Binding("r", "all_back", "Reset all", show=False),
        Binding("tab", "area(1)", "Area", show=False),
        Binding("shift+tab", "area(-1)", "Area", show=False),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._view = VIEWS[0]
        self._base: Evaluation | None = None
        self._now: Evaluation | None = None
        self._wish: WhatIf | None = None
        self._computing: asyncio.Task[None] | None = None
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Sliders above verdicts, and what is told of them beside."""
        with Horizontal(classes="numbers"):
            with Vertical(classes="left"):
                yield Sliders(id="sliders")
                yield Static("Computing …", classes="status", markup=False)
                yield Verdicts(id="verdicts")
            yield ToldList(id="told")

    @property
    def sliders(self) -> Sliders:
        """What can be moved."""
        return self.query_one(Sliders)

    @property
    def verdicts(self) -> Verdicts:
        """The measures."""
        return self.query_one(Verdicts)

    @property
    def told(self) -> ToldList:
        """What is told."""
        return self.query_one(ToldList)

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what was computed already."""
        self._take(self.judgement)

    def arrive(self) -> None:
        """Take the keyboard."""
        self._take(self.judgement)
        self.sliders.focus()

    def judged(self, judgement: Judgement) -> None:
        """Begin anew from what the files say now; sliders that were moved stay moved."""
        self._take(judgement)

    def _take(self, judgement: Judgement | None) -> None:
        if judgement is None or "evaluation" not in judgement.stages:
            return
        evaluation = judgement.workspace.evaluation
        if evaluation is self._base:
            return
        self._base = evaluation
        self.verdicts.before = {key_of(one): one for one in evaluation.results}
        self.sliders.show(carried_over(self.sliders.rows, sliders_of(judgement.workspace.requirements)))
        self._ask()

    # --- computing ----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Compute what the sliders ask, away from the screen; an older question that is under way is given up."""
        question = question_of(self.sliders.rows)
        if not question.asks:
            self._wish = None
            self._now, self._problem = self._base, ""
            self._show()
            return
        self._wish = question
        self._status()
        if self._computing is None:
            self._computing = asyncio.get_running_loop().create_task(self._compute())

    async def _compute(self) -> None:
        try:
            while self._wish is not None:
                question, workspace = self._wish, self.judgement.workspace if self.judgement else None
                if workspace is None:
                    return

                def stop(done: int, total: int, question: WhatIf = question) -> None:
                    del done, total
                    if self._wish is not question:
                        raise _NewerError

                try:
                    found = await asyncio.to_thread(workspace.evaluate, question, progress=stop)
                except _NewerError:
                    continue
                except ArchkitError as error:
                    self._problem = error.message
                    found = None
                if self._wish is question:
                    self._wish = None
                    self._now, self._problem = found or self._base, self._problem if found is None else ""
                    self._show()
        finally:
            self._computing = None

    # --- what is shown ------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._now is None:
            return
        old = self.verdicts.current
        order = list(SIGNS)
        rows = sorted(self._now.results, key=lambda one: order.index(one.verdict))
        at = next((n for n, one in enumerate(rows) if old is not None and key_of(one) == key_of(old)), None)
        self.verdicts.show(rows, at)
        self._status()
        self._tell()

    def _status(self) -> None:
        if self._wish is not None:
            text = f"Computing: {self._wish} …"
        elif self._problem:
            text = self._problem
        elif self._now is None:
            text = "Computing …"
        else:
            counts = [
                f"{SIGNS[one][0]} {self._now.count(one)} {one.value.replace('-', ' ')}"
                for one in SIGNS
                if self._now.count(one)
            ]
            question = question_of(self.sliders.rows)
            text = "   ".join(counts) or "No measure to compute yet: state one in Quality attributes."
            text = f"{text}   what if {question}" if question.asks else text
        self.query_one(".status", Static).update(visible(text))

    def _tell(self, *, keep: bool = True) -> None:
        if self._now is not None:
            self.told.show_told(list(self._lines(self._now)), keep=keep)

    def _lines(self, evaluation: Evaluation) -> Iterator[Told]:
        tabs = "   ".join(f"[{name}]" if name == self._view else name for name in VIEWS)
        yield Told(tabs, "dim")
        yield Told("")
        if self._view == "derivation":
            result = self.verdicts.current
            if result is None:
                yield Told(
                    "No measure is computed yet. State one, with the latency and capacity of what it needs.",
                    "dim",
                )
                yield from (
                    Told(f"{one.target.owner.id}: {one.why}", "dim", "·") for one in evaluation.not_computed
                )
                return
            before = self.verdicts.before.get(key_of(result))
            yield from derivation(result, before, self._line)
        elif self._view == "components":
            yield from components(evaluation, self.told.size.width - 4)
        elif self._view == "limits":
            yield from gives_way(evaluation)
        else:
            yield from trade_offs(evaluation, max(self.told.size.width - 4, 30))

    def _line(self, place: Place) -> str:
        judgement = self.judgement
        if judgement is None:
            return ""
        span = judgement.workspace.reading.span(place)
        return f"{span.file.rpartition('/')[2]}:{span.line}"

    # --- keys ---------------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the measure that the cursor came to."""
        event.stop()
        if event.rows is self.verdicts and self._view == "derivation":
            self._tell(keep=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the derivation, or from one of its lines to where the number stands."""
        event.stop()
        if event.rows is self.verdicts:
            self._view = VIEWS[0]
            self._tell(keep=False)
            self.told.focus()
            return
        place: Place | None = None
        if event.rows is self.told:
            place = self.told.current.place if self.told.current else None
        elif event.rows is self.sliders and self.sliders.current is not None:
            place = self.sliders.current.place
        if place is not None:
            self.shell.go(place)

    def _replace(self, change: Callable[[Slider], Slider], *, every: bool = False) -> None:
        rows: Sequence[Slider] = self.sliders.rows
        at = self.sliders.cursor
        self.sliders.show(
            [change(one) if every or number == at else one for number, one in enumerate(rows)], at
        )
        self._ask()

    def action_slide(self, by: int) -> None:
        """Move the slider with the cursor; elsewhere, go to the area on that side."""
        if self.sliders.has_focus:
            self._replace(lambda one: one.by(by))
        elif by > 0:
            self.told.focus()
        else:
            self.verdicts.focus()

    def action_back(self) -> None:
        """Put the slider where the files have it."""
        self._replace(lambda one: one.back())

    def action_all_back(self) -> None:
        """Put all sliders where the files have them."""
        self._replace(lambda one: one.back(), every=True)

    def action_away(self) -> None:
        """Think the component of the slider away, or there again."""
        current = self.sliders.current
        if current is not None and current.of:
            gone = not current.gone
            self._replace(
                lambda one: one.away() if one.of == current.of and one.gone is not gone else one, every=True
            )

    def action_view(self) -> None:
        """Show the next view on the right; the costly ones are computed in a thread."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        now = self._now
        if now is None:
            return
        if self._view in {"limits", "trade-offs"}:
            name = "degrades_at" if self._view == "limits" else "trade_offs"
            if name not in now.__dict__:
                self.told.show_told([Told("Computing …", "dim")])
                self.run_worker(self._prepare(now, name), exclusive=True, group="view")
                return
        self._tell(keep=False)

    async def _prepare(self, evaluation: Evaluation, name: str) -> None:
        await asyncio.to_thread(getattr, evaluation, name)
        if self._now is evaluation:
            self._tell(keep=False)

    def action_take(self) -> None:
        """Write what the sliders say into the files, by what the files say now."""
        self.shell.when_judged(lambda _: self._write())

    def _write(self) -> None:
        changed = [one for one in self.sliders.rows if any(one.fields())]
        if not changed:
            self.shell.say("Move replicas or a latency first; a load is only thought.")
            return
        places = [
            (_component(one.place).at(*route), text)
            for one in changed
            if one.place
            for route, text in one.fields()
        ]

        self.shell.change(lambda session: session.set_all("what the sliders say", places))
        self.shell.say("Written. Ctrl+Z takes it back.")

    def action_area(self, by: int) -> None:
        """Go to the next area: sliders, verdicts, what is told."""
        areas: list[RowList[Slider] | RowList[Result] | RowList[Told]] = [
            self.sliders,
            self.verdicts,
            self.told,
        ]
        at = next((number for number, one in enumerate(areas) if one.has_focus), 0)
        areas[(at + by) % len(areas)].focus()


def _component(place: Place) -> Place:
    return Place(place.file, place.route[:2])
