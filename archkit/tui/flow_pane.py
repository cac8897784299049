"""The pane of flows: steps typed line by line on the left, the sequence diagram drawn beside them as they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.geometry import Offset
from textual.widgets import Static

from archkit.assist import operation_of
from archkit.diagnostics import Place, Route, Severity, visible
from archkit.model.flows import Message
from archkit.session import (
    Declared,
    FlowLine,
    Judgement,
    Suggestion,
    fault_of,
    flow_edits,
    flow_lines,
    proposed,
    step_of,
)
from archkit.tui.drawing import drawing_of
from archkit.tui.flow_structure import FlowStructure
from archkit.tui.flow_words import completion
from archkit.tui.steps._step import Step
from archkit.tui.widgets.diagram import Diagram
from archkit.tui.widgets.field_editor import FieldEditor, StepEditor
from archkit.tui.widgets.flow_list import FlowList
from archkit.tui.widgets.flows import Flow, FlowsList, flows_of
from archkit.tui.widgets.form_pane import FormPane
from archkit.tui.widgets.rows import RowList
from archkit.workspace import Workspace

_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.QUESTION)


@dataclass(slots=True)
class _Typing:
    """The line that is typed now."""

    line: FlowLine | None
    """The line that is changed; None for a new one."""
    holder: Route
    index: int
    burst: str
    text: str = ""


class FlowPane(FlowStructure):
    """Flows and their diagrams."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,o", "add(1)", "Add step", key_display="a"),
        Binding("O", "add(0)", "Add above", show=False),
        Binding("w", "wrap", "Frame"),
        Binding("f", "fields", "Fields"),
        Binding("d,delete", "delete", "Delete"),
        Binding("shift+up,K", "shift(-1)", "Move up", show=False),
        Binding("shift+down,J", "shift(1)", "Move", key_display="⇧↕"),
        Binding("greater_than_sign,shift+right", "indent", "In", show=False),
        Binding("less_than_sign,shift+left", "outdent", "Out", show=False),
        Binding("e", "branch", "Else", show=False),
        Binding("D", "dissolve", "Dissolve frame", show=False),
        Binding("c", "declare", "Declare"),
        Binding("p", "operation", "API operation"),
        Binding("v", "view", "Diagram"),
        Binding("escape,left", "back", "Back", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Flows, their steps, the drawing."""
        with Horizontal(classes="flow-body"):
            yield FlowsList(id="flows")
            with Container(id="flow-steps"):
                yield Static("", classes="form-title")
                yield Static("", id="offer", markup=False)
                yield FlowList(id="lines")
                yield FormPane(id="step-fields")
            yield Diagram(id="diagram")
        yield Static("No use case yet: describe one first, then its flow.", classes="empty")

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._typing: _Typing | None = None
        self._count = 0
        self._undeclared: list[Declared] = []
        """Who takes part in the use case and is declared nowhere, and what they probably are."""
        self._slips: dict[str, str] = {}

    @property
    def fields(self) -> FormPane:
        """The form of the step with the cursor."""
        return self.query_one("#step-fields", FormPane)

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what there is."""
        self.fields.display = False
        self.refreshed()

    def arrive(self) -> None:
        """Take the keyboard where it is of use."""
        self.refreshed()
        self.lines.focus()

    def refreshed(self) -> None:
        """Show what the session has now."""
        flows = flows_of(self.session.elements("use_cases"))
        listed = self.query_one(FlowsList)
        old = self._flow.place if self._flow else None
        at = next((n for n, one in enumerate(flows) if one.place == old), min(listed.cursor, len(flows) - 1))
        listed.show(flows, max(at, 0))
        self.set_class(not flows, "-empty")
        self._show(flows[at] if flows else None)

    def judged(self, judgement: Judgement) -> None:
        """Mark steps that have findings."""
        del judgement
        self._mark()
        self.lines.redraw()
        self.fields.judged()
        self._draw()
        self._tell()

    def _show(self, flow: Flow | None, cursor: int | None = None) -> None:
        self._flow = flow
        lines = list(flow_lines(self.session.value(flow.place), flow.place.route)) if flow else []
        if self._typing is None:
            self.lines.show(lines, cursor)
        title = f"{flow.title} · {flow.place.file}" if flow else ""
        if flow and not lines and self._typing is None:
            title += " · no step yet: press a"
        self._look_for_undeclared()
        self.query_one("#flow-steps > .form-title", Static).update(visible(title), layout=False)
        self._mark()
        self._show_fields()
        self._draw()
        self._tell()

    def _mark(self) -> None:
        marks: dict[Route, Severity] = {}
        flow = self._flow
        routes = sorted((line.route for line in self.lines.rows), key=len, reverse=True)
        for one in self.judgement.of(flow.place.file, flow.place.route) if flow and self.judgement else ():
            route = next((each for each in routes if one.route[: len(each)] == each), None)
            if route is not None:
                marks[route] = min(
                    marks.get(route, one.diagnostic.severity), one.diagnostic.severity, key=_WORST.index
                )
        self.lines.marks = marks

    def _draw(self) -> None:
        flow = self._flow
        if flow is not None:
            element = self.session.element_at(flow.place)
            requirements = (self.judgement.workspace if self.judgement else self.session.reading).requirements
            self.query_one(Diagram).want(drawing_of(requirements, element, flow.extension))

    def _tell(self) -> None:
        line, flow = self.lines.current, self._flow
        if flow is not None and not self.fields.grid.has_focus:
            place = Place(flow.place.file, line.route if line else flow.place.route)
            self.shell.beside(place, None, Place(flow.place.file, flow.place.route[:2]))

    def reveal(self, place: Place) -> None:
        """Show a step, or the flow that it belongs to."""
        listed = self.query_one(FlowsList)
        best = max(
            range(len(listed.rows)),
            key=lambda at: (
                len(flow.place.route)
                if (flow := listed.rows[at]).place.file == place.file
                and place.route[: len(flow.place.route)] == flow.place.route
                else 2 * (flow.place.route[:2] == place.route[:2]) - 2
            ),
            default=None,
        )
        if best is None:
            return
        listed.cursor = best
        self._show(listed.rows[best])
        routes = [line.route for line in self.lines.rows]
        at = max(
            (n for n, route in enumerate(routes) if place.route[: len(route)] == route),
            key=lambda n: len(routes[n]),
            default=0,
        )
        self.lines.cursor = at
        self.lines.focus()

    def finish_typing(self) -> None:
        """Close the line that is being typed."""
        for editor in self.query("#flow-steps > FieldEditor"):
            editor.remove()
        self._typing, self.lines.typed = None, None
        self.lines.redraw()
        self.fields.finish_typing()

    # --- moving about -------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the flow, or the step, that the cursor came to."""
        event.stop()
        if isinstance(event.rows, FlowsList) and event.rows.has_focus:
            self._show(event.rows.current, 0)
        elif event.rows is self.lines:
            self._show_fields()
            self._tell()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the steps, or type into the one that was chosen."""
        event.stop()
        if isinstance(event.rows, FlowsList):
            self._show(event.rows.current, 0)
            self.lines.focus()
        elif self.lines.current is not None:
            self._type(self.lines.current)
        else:
            self.action_add(1)

    def action_back(self) -> None:
        """From the diagram to the steps, from the steps to the flows."""
        if self.has_class("-diagram"):
            self.action_view()
            return
        flows = self.query_one(FlowsList)
        if self._typing is None and flows.display:
            flows.focus()

    def action_view(self) -> None:
        """Show the diagram alone, or beside the steps."""
        self.toggle_class("-diagram")
        (self.query_one(Diagram) if self.has_class("-diagram") else self.lines).focus()
        self.refresh_bindings()

    def action_fields(self) -> None:
        """Show the fields of the step, and go there."""
        line = self.lines.current
        if line is None or line.body is None:
            self.shell.say("Only a message has fields: data, returns, operation and more.")
            return
        self.fields.display = True
        self._show_fields()
        self.fields.grid.focus()

    def action_operation(self) -> None:
        """Write the API operation that the step calls, as the contract of its receiver has it."""
        line, flow = self.lines.current, self._flow
        if line is not None and flow is not None and line.body is not None:
            self.shell.when_judged(partial(self._write_operation, flow.place.file, line.route, line.body))

    def _write_operation(self, file: str, route: Route, body: Route, workspace: Workspace) -> None:
        found = operation_of(Place(file, route), workspace.requirements)
        if found is None:
            self.shell.say("Only a call to a component of yours over REST, gRPC or GraphQL has an operation.")
            return
        place = Place(file, (*body, "operation"))
        if self.session.value(place) == found.text:
            self.shell.say(f"{found.text} stands there already.")
            return
        self.shell.change(lambda session: session.set(place, found.text))
        self.shell.say(f"{found.text}. {found.reason}")

    def _look_for_undeclared(self) -> None:
        element = self.session.element_at(self._flow.place) if self._flow else None
        before, self._undeclared = self._undeclared, []
        if element is not None:
            self._undeclared, self._slips = proposed(self.session, element, self.session.workspace.catalog)
        offer = self.query_one("#offer", Static)
        offer.display = bool(self._undeclared) and self._typing is None
        if before != self._undeclared:
            names = visible(", ".join(name for _, name, _ in self._undeclared))
            offer.update(f"▲ declared nowhere: {names}. c declares them.")
            self.refresh_bindings()

    def action_declare(self) -> None:
        """Declare all who take part in the use case and are declared nowhere, each as what it probably is."""
        self._look_for_undeclared()
        wanted = self._undeclared
        if not wanted:
            return
        names = ", ".join(f"{name} ({data['kind']})" for _, name, data in wanted)
        self.shell.change(lambda session: session.add_all(f"the declaration of {names}", wanted))
        told = "; ".join(
            f"'{name}' is left out: did you mean '{meant}'?" for name, meant in self._slips.items()
        )
        self.shell.say(f"Declared: {names}. Ctrl+Z takes it back. {told}".rstrip())

    def word_for(self, action: str) -> str:
        """Return what a key does here: how many it declares, and the way back from the diagram."""
        if action == "view" and self.has_class("-diagram"):
            return "Steps"
        return f"Declare {len(self._undeclared)}" if action == "declare" else ""

    def _show_fields(self) -> None:
        line, flow = self.lines.current, self._flow
        if not self.fields.display:
            return
        if line is None or flow is None or line.body is None:
            self.fields.show(None, None)
            return
        self.fields.show(Place(flow.place.file, line.body), Message, line.text)

    def on_form_pane_left(self, event: FormPane.Left) -> None:
        """Come back from the fields."""
        event.stop()
        self.fields.display = False
        self.lines.focus()

    # --- typing -------------------------------------------------------------------------------------------

    def action_add(self, after: int) -> None:
        """Begin a new step behind the one with the cursor, in the frame that it heads, or above it."""
        flow, line = self._flow, self.lines.current
        if flow is None or self._typing is not None:
            return
        if line is None:
            self._begin(_Typing(None, flow.place.route, 0, self._burst()), 0)
        elif after and line.inner is not None:
            self._begin(_Typing(None, line.inner, 0, self._burst()), line.depth + 1)
        elif not line.is_step:
            self.shell.say("Nothing can stand before a branch; add to the one above.")
        else:
            index = int(line.route[-1]) + after
            self._begin(_Typing(None, line.holder, index, self._burst()), line.depth)

    def _burst(self) -> str:
        self._count += 1
        return f"flow#{self._count}"

    def _type(self, line: FlowLine) -> None:
        if line.kind == "par":
            self.shell.say("A par has branches: give each a step.")
        elif line.kind != "other":
            self._begin(_Typing(line, line.holder, 0, self._burst(), line.text), line.depth)

    def _begin(self, typing: _Typing, depth: int) -> None:
        """Lay an editor over the line, a new one over the place where it will stand."""
        self._typing = typing
        rows = list(self.lines.rows)
        at = self.lines.cursor
        if typing.line is None:
            at = self._place_of(typing, rows)
            blank = FlowLine("other", (), depth, "", "")
            self.lines.show([*rows[:at], blank, *rows[at:]], at)
        self.lines.typed = at
        self.lines.redraw()
        region = self.lines.region_of(at)
        column = 4 + 2 * depth
        editor = StepEditor(typing.text, self._complete, is_new=typing.line is None)
        editor.styles.width = max(self.lines.size.width - column, 20)
        top = region.y + self.lines.region.y - self.query_one("#flow-steps").region.y
        editor.styles.offset = Offset(column, max(top, 0))
        self.shell.keys.opening()
        self.query_one("#flow-steps").mount(editor)
        self.refresh_bindings()

    @staticmethod
    def _place_of(typing: _Typing, rows: Sequence[FlowLine]) -> int:
        """Return the line at which a new step will stand."""
        before = [
            n
            for n, line in enumerate(rows)
            if line.is_step and line.holder == typing.holder and int(line.route[-1]) < typing.index
        ]
        if not before:
            head = next((n for n, line in enumerate(rows) if line.inner == typing.holder), -1)
            return head + 1
        last = before[-1]
        below = (
            n
            for n in range(last + 1, len(rows))
            if rows[n].route[: len(rows[last].route)] != rows[last].route
        )
        return next(below, len(rows))

    def _complete(self, text: str) -> tuple[int, Sequence[Suggestion]]:
        return completion(self.session, self._flow, text)

    def on_field_editor_ready(self, event: FieldEditor.Ready) -> None:
        """Let the keys come that were pressed meanwhile."""
        event.stop()
        self.shell.keys.opened()

    def on_field_editor_typed(self, event: FieldEditor.Typed) -> None:
        """Put each keystroke into the session, as soon as it is a step."""
        event.stop()
        if self._typing is not None:
            self._put(event.text)
            self.shell.explain(*fault_of(event.text))

    def _put(self, text: str, *, quiet: bool = True) -> None:
        typing, flow = self._typing, self._flow
        if typing is None or flow is None:
            return
        typing.text = text
        if typing.line is not None:
            line = typing.line
            self._edit(
                "a step", lambda document: flow_edits.retyped(document, line, text), typing.burst, quiet=quiet
            )
            return
        step = step_of(text)
        if step is not None:
            self._edit(
                "the new step",
                lambda document: flow_edits.inserted(document, typing.holder, typing.index, step),
                typing.burst,
                quiet=quiet,
            )

    def on_field_editor_ended(self, event: FieldEditor.Ended) -> None:
        """Close the line; behind a new step another one is begun."""
        event.stop()
        typing = self._typing
        if typing is None:
            return
        is_new, fault = typing.line is None, fault_of(event.text)
        if event.where != "back" and event.text.strip() and is_new and fault[0]:
            self.shell.say(f"{fault[0]}. {fault[1]}", severity="warning")
            return
        if event.where == "back" and is_new and step_of(typing.text) is not None:
            self.shell.change(lambda session: session.undo())
        elif event.where == "back" or (typing.line is not None and event.text != typing.line.text):
            self._put(event.text, quiet=event.where == "back")
        goes_on = is_new and event.where != "back" and bool(event.text.strip())
        self.finish_typing()
        self.lines.focus()
        self.refresh_bindings()
        self.shell.when_changed(
            lambda: self._go_on(
                (*typing.holder, typing.index) if is_new else typing.line.route if typing.line else (),
                goes_on=goes_on,
            )
        )

    def _go_on(self, route: Route, *, goes_on: bool) -> None:
        self.refreshed()
        self._stand_on(route)
        if goes_on:
            self.action_add(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing of the list while a line is typed, and to declare somebody where somebody is not declared."""
        del parameters
        if self.has_class("-diagram"):  # the steps are not seen: nothing is done to them
            return action in {"view", "back"}
        if action == "declare" and not self._undeclared:
            return False
        return self._typing is None or action == "view"
