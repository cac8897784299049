"""Frame: what the system is, who builds it, and what shapes it from outside."""

from textual.app import ComposeResult
from textual.containers import Vertical

from archkit.diagnostics import Place
from archkit.model import Organisation, System
from archkit.model.item import Part
from archkit.read import CONFIG_NAME
from archkit.session import Judgement
from archkit.tui.pane import StepPane
from archkit.tui.steps._step import Step
from archkit.tui.widgets.form_pane import FormPane
from archkit.tui.widgets.rows import RowList

_PARTS: dict[str, type[Part]] = {"system": System, "organisation": Organisation}


class FramePane(StepPane):
    """Two forms over ``archkit.yaml``."""

    def compose(self) -> ComposeResult:
        """The system above the organisation."""
        with Vertical():
            for name in _PARTS:
                yield FormPane(id=name)

    def on_mount(self) -> None:
        """Show what there is."""
        self.refreshed()

    def arrive(self) -> None:
        """Take the keyboard."""
        self.query_one("#system", FormPane).grid.focus()

    def refreshed(self) -> None:
        """Show what the file has now."""
        for name, model in _PARTS.items():
            form = self.query_one(f"#{name}", FormPane)
            form.grid.stands_alone = False
            form.show(Place(CONFIG_NAME, (name,)), model, name.capitalize())

    def on_row_list_beyond(self, event: RowList.Beyond) -> None:
        """Go on in the other form, at its near end."""
        event.stop()
        system, organisation = (self.query_one(f"#{name}", FormPane).grid for name in _PARTS)
        if (event.rows is system) is (event.by > 0):
            target = organisation if event.by > 0 else system
            target.focus()
            target.action_edge(-event.by)

    def judged(self, judgement: Judgement) -> None:
        """Mark fields that have findings."""
        del judgement
        for form in self.query(FormPane):
            form.judged()

    def reveal(self, place: Place) -> None:
        """Show a field."""
        name = str(place.route[0]) if place.route else "system"
        if name in _PARTS:
            form = self.query_one(f"#{name}", FormPane)
            form.reveal(place.route)
            form.grid.focus()

    def finish_typing(self) -> None:
        """Close a field that is being typed."""
        for form in self.query(FormPane):
            form.finish_typing()


STEP = Step(
    order=10,
    title="Frame",
    sentence="What the system is, who builds it, and what shapes it from outside.",
    pane=FramePane,
)
