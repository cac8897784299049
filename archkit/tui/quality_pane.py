"""The pane of quality attributes: forms as elsewhere, keys that find measures and scenarios, and the utility tree as a board."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from archkit.assist import PARTS, complete, measures_for
from archkit.diagnostics import Place
from archkit.model import QualityAttribute
from archkit.session import Element, Judgement, Session
from archkit.tui.screens.measure import MeasureBuilder
from archkit.tui.section_pane import SectionPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.board import Board
from archkit.workspace import Workspace


class QualityPane(SectionPane):
    """Quality attributes, their measures, their scenarios, and how much each matters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "say_how_much", "Say how much"),
        Binding("b", "build", "Build measure"),
        Binding("s", "scenario", "Fill scenario"),
        Binding("t", "board", "Utility tree"),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._choices: tuple[Place, list[str]] | None = None

    def compose(self) -> ComposeResult:
        """The list and the form, and the board that may stand instead."""
        yield from super().compose()
        yield Board(id="board")

    @property
    def board(self) -> Board:
        """The utility tree."""
        return self.query_one(Board)

    @property
    def current(self) -> Element | None:
        """The element with the cursor, in the list or on the board."""
        return self.board.current if self.has_class("-board") else super().current

    # --- what it is told ----------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Take the keyboard."""
        super().arrive()
        self._make_room()
        if self.has_class("-board"):
            self.board.take_keyboard()

    def on_hide(self) -> None:
        """Give the help of fields its place back: another step is shown."""
        self.app.query_one("#body").remove_class("-with-board")

    def _make_room(self) -> None:
        """Leave the help of fields out where the board needs its lines."""
        self.app.query_one("#body").set_class(self.has_class("-board"), "-with-board")

    def refreshed(self) -> None:
        """Show what the session has now, on the board too."""
        super().refreshed()
        self.board.show(self.session.elements("quality_attributes"))

    def judged(self, judgement: Judgement) -> None:
        """Mark what has findings."""
        super().judged(judgement)
        self.board.mark(self.elements.marks)

    def reveal(self, place: Place) -> None:
        """Show an element in its form."""
        self.remove_class("-board")
        self._make_room()
        super().reveal(place)

    # --- measures -----------------------------------------------------------------------------------------

    def _read(self, element: Element) -> QualityAttribute | None:
        """Return the element as it is typed now, as far as the model can read it."""
        data: Any = element.data if isinstance(element.data, dict) else {}
        for fields in (data, {key: value for key, value in data.items() if key != "measure"}):
            try:
                quality = QualityAttribute.model_validate(fields)
            except ValueError:
                continue
            quality.bind(element.place)
            return quality
        return None

    def action_say_how_much(self) -> None:
        """Write the likeliest measure; once more, the next one."""
        self._with_quality(self._say_how_much)

    def _with_quality(self, act: Callable[[Element, QualityAttribute, Workspace], None]) -> None:
        """Do something with the element, as it stands when the workspace is judged."""
        chosen = self.current
        if chosen is None:
            return

        def judged(workspace: Workspace) -> None:
            element = self.session.element_at(chosen.place)
            quality = self._read(element) if element is not None else None
            if element is not None and quality is not None:
                act(element, quality, workspace)

        self.shell.when_judged(judged)

    def _say_how_much(self, element: Element, quality: QualityAttribute, workspace: Workspace) -> None:
        found = measures_for(quality, workspace.requirements, workspace.catalog)
        if not found:
            self.shell.say("Say which quality it is first; then measures of it can be proposed.")
            return
        written = element.field("measure")
        choices = list(found)
        at = choices.index(written) + 1 if written in choices else 0
        if written and written not in choices:
            self.shell.say(f"The measure is {written}. Clear it first, or build another with b.")
            return
        choice = choices[at % len(choices)]
        place = element.place.at("measure")
        self.shell.change(lambda session: session.set(place, choice))
        more = f" ({at % len(choices) + 1} of {len(choices)}; v for the next)" if len(choices) > 1 else ""
        self.shell.say(f"{choice}: {found[choice]}{more}")

    def action_build(self) -> None:
        """Build a measure part by part, with its verdict beside it."""
        self._with_quality(self._build)

    def _build(self, element: Element, quality: QualityAttribute, workspace: Workspace) -> None:
        written = element.field("measure")
        proposals = measures_for(quality, workspace.requirements, workspace.catalog)
        start = written if isinstance(written, str) and written else next(iter(proposals), "")

        def write(measure: str | None) -> None:
            if measure:
                self.shell.change(lambda session: session.set(element.place.at("measure"), measure))

        self.app.push_screen(MeasureBuilder(quality, start, workspace), write)

    def action_scenario(self) -> None:
        """Fill the empty parts of the scenario from what the workspace says, else from what holds for any system."""
        self._with_quality(self._fill_scenario)

    def _fill_scenario(self, element: Element, quality: QualityAttribute, workspace: Workspace) -> None:
        parts = complete(quality, workspace.requirements, workspace.catalog)
        if not parts:
            self.shell.say("Every part of the scenario says something already.")
            return
        place = element.place.at("scenario")

        def write(session: Session) -> None:
            old = session.value(place)
            whole = dict(old) if isinstance(old, dict) else {}
            whole |= {part: parts[part].text for part in PARTS if part in parts}
            ordered = {part: whole[part] for part in (*PARTS, *whole) if part in whole}
            session.set(place, ordered, label=f"the scenario of {element.id}")

        self.shell.change(write)
        general = [part for part in parts if parts[part].general]
        mind = f" Look at {', '.join(general)}: they hold for any system." if general else ""
        self.shell.say(f"{len(parts)} parts filled in.{mind}")
        self.shell.when_changed(lambda: self.form.reveal((*place.route, PARTS[0])))

    # --- the board ----------------------------------------------------------------------------------------

    def action_board(self) -> None:
        """Show the utility tree as a board, or the forms again."""
        element = self.current
        self.toggle_class("-board")
        self._make_room()
        if self.has_class("-board"):
            self.board.show(self.session.elements("quality_attributes"))
            self.board.mark(self.elements.marks)
            self.board.take_keyboard(element)
        else:
            if element is not None:
                super().reveal(element.place)
            self.elements.focus()

    def on_board_shown(self, event: Board.Shown) -> None:
        """Tell what was found about a card."""
        event.stop()
        if self.has_class("-board"):
            self.shell.beside(event.element.place, None, event.element.place)

    def on_board_opened(self, event: Board.Opened) -> None:
        """Show the form of a card."""
        event.stop()
        self.remove_class("-board")
        self._make_room()
        super().reveal(event.element.place)

    def on_board_pushed(self, event: Board.Pushed) -> None:
        """Write where a card was pushed to."""
        event.stop()
        element = event.element

        ranks = [
            (element.place.at("importance"), event.importance),
            (element.place.at("difficulty"), event.difficulty),
        ]
        self.shell.change(lambda session: session.set_all(f"the rank of {element.id}", ranks))
        self.shell.when_changed(lambda: self.board.take_keyboard(element))
