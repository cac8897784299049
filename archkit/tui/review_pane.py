"""The pane of the review: findings and questions in one list, the page of the rule beside it."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Markdown, Static

from archkit.diagnostics import Place, Severity
from archkit.ignores import excepted
from archkit.rules import find_rule
from archkit.session import Found, Judgement
from archkit.tui.pane import StepPane
from archkit.tui.screens.ask import Ask
from archkit.tui.widgets.rows import RowList
from archkit.tui.widgets.told import Told, ToldList

_GROUPS = (
    (Severity.ERROR, "Errors", "✗", "error"),
    (Severity.WARNING, "Warnings", "▲", "warning"),
    (Severity.INFO, "Remarks", "i", "info"),
    (Severity.QUESTION, "Open questions", "?", "question"),
)


class ReviewPane(StepPane):
    """All that lint found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why"),
        Binding("i", "ignore", "Except"),
        Binding("escape,left", "back", "Findings", key_display="Esc"),
    ]

    def compose(self) -> ComposeResult:
        """The findings beside the page of a rule."""
        yield Static("Checking what the files say …", classes="waiting")
        with Horizontal(classes="review"):
            yield ToldList(id="found")
            with VerticalScroll(id="rule-page"):
                yield Markdown("", open_links=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back where there is one."""
        del parameters
        return action != "back" or not self.found.has_focus

    @property
    def found(self) -> ToldList:
        """The findings."""
        return self.query_one("#found", ToldList)

    @property
    def current(self) -> Found | None:
        """The finding with the cursor."""
        told = self.found.current
        return told.key if told and isinstance(told.key, Found) else None

    # --- what it is told ----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what was found already."""
        self._show(self.judgement)

    def arrive(self) -> None:
        """Take the keyboard."""
        self._show(self.judgement)
        self.found.focus()

    def judged(self, judgement: Judgement) -> None:
        """Show the new findings."""
        self._show(judgement)

    def _show(self, judgement: Judgement | None) -> None:
        self.query_one(".waiting").display = judgement is None
        self.query_one(".review").display = judgement is not None
        if judgement is not None:
            rows = list(_told(judgement))
            self.found.show_told(rows)
            if self.current is None:
                self.found.cursor = next((n for n, one in enumerate(rows) if one.key), 0)
            self._show_rule()

    # --- keys ---------------------------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the page of the rule behind the finding."""
        event.stop()
        self._show_rule()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the field that the finding is about."""
        event.stop()
        one = self.current
        if one is None:
            return
        if one.file not in self.session.faults and not one.route:
            self.shell.say("The file itself is at fault: F4 opens it at this line.")
        self.shell.go(Place(one.file, one.route))

    def action_why(self) -> None:
        """Read the page of the rule."""
        self.set_class(not self.has_class("-reading"), "-reading")
        (self.query_one("#rule-page") if self.has_class("-reading") else self.found).focus()

    def action_back(self) -> None:
        """Go to the findings."""
        self.remove_class("-reading")
        self.found.focus()

    def action_ignore(self) -> None:
        """Write an exception with a reason above the line of the finding."""
        one = self.current
        if one is None:
            return
        found, file = one.diagnostic, one.file

        def write(reason: str | None) -> None:
            if reason:
                change = (file, lambda document: excepted(document, found.span.line, found.code, reason))
                self.shell.change(lambda session: session.edit(f"exception from {found.code}", [change]))

        question = f"{found.message}. Why is that right here?"
        self.app.push_screen(Ask(f"Except from {found.code} {found.name}", question), write)

    def _show_rule(self) -> None:
        one = self.current
        rule = find_rule(one.diagnostic.code) if one else None
        page = f"## {rule.code} {rule.name}\n\n{rule.page}\n\n*Source: {rule.source}*" if rule else ""
        self.query_one(Markdown).update(page)
        self.query_one("#rule-page").scroll_home(animate=False)


def _told(judgement: Judgement) -> Iterator[Told]:
    """Yield findings by weight, then questions; each with what to do."""
    if judgement.problem:
        yield Told(judgement.problem, "error", "✗", "error")
        return
    shown = False
    for severity, heading, sign, look in _GROUPS:
        group = [one for one in judgement.found if one.diagnostic.severity is severity]
        if not group:
            continue
        if shown:
            yield Told("")
        shown = True
        yield Told(f"{heading}", "heading", tail=str(len(group)))
        for one in group:
            found = one.diagnostic
            where = f"{found.span.file.rpartition('/')[2]}:{found.span.line}"
            yield Told(found.message, "value", sign, look, indent=1, tail=where, key=one)
            if found.help:
                yield Told(found.help, "dim", indent=5, key=one)
    if not shown:
        yield Told("Nothing is wrong, and nothing has to be asked.", "good", "✓", "good")
        yield Told(
            "Go on to Generate: the diagrams, documents and the site are made of what stands here.", "dim"
        )
