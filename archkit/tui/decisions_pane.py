"""The pane of decisions: forms as elsewhere, and keys for what becomes of a decision."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from archkit.diagnostics import Place
from archkit.model import Ref, mark_of, parse_ref
from archkit.session import Element
from archkit.tui.section_pane import SectionPane


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
        values: list[tuple[Place, Any]] = [(element.place.at("status"), status)]
        if status == "accepted":
            values += self._marks(element)
        self.shell.change(lambda session: session.set_all(f"{element.id} {status}", values))

    def action_weigh(self) -> None:
        """Mark the demands behind the decision as they are today: when one changes, the decision is told to be suspect."""
        element = self.current
        marks = self._marks(element) if element is not None else []
        if element is None or not marks:
            self.shell.say("Say which demands drive it, in addresses; then a change of them can be told.")
            return
        self.shell.change(lambda session: session.set_all(f"{element.id} weighed", marks))
        self.shell.say("Weighed as things are today.")

    def _marks(self, element: Element) -> list[tuple[Place, Any]]:
        """Return the marks of what the decision addresses, as one field; none where nothing is addressed."""
        judgement = self.judgement
        written = element.field("addresses")
        if judgement is None or not isinstance(written, list):
            return []
        known = judgement.workspace.requirements
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
