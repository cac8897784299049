"""The tour of five minutes: one prompt after the other, and beside it the YAML, the findings and the diagram that come of it."""

import re
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from archkit.catalog import Catalog, TourPrompt
from archkit.diagnostics import Severity, visible
from archkit.session import Judgement, Stage, Tour
from archkit.tui.drawing import drawing_of
from archkit.tui.numbers_told import SIGNS
from archkit.tui.widgets.diagram import Diagram
from archkit.tui.widgets.key_bar import KeyBar
from archkit.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp

_KEY = re.compile(r"^(\s*(?:- )?)([^\s#:][^:]*?)(:)(?=\s|$)")
_MARKS = {Severity.ERROR: ("✗", "error"), Severity.WARNING: ("▲", "warning"), Severity.INFO: ("•", "info")}
_DRAWN = frozenset({"flow", "end"})
"""Prompts whose answer is looked at as a diagram where there is no room for both."""


class Choices(RowList[tuple[str, str]]):
    """Measures to choose from, each with what it feels like."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return a measure and what it feels like."""
        del width
        measure, feels = self.rows[index]
        return [Text.assemble(f" {visible(measure)}  ", (visible(feels), self.style("dim")))]


class GrowingDiagram(Diagram):
    """A diagram that shows its end while it grows."""

    grows = False

    def watch_virtual_size(self) -> None:
        """Follow what was added."""
        if self.grows:
            self.scroll_end(animate=False, x_axis=False)


class TourScreen(ModalScreen[None]):
    """Asks, and shows what becomes of the answers."""

    STAGES: ClassVar[frozenset[Stage]] = frozenset({"findings", "evaluation"})
    """What the staircase computes while the tour is shown."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Go on", key_display="⏎", priority=True),
        Binding("shift+tab", "back", "Back", key_display="⇧Tab", priority=True),
        Binding("tab", "skip", "Skip", key_display="Tab", priority=True),
        Binding("f2", "view", "View", key_display="F2"),
        Binding("ctrl+z", "undo", "Undo", key_display="^z", priority=True),
        Binding("escape", "leave", "To the workspace", key_display="Esc"),
        Binding("ctrl+q", "app.quit", "Leave", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(id="tour")
        self._at = 0
        self._is_drawn: bool | None = None
        self._is_ready = False
        self._written = ""
        """The prompt that was answered last."""
        self._new: set[str] = set()
        """The lines that the newest answer brought."""

    @property
    def shell(self) -> "ArchkitApp":
        """The application."""
        from archkit.tui.app import ArchkitApp  # noqa: PLC0415 - the application imports its screens

        app = self.app
        assert isinstance(app, ArchkitApp)  # noqa: S101 - the tour is shown nowhere else
        return app

    @property
    def prompt(self) -> TourPrompt:
        """What is asked now."""
        return self.tour.plan.prompts[self._at]

    def compose(self) -> ComposeResult:
        """The prompt, what was found, and what came of it."""
        self.tour = Tour(self.shell.session, Catalog())
        yield Static("", id="tour-bar")
        with Horizontal(id="tour-body"):
            with Vertical(id="tour-prompt"):
                yield Static("", id="tour-ask", markup=False)
                yield Static("", id="tour-why", markup=False)
                yield Static("", id="tour-lines", markup=False)
                yield Input(id="tour-answer", compact=True)
                yield Choices(id="tour-choices")
                yield Static("", id="tour-fault", markup=False)
                yield Static("", id="tour-found")
            with Vertical(id="tour-made"):
                with VerticalScroll(id="tour-file", can_focus=False):
                    yield Static("", id="tour-yaml")
                yield GrowingDiagram(id="tour-diagram")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with what has no answer yet."""
        self._is_ready = True
        self._go(self.tour.begins_at)

    # --- back and forth -----------------------------------------------------------------------------------

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), len(self.tour.plan.prompts) - 1)
        self._is_drawn = None
        prompt, answer = self.prompt, self.query_one("#tour-answer", Input)
        self.query_one("#tour-ask", Static).update(visible(self.tour.filled(prompt.ask)))
        self.query_one("#tour-why", Static).update(prompt.why)
        self.query_one("#tour-fault", Static).update("")
        answer.value = self.tour.told(prompt.id) if prompt.id not in {"flow", "measure", "end"} else ""
        answer.cursor_position = len(answer.value)
        choices = self.query_one(Choices)
        answer.display = prompt.id not in {"measure", "end"}
        choices.display = prompt.id == "measure"
        if answer.display:
            answer.focus()
        elif choices.display:
            self._offer_measures(choices)
        else:
            self.query_one(Diagram).focus()
        self.refreshed()

    def _offer_measures(self, choices: Choices) -> None:
        known = (
            self.shell.session.read_again().requirements
        )  # the staircase may not have come to the newest answer
        found, told = dict(self.tour.measures(known)), self.tour.told("measure")
        if told and told not in found:
            found = {told: "as it stands", **found}
        choices.show(list(found.items()), list(found).index(told) if told else 0)
        choices.focus()

    def action_back(self) -> None:
        """Go one prompt back."""
        self._go(self._at - 1)

    def action_skip(self) -> None:
        """Go on without an answer."""
        self._go(self._at + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something now."""
        del parameters
        if action == "skip":
            return self._at < len(self.tour.plan.prompts) - 1
        if action == "back":
            return self._at > 0
        if action == "view":
            return self.has_class("-narrow")
        return action != "undo" or bool(self.shell.session.history.done)

    def action_leave(self) -> None:
        """Go to the workspace; what was answered stands there."""
        self.dismiss(None)

    def action_view(self) -> None:
        """Show the YAML instead of the diagram, or the other way round, where there is no room for both."""
        self._is_drawn = not self.has_class("-drawn")
        self.refreshed()

    async def action_undo(self) -> None:
        """Take the newest answer back."""
        await self.shell.action_undo()
        self._go(self._at)

    # --- answering ----------------------------------------------------------------------------------------

    async def action_take(self) -> None:
        """Take what is typed, or the example where nothing is."""
        prompt = self.prompt
        if prompt.id == "end":
            self.action_leave()
        elif prompt.id == "measure":
            chosen = self.query_one(Choices).current
            if chosen is not None:
                await self._write(chosen[0])
        elif prompt.id == "flow":
            await self._take_line(self.query_one("#tour-answer", Input).value.strip())
        else:
            await self._write(self.query_one("#tour-answer", Input).value.strip() or prompt.example[0])

    async def _take_line(self, text: str) -> None:
        example = self._example
        if text or example:
            await self._write(text or example, stay=True)
        else:
            self.action_skip()

    @property
    def _example(self) -> str:
        """The example that Enter takes now; for a flow the next line, as long as all lines are the example's own."""
        examples = [self.tour.filled(one) for one in self.prompt.example]
        if self.prompt.id != "flow":
            return examples[0] if examples else ""
        lines = self.tour.lines
        own = [self.tour.step_text(one) for one in examples[: len(lines)]]
        return examples[len(lines)] if lines == own and len(lines) < len(examples) else ""

    async def _write(self, text: str, *, stay: bool = False) -> None:
        prompt = self.prompt
        fault = self.tour.fault(prompt.id, text)
        self.query_one("#tour-fault", Static).update(f"✗ {visible(fault)}" if fault else "")
        if fault:
            return
        missing = self.tour.missing(prompt.id)
        if missing:
            self._go([one.id for one in self.tour.plan.prompts].index(missing))
            self.query_one("#tour-fault", Static).update("▲ This first, for the rest hangs on it.")
            return
        if prompt.id == "flow" or text != self.tour.told(prompt.id):
            before = self._every_line()
            await self.shell.change(lambda _: self.tour.answer(prompt.id, text))
            if not self.tour.told(prompt.id):
                return
            self._written, self._new = prompt.id, self._every_line() - before
        if stay:
            self.query_one("#tour-answer", Input).value = ""
            self.refreshed()
        else:
            self._go(self._at + 1)

    def _every_line(self) -> set[str]:
        documents = self.shell.session.documents.values()
        return {line for document in documents for line in document.text.splitlines()}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget the fault of what was typed before."""
        event.stop()
        self.query_one("#tour-fault", Static).update("")

    def on_key(self, event: Key) -> None:
        """Bring the last step back into the field when an empty field is deleted further."""
        answer = self.query_one("#tour-answer", Input)
        if event.key == "backspace" and self.prompt.id == "flow" and not answer.value and self.tour.lines:
            event.stop()
            event.prevent_default()
            lines = self.tour.lines
            self.shell.change(lambda _: self.tour.take_back_step())
            self._new = set()
            answer.value = lines[-1]
            answer.cursor_position = len(answer.value)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the measure that was clicked."""
        event.stop()
        await self.action_take()

    # --- what came of it ----------------------------------------------------------------------------------

    def refreshed(self) -> None:
        """Show what the workspace has now."""
        if not self._is_ready:
            return
        prompt, prompts = self.prompt, self.tour.plan.prompts
        dots = " ".join("●" if n <= self._at else "○" for n in range(len(prompts)))
        left, right = " archkit  five minutes", f"{prompt.title}   {dots}   {self._at + 1} of {len(prompts)} "
        gap = max(self.app.size.width - len(left) - len(right), 1)
        self.query_one("#tour-bar", Static).update(Text.assemble((left, "bold"), " " * gap, right))
        drawn = self._is_drawn if self._is_drawn is not None else prompt.id in _DRAWN
        self.set_class(drawn, "-drawn")
        self.query_one(GrowingDiagram).grows = prompt.id == "flow"
        lines = self.tour.lines if prompt.id == "flow" else []
        self.query_one("#tour-lines", Static).update(
            "\n".join(f"{n}  {visible(line)}" for n, line in enumerate(lines, start=1))
        )
        example = self._example
        ends = "Enter: that is all" if prompt.id == "flow" else ""
        self.query_one("#tour-answer", Input).placeholder = f"{example}  ⏎" if example else ends
        self.set_class(bool(lines), "-lines")
        self._show_yaml()
        self._draw()
        self._tell()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Offer what there is room for."""
        self.call_after_refresh(self.refreshed)

    def judged(self, judgement: Judgement) -> None:
        """Show what the staircase found."""
        del judgement
        if self._is_ready:
            self._draw()
            self._tell()

    def _show_yaml(self) -> None:
        asked = self.prompt.id if self.tour.told(self.prompt.id) or not self._written else self._written
        place, document = self.tour.place(asked), self.tour.document(asked)
        box = self.query_one("#tour-file")
        box.border_title = place.file
        lines = document.text.splitlines() if document else []
        skipped = 1 if lines and "yaml-language-server" in lines[0] else 0
        text, first = Text(no_wrap=True, overflow="ellipsis"), None
        for number, line in enumerate(lines[skipped:]):
            is_new = line in self._new and not line.lstrip().startswith("#")
            first = number if is_new and first is None else first
            text.append("+ " if is_new else "  ", self._style("good"))
            text.append_text(_coloured(line, self._style("good" if is_new else "label"), self._style("dim")))
            text.append("\n")
        if first is None and document is not None and place.route and document.has(place.route):
            first = document.key_span(place.route).line - 1 - skipped
        self.query_one("#tour-yaml", Static).update(text)
        self.call_after_refresh(box.scroll_to, y=max((first or 0) - 2, 0), animate=False)

    def _style(self, name: str) -> Style:
        return self.query_one(Choices).style(name)

    def _draw(self) -> None:
        judgement, session = self.shell.judgement, self.shell.session
        known = (judgement.workspace if judgement else session.reading).requirements
        self.query_one(Diagram).want(drawing_of(known, self.tour.use_case, None))

    def _tell(self) -> None:
        """Say what was found, and what the numbers say."""
        judgement = self.shell.judgement
        told: list[Text] = []
        if judgement is None or judgement.version != self.shell.session.version:
            told.append(Text("… reading along", style=self._style("dim")))
        else:
            found = [one.diagnostic for one in judgement.found if one.diagnostic.severity in _MARKS]
            for one in found[:3]:
                mark, look = _MARKS[one.severity]
                told.append(Text(f"{mark} {one.code}  {visible(one.message)}", style=self._style(look)))
                told.append(Text(f"  {visible(one.help)}", style=self._style("dim")))
            if not found:
                told.append(Text("✓ no findings", style=self._style("good")))
            told += self._verdicts(judgement)
            waiting = sum(one.diagnostic.severity is Severity.QUESTION for one in judgement.found)
            if waiting and self.prompt.id == "end":
                many = "question waits" if waiting == 1 else "questions wait"
                told.append(Text(f"? {waiting} {many} for you in the walk", style=self._style("question")))
        self.query_one("#tour-found", Static).update(Group(*told))

    def _verdicts(self, judgement: Judgement) -> list[Text]:
        if "evaluation" not in judgement.stages:
            return []
        told = []
        for one in judgement.workspace.evaluation.results[:2]:
            sign, look = SIGNS[one.verdict]
            words = f"{sign} {one.verdict.value.replace('-', ' ')}: {one.shown} for {one.target.measure.text}"
            told.append(Text(visible(words), style=self._style(look)))
            told.append(Text(f"  {visible(one.reason)}", style=self._style("dim")))
        return told


def _coloured(line: str, key: Style, comment: Style) -> Text:
    """Return a line of YAML with its key and its comment told apart."""
    text = Text(visible(line))
    found = _KEY.match(text.plain)
    if text.plain.lstrip().startswith("#"):
        text.stylize(comment)
    elif found:
        text.stylize(key, found.start(2), found.end(2))
    start = text.plain.find(" # ")
    if start >= 0:
        text.stylize(comment, start)
    return text
