"""The application: one workspace on the screen; it chains the session, the staircase and the panes, and does no more."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import ContentSwitcher

from archkit.diagnostics import Place, Severity
from archkit.errors import ArchkitError
from archkit.model import SECTIONS
from archkit.model.forms import FormField
from archkit.session import Judgement, Session, Suggestion, state_folder, suggestions
from archkit.tui.changes import Changes
from archkit.tui.commands import commands
from archkit.tui.editor import edit_outside
from archkit.tui.farewell import end_when_told
from archkit.tui.judging import Judging
from archkit.tui.keeping import Keeper
from archkit.tui.keys import OrderedApp
from archkit.tui.pane import StepPane
from archkit.tui.settings import Settings
from archkit.tui.standing import counted, saved, standings, system_name
from archkit.tui.steps import Step, load_panes, steps
from archkit.tui.themes import DRAWN_DARK, DRAWN_LIGHT, THEMES
from archkit.tui.widgets.beside import NO_LESSON, Beside, Lesson
from archkit.tui.widgets.key_bar import KeyBar
from archkit.tui.widgets.rail import NextBox, Rail
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.top_bar import TopBar
from archkit.workspace import Workspace

if TYPE_CHECKING:
    from archkit.tui.screens.tour import TourScreen

_LOOK_EVERY = 1.5
"""Seconds between two looks at what others wrote."""


class ArchkitApp(OrderedApp[None]):
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
        Binding("ctrl+p", "command_palette", "Commands", key_display="^p", priority=True),
        Binding("ctrl+f", "jump", "Find", priority=True),
        Binding("ctrl+z,u", "undo", "Undo", key_display="^z"),
        Binding("ctrl+y,ctrl+shift+z", "redo", "Redo", show=False),
        Binding("f8", "finding(1)", "Finding", key_display="F8"),
        Binding("shift+f8", "finding(-1)", "Previous finding", show=False),
        Binding("right_square_bracket", "step(1)", "Next step", show=False),
        Binding("left_square_bracket", "step(-1)", "Previous step", show=False),
        Binding("ctrl+pagedown", "step(1)", "Next step", show=False, priority=True),
        Binding("ctrl+pageup", "step(-1)", "Previous step", show=False, priority=True),
        Binding("f6", "next_region", "Next area", show=False),
        Binding("ctrl+s", "save", "Save now", show=False),
        Binding("n", "next", "Next"),
        Binding("f4", "editor", "Editor", key_display="F4"),
    ]

    def __init__(self, session: Session, *, settings: Path | None = None, with_tour: bool = False) -> None:
        super().__init__()
        self._with_tour = with_tour
        self._tour: TourScreen | None = None
        self.session = session
        self._settings_path = settings or state_folder().parent / "settings.json"
        self.settings = Settings.load(self._settings_path)
        self._is_begun = self._is_loaded = False
        for theme in THEMES:
            self.register_theme(theme)
        self.ansi_theme_dark, self.ansi_theme_light = DRAWN_DARK, DRAWN_LIGHT
        # With sixteen colours the grounds of a theme run into one; the one of high contrast stays apart.
        is_poor = self.console.color_system == "standard" and self.settings.theme == THEMES[0].name
        wanted = THEMES[-1].name if is_poor else self.settings.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name
        self.keeper = Keeper(self)
        self.changes = Changes(self)
        self.judging = Judging(self, session)
        self._steps = steps()
        self._put_signals_back: Callable[[], None] = lambda: None
        self._beside: tuple[Place, FormField | None, Place] | None = None

    # --- the screen ---------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The walk on the left, the step in the middle, help and findings beside it."""
        yield TopBar()
        with Horizontal(id="body"):
            with Vertical(id="walk"):
                yield Rail()
                yield NextBox()
            yield ContentSwitcher(id="panes")
            yield Beside()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show the first step, and begin to watch the disk."""
        self._is_begun = True
        self.query_one(Rail).show(self._steps, 0)
        await self._open(self._steps[0])
        self.set_interval(_LOOK_EVERY, self.keeper.look_outside)
        self.tell_standing()
        self.want()
        self._put_signals_back = end_when_told(self.action_quit)
        if self._with_tour:
            self.action_tour()
        self.keeper.offer_recovery()
        self.keeper.tell_of_faults()

    def on_unmount(self) -> None:
        """Leave signals to those who had them before."""
        self._put_signals_back()

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

    def show_step(self, identifier: str) -> None:
        """Show the step of this id soon."""
        self.run_worker(self.open_step(identifier), exclusive=True, group="go")

    async def _open(self, step: Step, *, focus: bool = True) -> StepPane:
        """Show a step; its pane is made when it is shown first."""
        # The rail answers at once; a pane that is made for the first time takes a moment longer.
        rail = self.query_one(Rail)
        rail.set_reactive(Rail.cursor, self._steps.index(step))
        rail.redraw()
        switcher = self.query_one("#panes", ContentSwitcher)
        name = f"step-{step.id}"
        if self.pane is not None and self.pane.step.id != step.id:
            self.pane.finish_typing()
        if not switcher.query(f"#{name}"):
            await switcher.mount(step.make_pane())
        pane = switcher.query_one(f"#{name}", StepPane)
        switcher.current = name
        self.query_one("#body").set_class(step.stands_alone, "-alone")
        self.query_one("#body").set_class(step.needs_room, "-roomy")
        if focus:
            pane.arrive()
        self.tell_standing()
        self.want()
        return pane

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing that changes what stands below a dialog while it is asked."""
        del parameters
        below = action in {"command_palette", "jump", "step"} and isinstance(self.screen, ModalScreen)
        return not below

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
        if self._tour is not None:
            self._tour.refreshed()
        self.tell_standing()
        self.keeper.soon()
        self.judging.soon()

    def say(self, text: str, *, severity: str = "information") -> None:
        """Show a line for a moment."""
        self.notify(text, severity=severity, markup=False, timeout=4)  # type: ignore[arg-type]  # one of Textual's words

    def want(self) -> None:
        """Have the staircase run for the step that is shown."""
        touring = self._tour.STAGES if self._tour else None
        self.judging.staircase.want(touring or (self.step.stages if self.step else {"findings"}))

    def suggest(self, field: FormField, text: str, section: str) -> Sequence[Suggestion]:
        """Return what may be meant in a field."""
        return suggestions(self.session, field, text, section)

    def beside(
        self, place: Place, field: FormField | None, element: Place, lesson: Lesson | None = None
    ) -> None:
        """Explain a field beside the pane, or what is told instead of one."""
        self._beside = (place, field, element)
        judgement = self.judgement
        everything = judgement.of(element.file, element.route) if judgement else ()
        here = tuple(
            one
            for one in everything
            if one.route[: len(place.route)] == place.route and len(place.route) > len(element.route)
        )
        elsewhere = tuple(one for one in everything if one not in here)
        if lesson is None:
            lesson = self._lesson() if field is not None else NO_LESSON
        self.query_one(Beside).tell(field, here, elsewhere, lesson=lesson)

    def _lesson(self) -> Lesson:
        """Return what the walk asks at the field with the cursor."""
        walk = self.judgement.walk if self.judgement else None
        if walk is None or self._beside is None:
            return NO_LESSON
        place, _, element = self._beside
        found = self.session.element_at(element)
        inside = place.route[len(element.route) :] if found else place.route
        question = walk.question_for(
            found.kind if found else "", tuple(step for step in inside if isinstance(step, str))
        )
        if question is None:
            return NO_LESSON
        ask = question.ask.replace("{name}", found.label if found else "")
        return Lesson(ask, question.why, question.example)

    def explain(self, message: str, help_: str) -> None:
        """Say beside the pane what is wrong with what is typed; nothing with an empty message."""
        self.query_one(Beside).tell(None, (), (), (message, help_))

    def typing(self, field: FormField, text: str) -> None:
        """Say at once what is wrong with what is typed."""
        word = text.rpartition(",")[2].strip() if field.shape in {"words", "references"} else text.strip()
        fault = field.fault(word) if field.shape not in {"texts", "map", "prose"} else ("", "")
        self.query_one(Beside).tell(field, (), (), fault, self._lesson())

    def go(self, place: Place) -> None:
        """Show an element, or a field, in the step that edits it; a file that cannot be read where it can be mended."""
        if place.file in self.session.faults:
            self.mend(place.file)
            return
        step = self.step_for(place)
        if step is not None:
            self.run_worker(self._go(step, place), exclusive=True, group="go")

    async def _go(self, step: Step, place: Place) -> None:
        pane = await self._open(step)
        pane.refreshed()
        self.call_after_refresh(pane.reveal, place)

    def mend(self, file: str) -> None:
        """Show a file that cannot be read, to be mended there."""
        from archkit.tui.screens.repair import RepairScreen  # noqa: PLC0415 - seldom needed

        self._beside = (Place(file), None, Place(file))

        def ended(_: bool | None) -> None:  # noqa: FBT001 - what the screen ends with
            self.run_worker(self.keeper.look_outside(), group="look")

        self.push_screen(RepairScreen(self.session.root, file), ended)

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

    @property
    def judgement(self) -> Judgement | None:
        """What the staircase made of the workspace last; it may be older than what is shown."""
        return self.judging.newest

    def when_judged(self, act: Callable[[Workspace], Any]) -> None:
        """Do something with the workspace once what stands there now is judged; see ``StepPane``."""
        self.judging.when_judged(act)

    def judged(self, judgement: Judgement) -> None:
        """Show what the staircase made of the workspace; after the first time there is leisure to load the other panes."""
        if not self._is_loaded:
            self._is_loaded = True
            self.run_worker(asyncio.to_thread(load_panes), group="load")
        if self.pane is not None:
            self.pane.judged(judgement)
        if self._tour is not None:
            self._tour.judged(judgement)
        self.tell_standing()

    def tell_standing(self) -> None:
        """Show how far every step is, and how things stand as a whole."""
        rail = self.query_one(Rail)
        rail.standings = standings(self.session, self.judgement, self._steps)
        rail.redraw()
        walk = self.judgement.walk if self.judgement else None
        self.query_one(NextBox).tell(walk.suggestions[0] if walk and walk.suggestions else None)
        title = self.step.title if self.step else ""
        state = saved(self.session, asks=self.settings.ask_before_writing)
        self.query_one(TopBar).tell(system_name(self.session), title, state, counted(self.judgement))

    async def action_save(self) -> None:
        """Write what is not on the disk yet; show it before, where that is wished for."""
        if self.session.conflicts or self.settings.ask_before_writing:
            self.keeper.show_difference()
        else:
            await self.keeper.save()

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
            # Where there is no room for it, the walk lies over the step while it has the keyboard.
            self.query_one("#body").add_class("-walking")
            self.call_after_refresh(rail.focus)

    def action_finding(self, by: int) -> None:
        """Go to the next field with a finding; first of all to a file without which nothing can be judged."""
        if self.judgement is not None and self.judgement.problem and self.session.faults:
            self.mend(next(iter(self.session.faults)))
            return
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
        from archkit.tui.screens.help import Help  # noqa: PLC0415 - Markdown is loaded when it is read

        self.push_screen(Help(self.step, self.screen.active_bindings.values()))

    def action_jump(self) -> None:
        """Find an element or a text, and go there."""
        from archkit.tui.screens.jump import Jump  # noqa: PLC0415 - opening does not wait for it

        self.push_screen(Jump(self.session), lambda place: self.go(place) if place else None)

    def action_next(self) -> None:
        """Go to what would help most next, by what stands there now."""
        self.when_judged(lambda _: self._next())

    def _next(self) -> None:
        walk = self.judgement.walk if self.judgement else None
        if walk is None or not walk.suggestions:
            self.say("Nothing is open.")
            return
        first = walk.suggestions[0]
        place = first.asked[0].place if first.asked else None
        if first.finding is not None and self.judgement is not None:
            found = next((one for one in self.judgement.found if one.diagnostic is first.finding), None)
            place = Place(found.file, found.route) if found else None
        name = first.step.id.replace("-", "_")
        step = next((one for one in self._steps if one.id == name), None)
        if place is not None and (step is None or step.section):
            self.go(place)
        elif step is not None:
            self.run_worker(self._open(step), exclusive=True, group="go")

    def action_tour(self) -> None:
        """Take the tour of five minutes, from where it was left."""
        from archkit.tui.screens.tour import TourScreen  # noqa: PLC0415 - few take it, and once

        def ended(_: None) -> None:
            self._tour = None
            self.changed()

        self._tour = TourScreen()
        self.push_screen(self._tour, ended)

    def action_editor(self) -> None:
        """Open the file of what has the cursor in the user's own editor, at its line; come back with what was written."""
        self.run_worker(
            edit_outside(self, self._beside[0] if self._beside else None), exclusive=True, group="editor"
        )

    def action_difference(self) -> None:
        """Show what is not on the disk yet."""
        self.keeper.show_difference()

    def action_ask_before_writing(self) -> None:
        """Show a diff before anything is written, or save by itself again."""
        self.settings.ask_before_writing = not self.settings.ask_before_writing
        self.settings.save(self._settings_path)
        self.say(
            "From now on Ctrl+S shows the diff and writes it."
            if self.settings.ask_before_writing
            else "Everything is saved by itself."
        )
        self.changed()

    def watch_theme(self, theme: str) -> None:
        """Remember the colours, and draw everything in them."""
        if self._is_begun and theme != self.settings.theme:
            self.settings.theme = theme
            self.settings.save(self._settings_path)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer in the palette what has no key, and every step."""
        del screen
        yield from commands(self, self._steps)

    async def action_quit(self) -> None:
        """Save, and end."""
        if self.pane is not None:
            self.pane.finish_typing()
        await self.changes.settled()
        if not self.settings.ask_before_writing:
            with contextlib.suppress(ArchkitError):
                await self.keeper.save()
        self.judging.staircase.close()
        self.exit()
