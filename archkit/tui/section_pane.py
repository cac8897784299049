"""The pane of a section: its elements on the left, the form of the one with the cursor on the right."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from archkit.diagnostics import Place, Severity
from archkit.model import SECTIONS, name_from, suggest_id
from archkit.session import Element, Judgement
from archkit.tui.pane import StepPane
from archkit.tui.screens.ask import Ask
from archkit.tui.widgets.elements import ElementList
from archkit.tui.widgets.form_pane import FormPane
from archkit.tui.widgets.rows import RowList

_NAMED_BY = {"use_cases": "title", "decisions": "title", "questions": "ask", "assumptions": "statement", "quality_attributes": "statement", "constraints": "statement"}  # fmt: skip
"""Section to the field that takes what a new element is called; ``name`` elsewhere."""
_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.QUESTION)


class SectionPane(StepPane):
    """Elements and their form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("d", "delete", "Delete"),
        Binding("r", "rename", "Rename"),
        Binding("c", "copy", "Copy", show=False),
        Binding("right", "form", "Fields", show=False),
        Binding("shift+up,K", "shift(-1)", "Move up", show=False),
        Binding("shift+down,J", "shift(1)", "Move down", show=False),
    ]

    NEED_AN_ELEMENT: ClassVar[frozenset[str]] = frozenset({"delete", "rename", "copy", "form", "shift"})
    """Actions that are not offered where there is nothing to do them to."""

    def compose(self) -> ComposeResult:
        """The list beside the form."""
        with Horizontal(classes="section-body"):
            yield ElementList(id="elements")
            yield FormPane(id="form")
        yield Static("", classes="empty")

    def _invitation(self) -> Text:
        """Return what stands where there is no element yet: what the step is for, and how to begin."""
        judgement = self.judgement
        far = judgement.progress.get(self.step.id) if judgement else None
        text = Text.assemble((self.step.sentence, "bold"), "\n\n")
        if far is not None:
            text.append(f"{far.lesson}\n\n")
        return text.append_text(Text.assemble("Press ", ("a", "bold"), " to add the first one."))

    @property
    def elements(self) -> ElementList:
        """The list."""
        return self.query_one(ElementList)

    @property
    def form(self) -> FormPane:
        """The form."""
        return self.query_one(FormPane)

    @property
    def current(self) -> Element | None:
        """The element with the cursor."""
        return self.elements.current

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what there is."""
        self.refreshed()

    def arrive(self) -> None:
        """Take the keyboard where it is of use."""
        self.refreshed()
        self.elements.focus()

    def refreshed(self) -> None:
        """Show what the session has now; the cursor stays on its element, or near where it stood."""
        old, found = self.current, self.session.elements(self.step.section)
        at = next((n for n, one in enumerate(found) if old and one.place == old.place), None)
        if at is None and old is not None:
            at = next((n for n, one in enumerate(found) if one.id == old.id), None)
        self._mark()
        self.elements.show(found, at)
        self.set_class(not found, "-empty")
        if not found:
            self.query_one(".empty", Static).update(self._invitation())
        self.refresh_bindings()
        self._show_form()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action is offered now."""
        del parameters
        return action not in self.NEED_AN_ELEMENT or (self.is_mounted and self.current is not None)

    def judged(self, judgement: Judgement) -> None:
        """Mark elements and fields that have findings."""
        del judgement
        self._mark()
        if not self.elements.rows:
            self.query_one(".empty", Static).update(self._invitation())
        self.elements.redraw()
        self.form.judged()

    def _mark(self) -> None:
        marks: dict[str, Severity] = {}
        for key, found in self.judgement.below.items() if self.judgement else ():
            if len(key) > 2 and key[1] == self.step.section:
                marks[key[2]] = min((one.diagnostic.severity for one in found), key=_WORST.index)
        self.elements.marks = marks

    def _show_form(self) -> None:
        element = self.current
        if element is None:
            self.form.show(None, None)
            self.shell.explain("", "")
        else:
            title = f"{element.id} · {element.place.file}"
            self.form.show(element.place, SECTIONS[self.step.section], title)

    def reveal(self, place: Place) -> None:
        """Show an element, and its field where the place names one."""
        at = next(
            (
                n
                for n, one in enumerate(self.elements.rows)
                if one.place.file == place.file and one.place.route == place.route[:2]
            ),
            None,
        )
        if at is None:
            return
        self.elements.cursor = at
        self._show_form()
        if len(place.route) > 2:
            self.form.reveal(place.route)
            self.form.grid.focus()
        else:
            self.elements.focus()

    def finish_typing(self) -> None:
        """Close a field that is being typed."""
        self.form.finish_typing()

    # --- keys ---------------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the form of the element that the cursor came to."""
        event.stop()
        self._show_form()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the fields."""
        event.stop()
        self.action_form()

    def on_form_pane_left(self, event: FormPane.Left) -> None:
        """Come back from the fields."""
        event.stop()
        self.elements.focus()

    def on_form_pane_open_flow(self, event: FormPane.OpenFlow) -> None:
        """Edit the flow where flows are edited."""
        event.stop()
        self.shell.go(event.place)

    def action_form(self) -> None:
        """Go to the fields."""
        if self.current is not None:
            self.form.grid.focus()

    def action_add(self) -> None:
        """Ask what the new element is called, and add it."""
        kind = SECTIONS[self.step.section].KIND.replace("_", " ")
        self.app.push_screen(
            Ask(f"New {kind}", _QUESTIONS.get(self.step.section, "What is it called?")), self._add
        )

    def _add(self, words: str | None) -> None:
        if not words:
            return
        identifier = self._free(suggest_id(words) or SECTIONS[self.step.section].KIND.replace("_", "-"))
        field = _NAMED_BY.get(self.step.section, "name")
        data = {field: words} if words not in {identifier, name_from(identifier)} or field != "name" else {}
        near = self.current.place.file if self.current else ""

        def reveal() -> None:
            element = next(
                (one for one in self.session.elements(self.step.section) if one.id == identifier), None
            )
            if element is not None:
                self.reveal(element.place)
                self.form.grid.focus()

        self.shell.change(lambda session: session.add(self.step.section, identifier, data, near=near))
        self.shell.when_changed(reveal)

    def _free(self, identifier: str) -> str:
        """Return the id, with a number where it is taken."""
        taken = {one.id for one in self.session.elements(self.step.section)}
        tries = (
            identifier[:55].rstrip("-") if len(identifier) > 55 else identifier,
            *(f"{identifier[:55]}-{n}" for n in range(2, 1000)),
        )
        return next(one for one in tries if one not in taken)

    def action_delete(self) -> None:
        """Take the element away; undo brings it back."""
        element = self.current
        if element is not None:
            self.shell.change(lambda session: session.set(element.place, None, label=f"{element.id} deleted"))
            self.shell.say(f"{element.label} is deleted. Ctrl+Z brings it back.")

    def action_copy(self) -> None:
        """Add the same again under an id of its own."""
        element = self.current
        if element is not None:
            identifier = self._free(f"{element.id}-copy")
            self.shell.change(
                lambda session: session.add(
                    element.section, identifier, element.data, near=element.place.file
                )
            )

    def action_rename(self) -> None:
        """Ask for another id, and write it wherever the old one stands."""
        element = self.current
        if element is None:
            return

        def rename(word: str | None) -> None:
            if word and word != element.id:
                self.shell.change(lambda session: session.rename(element.ref, word))
                self.shell.when_changed(lambda: self._stand_on(word))

        self.app.push_screen(
            Ask(f"Rename {element.id}", "The new id; every reference follows.", element.id), rename
        )

    def _stand_on(self, identifier: str) -> None:
        at = next((n for n, one in enumerate(self.elements.rows) if one.id == identifier), None)
        if at is not None:
            self.elements.cursor = at

    def action_shift(self, by: int) -> None:
        """Move the element up or down in its file."""
        element = self.current
        if element is not None:
            self.shell.change(lambda session: session.shift(element.place, by))


_QUESTIONS = {
    "actors": "Who, or what, uses the system from outside?",
    "entities": "What is kept or passed on? One thing, in the singular.",
    "use_cases": "What does somebody want to get done? Verb and object: Buy a ticket",
    "quality_attributes": "The demand in a sentence: Searching feels immediate at rush hour.",
    "constraints": "What is fixed before the design begins?",
    "components": "Which part of the system, or system outside, is it?",
    "decisions": "What is decided? Pay through a saga with an orchestrator",
    "service_levels": "Which objective? search-latency",
    "questions": "What has to be asked?",
    "assumptions": "What is taken to be true?",
    "glossary": "Which word of the domain?",
}
