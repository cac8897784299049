"""The pane of decisions: forms as elsewhere, and keys for what becomes of a decision."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from archkit.diagnostics import Place
from archkit.model import Ref, mark_of, parse_ref
from archkit.session import Element
from archkit.tui.section_pane import SectionPane
from archkit.workspace import Workspace


class DecisionsPane(SectionPane):
    """Decision records, and what becomes of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('accepted')", "Accept"),
        Binding("e", "decide('rejected')", "Reject"),
        Binding("s", "supersede", "Supersede"),
        Binding("w", "weigh", "Weighed today"),
    ]
    NEED_AN_ELEMENT = SectionPane.NEED_AN_ELEMENT | {"decide", "supersede", "weigh"}

    def action_decide(self, status: str) -> None:
        """Write what became of the decision."""
        element = self.current
        if element is None:
            return
        if element.field("status") == status:
            self.shell.say(f"{element.id} is {status} already.")
            return
        if status != "accepted":
            self.shell.change(lambda session: session.set(element.place.at("status"), status))
            return

        def accept(workspace: Workspace) -> None:
            values = [(element.place.at("status"), status), *self._marks(element, workspace)]
            self.shell.change(lambda session: session.set_all(f"{element.id} {status}", values))

        self.shell.when_judged(accept)

    def action_weigh(self) -> None:
        """Mark the demands behind the decision as they are today: when one changes, the decision is told to be suspect."""
        element = self.current
        if element is not None:
            self.shell.when_judged(lambda workspace: self._weigh(element, workspace))

    def _weigh(self, element: Element, workspace: Workspace) -> None:
        marks = self._marks(element, workspace)
        if not marks:
            self.shell.say("Say which demands drive it, in addresses; then a change of them can be told.")
            return
        self.shell.change(lambda session: session.set_all(f"{element.id} weighed", marks))
        self.shell.say("Weighed as things are today.")

    def _marks(self, element: Element, workspace: Workspace) -> list[tuple[Place, Any]]:
        """Return the marks of what the decision addresses, as one field; none where nothing is addressed."""
        written = element.field("addresses")
        if not isinstance(written, list):
            return []
        known = workspace.requirements
        marks: dict[str, str] = {}
        for text in written:
            ref = _ref(text)
            item = known.get(ref) if ref is not None else None
            if item is not None:
                marks[str(text)] = mark_of(item)
        return [(element.place.at("weighed"), marks)] if marks else []

    def action_supersede(self) -> None:
        """Begin the decision that replaces this one."""
        element = self.current
        if element is None:
            return
        identifier = self._free(f"after-{element.id}")
        data: dict[str, Any] = {"title": f"Instead of: {element.label}", "status": "proposed"}
        for field in ("addresses", "context"):
            if element.field(field):
                data[field] = element.field(field)
        data["supersedes"] = [element.id]

        self.shell.change(lambda session: session.add("decisions", identifier, data, near=element.place.file))
        self.shell.when_changed(lambda: self._stand_on(identifier))
        self.shell.say(f"{identifier} will replace it. Once it is accepted, mark {element.id} as superseded.")


def _ref(text: object) -> Ref | None:
    try:
        return parse_ref(str(text))
    except ValueError:
        return None
