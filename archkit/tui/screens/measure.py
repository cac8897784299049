"""The measure builder: a measure part by part, with what is wrong with it, and whether the design meets it."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Static

from archkit.diagnostics import visible
from archkit.evaluate import Verdict, evaluate
from archkit.model import METRICS, MeasureError, QualityAttribute, parse_measure
from archkit.tui.numbers_told import SIGNS
from archkit.tui.widgets.key_bar import KeyBar
from archkit.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from archkit.workspace import Workspace

_STATISTICS = ("", "p50", "p90", "p95", "p99", "p99.9", "mean", "max")
_SIGNS = ("<=", ">=", "=", "<", ">")
_LONGEST = 40


@dataclass(slots=True)
class Slot:
    """One part of a measure."""

    name: str
    text: str
    choices: tuple[str, ...] = ()
    """What it may be; empty where it is typed."""
    hint: str = ""


class Slots(RowList[Slot]):
    """The parts of a measure."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a part."""
        slot = self.rows[index]
        at_cursor = index == self.cursor
        shown = slot.text or ("none" if slot.choices else "")
        value = f"◂ {shown} ▸" if slot.choices else f"{visible(shown)}{'▏' if at_cursor else ''}"
        room = max(width - 14 - len(value) - 3, 0)
        return [
            Text.assemble(
                (f" {slot.name:<11} ", self.style("label")),
                (value, self.style("value")),
                f"  {slot.hint if len(slot.hint) <= room else slot.hint[: max(room - 1, 0)] + '…'}",
            )
        ]


class MeasureBuilder(ModalScreen[str | None]):
    """Builds a measure; None when the old one shall stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Write it", key_display="⏎", priority=True),
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right", "turn(1)", "Choose", key_display="← →"),
        Binding("tab", "down", "Next part", key_display="⇥", priority=True),
        Binding("escape", "cancel", "Never mind", key_display="Esc"),
    ]

    def __init__(self, quality: QualityAttribute, text: str, workspace: "Workspace") -> None:
        super().__init__()
        self._quality = quality
        self._workspace = workspace
        self._start = text
        self._judging: asyncio.Task[None] | None = None
        self._wish = ""

    def compose(self) -> ComposeResult:
        """The parts, the line that they make, and what comes of it."""
        with Vertical(classes="dialog -wide"):
            yield Static("", id="measure-line", markup=False)
            yield Slots(id="slots")
            yield Static("", id="measure-verdict")
            yield Static(
                "An amount is typed where its part has the cursor; ~ marks a guess.", classes="dialog-keys"
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Take the parts of the measure that stands there."""
        self.query_one(".dialog").border_title = f"Measure of {self._quality.id}"
        slots = self.query_one(Slots)
        slots.show(self._slots())
        slots.focus()
        self._changed()

    def _slots(self) -> list[Slot]:
        catalog = self._workspace.catalog
        term = catalog.quality_attribute(self._quality.attribute) if self._quality.attribute else None
        suited = term.metrics if term else ()
        metrics = tuple(dict.fromkeys((*suited, *METRICS)))
        try:
            measure = parse_measure(self._start)
        except MeasureError:
            first = METRICS[metrics[0]]
            value = ""
            texts = ("", first.name, ">=" if first.higher_is_better else "<=", value, "", "")
        else:
            load = f"{measure.load.text} {measure.load_noun}".strip() if measure.load else ""
            window = measure.window.text if measure.window else ""
            texts = (measure.statistic, measure.metric, measure.comparison, measure.value.text, load, window)
            metrics = metrics if measure.metric in metrics else (measure.metric, *metrics)
        statistics = _STATISTICS if texts[0] in _STATISTICS else (texts[0], *_STATISTICS)
        return [
            Slot("for", texts[0], statistics, "which share of the cases"),
            Slot("metric", texts[1], metrics),
            Slot("is", texts[2], _SIGNS),
            Slot("value", texts[3]),
            Slot("at", texts[4], hint="the load: 400/s, 5000 concurrent_users"),
            Slot("over", texts[5], hint="the stretch of time: 30 d"),
        ]

    @property
    def line(self) -> str:
        """The measure in one line."""
        statistic, metric, sign, value, load, window = (
            slot.text.strip() for slot in self.query_one(Slots).rows
        )
        parts = (statistic, metric, sign, value, load and f"at {load}", window and f"over {window}")
        return " ".join(part for part in parts if part)

    # --- keys ---------------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Choose the next word for the part with the cursor."""
        slots = self.query_one(Slots)
        slot = slots.current
        if slot is None or not slot.choices:
            return
        slot.text = slot.choices[(slot.choices.index(slot.text) + by) % len(slot.choices)]
        if slot.name == "metric":
            known = METRICS.get(slot.text)
            if known is not None:
                slots.rows[2].text = ">=" if known.higher_is_better else "<="
        self._changed()

    def action_down(self) -> None:
        """Go to the next part."""
        slots = self.query_one(Slots)
        slots.cursor = (slots.cursor + 1) % len(slots.rows)

    def on_key(self, event: Key) -> None:
        """Type into the part with the cursor."""
        slot = self.query_one(Slots).current
        if slot is None or slot.choices:
            return
        if event.key == "backspace":
            slot.text = slot.text[:-1]
        elif event.is_printable and event.character and len(slot.text) < _LONGEST:
            slot.text += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self._changed()

    def on_paste(self, event: Paste) -> None:
        """Take what was pasted into the part with the cursor."""
        slot = self.query_one(Slots).current
        if slot is not None and not slot.choices:
            slot.text = (slot.text + " ".join(event.text.split()))[:_LONGEST]
            self._changed()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Clicks choose a part; only Enter writes."""
        event.stop()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Draw the mark of typing where the cursor is now."""
        event.stop()
        self.query_one(Slots).redraw()

    def action_cancel(self) -> None:
        """Leave the measure as it was."""
        self.dismiss(None)

    def action_done(self) -> None:
        """Write the measure, when it is one."""
        try:
            parse_measure(self.line)
        except MeasureError:
            return
        self.dismiss(self.line)

    # --- what comes of it ---------------------------------------------------------------------------------

    def _changed(self) -> None:
        slots = self.query_one(Slots)
        metric = slots.rows[1]
        known = METRICS.get(metric.text)
        metric.hint = known.meaning if known else "a metric of your own"
        slots.rows[3].hint = f"for example {known.example}" if known else ""
        slots.redraw()
        line = self.line
        self.query_one("#measure-line", Static).update(visible(line))
        try:
            parse_measure(line)
        except MeasureError as error:
            self._wish = ""
            self._verdict("✗", "error", f"{error.message}. {error.help}")
            return
        self._wish = line
        self._verdict("…", "dim", "computing whether the design meets it")
        if self._judging is None:
            self._judging = asyncio.get_running_loop().create_task(self._judge())

    async def _judge(self) -> None:
        """Judge the newest line away from the screen; one at a time."""
        try:
            while self._wish:
                line, self._wish = self._wish, ""
                sign, look, text = await asyncio.to_thread(self._judged, line)
                if self.is_mounted and not self._wish and line == self.line:
                    self._verdict(sign, look, text)
        finally:
            self._judging = None

    def _judged(self, line: str) -> tuple[str, str, str]:
        """Return what the design makes of a measure: only this one is computed."""
        known = self._workspace.requirements
        quality = self._quality.model_copy(update={"measure": (parse_measure(line),)})
        alone = replace(
            known,
            quality_attributes={quality.id: quality},
            use_cases={key: one.model_copy(update={"measures": ()}) for key, one in known.use_cases.items()},
        )
        evaluation = evaluate(alone, self._workspace.catalog)
        if evaluation.results:
            order = list(SIGNS)
            worst = min(evaluation.results, key=lambda one: order.index(one.verdict))
            sign, look = SIGNS[worst.verdict]
            value = f" ({worst.shown})" if worst.verdict is not Verdict.CANNOT_TELL else ""
            return sign, look, f"{worst.verdict.value.replace('-', ' ')}{value}: {worst.reason}"
        if evaluation.not_computed:
            return "·", "dim", evaluation.not_computed[0].why
        return "?", "question", "say what it applies to, then it can be computed"

    def _verdict(self, sign: str, look: str, text: str) -> None:
        style = self.query_one(Slots).style(look)
        self.query_one("#measure-verdict", Static).update(
            Text.assemble((f"{sign} ", style), (visible(text), style))
        )
