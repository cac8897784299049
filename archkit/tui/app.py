"""The application: one workspace on the screen; it chains the session, the staircase and the panes, and does no more."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import ContentSwitcher, Footer

from archkit.diagnostics import Place, Severity
from archkit.errors import ArchkitError
from archkit.model import SECTIONS
from archkit.model.forms import FormField
from archkit.session import Judgement, Session, Staircase, Suggestion, suggestions
from archkit.tui.changes import Changes
from archkit.tui.pane import StepPane
from archkit.tui.section_pane import SectionPane
from archkit.tui.steps import Step, steps
from archkit.tui.themes import THEMES
from archkit.tui.widgets.beside import Beside
from archkit.tui.widgets.rail import Rail, Standing
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.top_bar import TopBar

_SAVE_AFTER = 0.6
"""Seconds without a change after which the files are written."""
_JUDGE_AFTER = 0.25
_LOOK_EVERY = 1.5
"""Seconds between two looks at what others wrote."""


class ArchkitApp(App[None]):
    """archkit on the screen."""

    TITLE = "archkit"
    CSS_PATH = [  # noqa: RUF012 - Textual declares it so
        "app.tcss",
        "widgets/rows.tcss",
        "widgets/field_editor.tcss",
        "widgets/form.tcss",
        "panes.tcss",
        "widgets/flows.tcss",
        "screens/screens.tcss",
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (96, "-middle"),
        (132, "-wide"),
        (190, "-huge"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", key_display="F1"),
        Binding("ctrl+f", "jump", "Find", priority=True),
        Binding("ctrl+z,u", "undo", "Undo", key_display="^z"),
        Binding("ctrl+y,ctrl+shift+z", "redo", "Redo", show=False),
        Binding("f8", "finding(1)", "Next finding", key_display="F8"),
        Binding("shift+f8", "finding(-1)", "Previous finding", show=False),
        Binding("right_square_bracket", "step(1)", "Next step", show=False),
        Binding("left_square_bracket", "step(-1)", "Previous step", show=False),
        Binding("f6", "next_region", "Next area", show=False),
        Binding("ctrl+s", "save", "Save now", show=False),
        Binding("f4", "editor", "$EDITOR", key_display="F4"),
    ]

    def __init__(self, session: Session, *, today: date | None = None) -> None:
        super().__init__()
        self.session = session
        self.judgement: Judgement | None = None
        self.changes = Changes(self)
        self.staircase = Staircase(session, self._judged_in_thread, today=today)
        self._steps = steps()
        self._save_timer: Any = None
        self._judge_timer: Any = None
        self._beside: tuple[Place, FormField | None, Place] | None = None

    # --- the screen ---------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The walk on the left, the step in the middle, help and findings beside it."""
        yield TopBar()
        with Horizontal(id="body"):
            yield Rail()
            yield ContentSwitcher(id="panes")
            yield Beside()
        yield Footer(compact=True, show_command_palette=True)

    async def on_mount(self) -> None:
        """Show the first step, and begin to watch the disk."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.query_one(Rail).show(self._steps, 0)
        await self._open(self._steps[0])
        self.set_interval(_LOOK_EVERY, self._look_outside)
        self._tell_standing()
        self.want()
        self._end_gracefully()

    def _end_gracefully(self) -> None:
        """Put what is being typed on the disk when the terminal is lost or the process is told to end."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for name in (signal.SIGHUP, signal.SIGTERM):
            with contextlib.suppress(ValueError, RuntimeError):
                loop.add_signal_handler(name, lambda: loop.create_task(self.action_quit()))

    @property
    def pane(self) -> StepPane | None:
        """The pane that is shown."""
        current = self.query_one("#panes", ContentSwitcher).current
        return self.query_one(f"#{current}", StepPane) if current else None

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return self.pane.step if self.pane else None

    async def open_step(self, identifier: str) -> StepPane:
        """Show the step of this id."""
        return await self._open(next(step for step in self._steps if step.id == identifier))

    async def _open(self, step: Step, *, focus: bool = True) -> StepPane:
        """Show a step; its pane is made when it is shown first."""
        switcher = self.query_one("#panes", ContentSwitcher)
        name = f"step-{step.id}"
        if self.pane is not None and self.pane.step.id != step.id:
            self.pane.finish_typing()
        if not switcher.query(f"#{name}"):
            await switcher.mount(step.pane(step) if step.pane else SectionPane(step))
        pane = switcher.query_one(f"#{name}", StepPane)
        switcher.current = name
        self.query_one("#body").set_class(step.stands_alone, "-alone")
        self.query_one("#body").set_class(step.needs_room, "-roomy")
        rail = self.query_one(Rail)
        rail.set_reactive(Rail.cursor, self._steps.index(step))
        rail.redraw()
        if focus:
            pane.arrive()
        self._tell_standing()
        self.want()
        return pane

    # --- what panes ask for -------------------------------------------------------------------------------

    def change(
        self, act: Callable[[Session], Any], *, burst: str = "", quiet: bool = False
    ) -> "asyncio.Future[Any]":
        """Change something; see ``StepPane``.

        Args:
            act: Makes the change, given the session.
            burst: A change with the same burst that still waits is forgotten: only the newest counts.
            quiet: Do not show a refusal: the text is still being typed.

        Returns:
            The result of ``act``; None where it was refused or forgotten.
        """
        return self.changes.add(act, burst=burst, quiet=quiet)

    def when_changed(self, act: Callable[[], Any]) -> None:
        """Do something when all changes up to now are made."""
        self.changes.when_done(act)

    def changed(self) -> None:
        """Bring everything up to date: something was changed, by whomever."""
        if self.pane is not None:
            self.pane.refreshed()
        self._tell_standing()
        if self._save_timer is not None:
            self._save_timer.stop()
        self._save_timer = self.set_timer(_SAVE_AFTER, self.action_save)
        if self._judge_timer is not None:
            self._judge_timer.stop()
        self._judge_timer = self.set_timer(_JUDGE_AFTER, self.want)

    def say(self, text: str, *, severity: str = "information") -> None:
        """Show a line for a moment."""
        self.notify(text, severity=severity, markup=False, timeout=4)  # type: ignore[arg-type]  # one of Textual's words

    def want(self) -> None:
        """Have the staircase run for the step that is shown."""
        self.staircase.want(self.step.stages if self.step else {"findings"})

    def suggest(self, field: FormField, text: str, section: str) -> Sequence[Suggestion]:
        """Return what may be meant in a field."""
        return suggestions(self.session, field, text, section)

    def beside(self, place: Place, field: FormField | None, element: Place) -> None:
        """Explain a field beside the pane."""
        self._beside = (place, field, element)
        judgement = self.judgement
        everything = judgement.of(element.file, element.route) if judgement else ()
        here = tuple(
            one
            for one in everything
            if one.route[: len(place.route)] == place.route and len(place.route) > len(element.route)
        )
        self.query_one(Beside).tell(field, here, tuple(one for one in everything if one not in here))

    def explain(self, message: str, help_: str) -> None:
        """Say beside the pane what is wrong with what is typed; nothing with an empty message."""
        self.query_one(Beside).tell(None, (), (), (message, help_))

    def typing(self, field: FormField, text: str) -> None:
        """Say at once what is wrong with what is typed."""
        word = text.rpartition(",")[2].strip() if field.shape in {"words", "references"} else text.strip()
        fault = field.fault(word) if field.shape not in {"texts", "map", "prose"} else ("", "")
        self.query_one(Beside).tell(field, (), (), fault)

    def go(self, place: Place) -> None:
        """Show an element, or a field, in the step that edits it."""
        step = self.step_for(place)
        if step is not None:
            self.run_worker(self._go(step, place), exclusive=True, group="go")

    async def _go(self, step: Step, place: Place) -> None:
        pane = await self._open(step)
        pane.refreshed()
        self.call_after_refresh(pane.reveal, place)

    def step_for(self, place: Place) -> Step | None:
        """Return the step that edits a place: the flow's for steps, else the one of its section."""
        section = str(place.route[0]) if place.route else ""
        if section == "use_cases" and "steps" in place.route:
            flows = next((step for step in self._steps if step.id == "flows"), None)
            if flows is not None:
                return flows
        wanted = section if section in SECTIONS else ""
        return next(
            (step for step in self._steps if step.section == wanted and (wanted or step.id == "frame")), None
        )

    # --- what happens -------------------------------------------------------------------------------------

    def _judged_in_thread(self, judgement: Judgement) -> None:
        with contextlib.suppress(RuntimeError):
            self.call_from_thread(self._judged, judgement)

    def _judged(self, judgement: Judgement) -> None:
        if not self.is_running:
            return
        self.judgement = judgement
        if self.pane is not None:
            self.pane.judged(judgement)
        self._tell_standing()

    def _tell_standing(self) -> None:
        """Show how far every step is, and how things stand as a whole."""
        worst: dict[str, Severity] = {}
        order = list(Severity)
        for key, found in self.judgement.below.items() if self.judgement else ():
            if len(key) > 1:
                each = min((one.diagnostic.severity for one in found), key=order.index)
                worst[key[1]] = min(worst.get(key[1], each), each, key=order.index)
        standings = {}
        for step in self._steps:
            count = (
                sum(
                    len(document.data.get(step.section) or ())
                    for document in self.session.documents.values()
                    if isinstance(document.data, dict)
                )
                if step.section
                else 0
            )
            severity = worst.get(step.section)
            is_faulty = severity in {Severity.ERROR, Severity.WARNING}
            state = "open" if not count else "begun" if is_faulty else "done"
            standings[step.id] = Standing(state, count, severity if is_faulty else None)
        rail = self.query_one(Rail)
        rail.standings = standings
        rail.redraw()
        self._tell_top()

    def _tell_top(self) -> None:
        data = next(iter(self.session.documents.values())).data if self.session.documents else {}
        system = data.get("system") if isinstance(data, dict) else None
        name = (
            str((system or {}).get("name") or self.session.root.resolve().name)
            if isinstance(system, dict | None)
            else ""
        )
        found = ""
        if self.judgement:
            counts = [
                sum(one.diagnostic.severity is each for one in self.judgement.found) for each in Severity
            ]
            found = f"✗{counts[0]} ▲{counts[1]} ?{counts[3]}"
        state = "● not saved" if self.session.unsaved else "✓ saved"
        if self.session.conflicts:
            state = f"⚡ {len(self.session.conflicts)} in conflict"
        elif self.session.refused:
            state = "● read-only: kept aside"
        self.query_one(TopBar).tell(name, self.step.title if self.step else "", state, found)

    async def _look_outside(self) -> None:
        if self.changes.busy:
            return
        changed = await asyncio.to_thread(self.session.look_outside)
        if changed:
            self.changed()
            self.say(f"Changed outside and taken in: {', '.join(changed[:3])}")

    async def action_save(self) -> None:
        """Write what is not on the disk yet."""
        if self.session.unsaved and not self.session.conflicts:
            await self.changes.run(lambda session: session.write())
        self._tell_top()

    async def action_undo(self) -> None:
        """Take the newest change back."""
        self._step_back(await self.change(lambda session: session.undo()), "Undone")

    async def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self._step_back(await self.change(lambda session: session.redo()), "Done again")

    def _step_back(self, label: str | None, done: str) -> None:
        self.say(f"{done}: {label}" if label else "There is nothing more.")

    async def action_step(self, by: int) -> None:
        """Show the next step of the walk, or the one before."""
        at = self._steps.index(self.step) if self.step in self._steps else 0
        await self._open(self._steps[(at + by) % len(self._steps)])

    async def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the step that the cursor of the rail came to."""
        if isinstance(event.rows, Rail) and event.rows.has_focus:
            await self._open(self._steps[event.index], focus=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Work on the step."""
        if isinstance(event.rows, Rail) and self.pane is not None:
            self.pane.arrive()

    def action_next_region(self) -> None:
        """Move the keyboard between the walk and the step."""
        rail = self.query_one(Rail)
        if rail.has_focus and self.pane is not None:
            self.pane.arrive()
        else:
            rail.focus()

    def action_finding(self, by: int) -> None:
        """Go to the next field with a finding."""
        found = (
            [one for one in self.judgement.found if one.diagnostic.severity is not Severity.QUESTION]
            if self.judgement
            else []
        )
        found = [one for one in found if self.step_for(Place(one.file, one.route))]
        if not found:
            self.say("No findings.")
            return
        here = self._beside[0] if self._beside else Place("")
        at = next(
            (n for n, one in enumerate(found) if (one.file, one.route) == (here.file, here.route)),
            -1 if by > 0 else 0,
        )
        one = found[(at + by) % len(found)]
        self.go(Place(one.file, one.route))

    def action_help(self) -> None:
        """Explain the step and its keys."""

    async def action_quit(self) -> None:
        """Save, and end."""
        if self.pane is not None:
            self.pane.finish_typing()
        await self.changes.settled()
        with contextlib.suppress(ArchkitError):
            await self.action_save()
        self.staircase.close()
        self.exit()
