"""What a flow's frames and order are changed by: move, put into a frame, take out of it, branch, dissolve."""

from collections.abc import Callable

from archkit.diagnostics import Place, Route
from archkit.session import FlowLine, flow_edits, target_of
from archkit.source import Document
from archkit.tui.flow_words import FRAME_WORDS
from archkit.tui.pane import StepPane
from archkit.tui.screens.choose import Choose
from archkit.tui.steps._step import Step
from archkit.tui.widgets.flow_list import FlowList
from archkit.tui.widgets.flows import Flow


class FlowStructure(StepPane):
    """The part of the pane of flows that knows how steps stand to each other."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._flow: Flow | None = None

    def _type(self, line: FlowLine) -> None:
        """Type into a line."""
        raise NotImplementedError

    @property
    def lines(self) -> FlowList:
        """The steps."""
        return self.query_one("#lines", FlowList)

    def _edit(
        self, label: str, change: Callable[[Document], str], burst: str = "", *, quiet: bool = False
    ) -> None:
        flow = self._flow
        if flow is not None:
            file = flow.place.file
            self.shell.change(
                lambda session: session.edit(label, [(file, change)], burst=burst), burst=burst, quiet=quiet
            )

    def _stand_on(self, route: Route) -> None:
        at = next((n for n, line in enumerate(self.lines.rows) if line.route == route), None)
        if at is not None:
            self.lines.cursor = at

    @property
    def _step(self) -> FlowLine | None:
        """The step with the cursor; a branch is none."""
        line = self.lines.current
        if line is not None and not line.is_step:
            self.shell.say("A branch moves with its frame.")
            return None
        return line

    def action_delete(self) -> None:
        """Take the step away, with what stands in it; undo brings it back."""
        line, flow = self.lines.current, self._flow
        if line is not None and flow is not None:
            self.shell.change(
                lambda session: session.set(
                    Place(flow.place.file, line.route), None, label="the deleted step"
                )
            )

    def action_shift(self, by: int) -> None:
        """Move the step up or down, into frames and out of them."""
        line = self._step
        if line is not None:
            target = target_of(list(self.lines.rows), line, by)
            if target is not None:
                self._move(line, *target)

    def _move(self, line: FlowLine, holder: Route, index: int) -> None:
        flow = self._flow
        if flow is None:
            return
        landed: list[Route] = []

        def change(document: Document) -> str:
            text, route = flow_edits.moved(document, line.route, holder, index)
            landed.append(route)
            return text

        self._edit("the moved step", change)
        self.shell.when_changed(lambda: self._stand_on(landed[-1]) if landed else None)

    def action_indent(self) -> None:
        """Move the step into the frame above it, or put one around it."""
        line = self._step
        if line is None:
            return
        above = [one for one in self.lines.rows if one.inner is not None and one.depth == line.depth]
        at = self.lines.rows.index(line)
        near = [one for one in above if self.lines.rows.index(one) < at and self._ends_before(one, at)]
        if near:
            steps = (
                self.session.value(Place(self._flow.place.file, near[-1].inner or ())) if self._flow else None
            )
            self._move(line, near[-1].inner or (), len(steps or ()))
        else:
            self.action_wrap()

    def _ends_before(self, head: FlowLine, at: int) -> bool:
        """Tell whether all between a frame's head and a line stands in the frame."""
        start = self.lines.rows.index(head)
        return all(one.depth > head.depth for one in self.lines.rows[start + 1 : at])

    def action_outdent(self) -> None:
        """Move the step out of its frame, behind it."""
        line = self._step
        if line is None or line.depth == 0:
            return
        heads = [
            one
            for one in self.lines.rows
            if one.is_step and one.depth < line.depth and line.route[: len(one.route)] == one.route
        ]
        if heads:
            self._move(line, heads[-1].holder, int(heads[-1].route[-1]) + 1)

    def action_wrap(self) -> None:
        """Put a frame around the step."""
        line = self._step
        if line is None:
            return

        def wrap(frame: str | None) -> None:
            if frame:
                self._edit(f"the {frame}", lambda document: flow_edits.wrapped(document, line.route, frame))
                self.shell.when_changed(lambda: self._named(line.route, frame))

        self.app.push_screen(Choose("Put a frame around it", FRAME_WORDS), wrap)

    def _named(self, route: Route, frame: str) -> None:
        self._stand_on(route)
        if frame != "par" and self.lines.current is not None:
            self._type(self.lines.current)

    def action_branch(self) -> None:
        """Add another branch: to an alt its else, to a par one more at the same time."""
        line, flow = self.lines.current, self._flow
        heads = [
            one
            for one in self.lines.rows
            if line and one.kind in {"alt", "par"} and line.route[: len(one.route)] == one.route
        ]
        if not heads or flow is None:
            self.shell.say("Only an alt has an else, and a par has branches.")
            return
        head = heads[-1]
        if head.kind == "par":
            self._edit(
                "the branch",
                lambda document: flow_edits.inserted(
                    document,
                    (*head.route, "par"),
                    len(document.at((*head.route, "par")) or ()),
                    {"steps": []},
                ),
            )
        elif not (isinstance(head.data, dict) and head.data.get("else")):
            self._edit("the else", lambda document: flow_edits.with_else(document, head.route))
        else:
            self.shell.say("It has an else already.")

    def action_dissolve(self) -> None:
        """Take the frame away and let its steps stand."""
        line = self._step
        if line is not None and line.kind in {"alt", "opt", "loop", "critical", "par"}:
            self._edit("the dissolved frame", lambda document: flow_edits.dissolved(document, line.route))
